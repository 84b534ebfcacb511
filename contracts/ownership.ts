/** Proof that a receiver wants what it is sent. */
import Type from 'typebox'
import { nullable, oneOf, Time } from './values.ts'

/** Whether it was asked for it; `pending`: it was, and gets one message a minute until it gives it. */
export const ownershipStates = ['unasked', 'pending', 'proved'] as const
export type OwnershipState = (typeof ownershipStates)[number]

export const ownershipParts = { ownership: oneOf(ownershipStates), ownershipProvedAt: nullable(Time) }

export const AsksOwnership = Type.Boolean({
  description:
    'The receiver has to answer the challenge of a `webhook.verification`; until it has, and again after a change of the URL, it is sent one message a minute',
})
