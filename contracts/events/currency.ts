/** Events of balances. */
import Type from 'typebox'
import { Amount, Id } from '../values.ts'
import { event, exampleMemberId } from './event-type.ts'

export const currencyChanged = event(
  'currency.changed',
  'A balance of a member changed; once per member and asset of a posting',
  {
    memberId: Id,
    asset: Type.String({ maxLength: 50 }),
    amount: Amount,
    balance: Amount,
    action: Type.String({ maxLength: 200 }),
    moved: Type.Optional(Amount),
  },
  { memberId: exampleMemberId, asset: 'coins', amount: 25, balance: 140, action: 'Match rewards' },
)
