/** Events of members. */
import Type from 'typebox'
import { amountMax, Id, oneOf, Time } from '../values.ts'
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

export const memberLeft = event(
  'member.left',
  'A membership ended: the member left, or was removed; histories go on naming them',
  { memberId: Id, username: Type.String({ maxLength: 50 }), reason: oneOf(['left', 'removed']) },
  { memberId: exampleMemberId, username: 'ada', reason: 'left' },
)

const count = Type.Integer({ minimum: 1, maximum: amountMax })

export const memberVisited = event(
  'member.visited',
  'A visit began: the first activity of a signed-in member after 30 minutes without any; days are those of UTC',
  {
    memberId: Id,
    visitedAt: Time,
    firstVisitOfDay: Type.Boolean(),
    visitCount: count,
    loginStreak: Type.Integer({ minimum: 1, maximum: amountMax, description: 'Days in a row' }),
  },
  {
    memberId: exampleMemberId,
    visitedAt: '2026-11-25T12:00:00.000Z',
    firstVisitOfDay: true,
    visitCount: 21,
    loginStreak: 5,
  },
)
