/** Events of members. */
import Type from 'typebox'
import { Id, oneOf } from '../values.ts'
import { event, exampleMemberId } from './event-type.ts'

export const memberJoined = event(
  'member.joined',
  'A membership became active',
  { memberId: Id, username: Type.String({ maxLength: 50 }), method: Type.String({ maxLength: 40 }) },
  { memberId: exampleMemberId, username: 'ada', method: 'invitation' },
)

export const memberChanged = event(
  'member.changed',
  'Somebody is found by another e-mail or username now; the identifiers themselves are not told',
  {
    memberId: Id,
    changed: Type.Array(oneOf(['email', 'username']), { minItems: 1, maxItems: 2 }),
  },
  { memberId: exampleMemberId, changed: ['email'] },
)
