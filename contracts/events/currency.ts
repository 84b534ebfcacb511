/** Events of balances. */
import Type from 'typebox'
import { Amount, Id } from '../values.ts'
import { event, exampleMemberId } from './event-type.ts'

export const currencyChanged = event(
  'currency.changed',
  'A balance of a member changed; once per member and asset of a posting',
  {
    memberId: Id,
    asset: Type.String({ maxLength: 50, description: '`xp`, `coins`, or the key of a currency' }),
    amount: { ...Amount, description: 'How much more it is; negative for less' },
    balance: { ...Amount, description: 'After it' },
    action: Type.String({ maxLength: 200, description: 'In words; of an incoming webhook its name' }),
    moved: Type.Optional({
      ...Amount,
      description: 'Of the amount, what came from or went into holds and the treasury',
    }),
  },
  { memberId: exampleMemberId, asset: 'coins', amount: 25, balance: 140, action: 'Match rewards' },
)
