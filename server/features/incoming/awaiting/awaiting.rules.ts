/** Decides whether a receipt whose member is not there waits on, and until when; the words for both ends. */

import { awaitedDays } from '../../../../contracts/mapping.ts'
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { Identifier } from '../rules/read-identifier.rules.ts'
import { receiptFailure } from '../rules/receipt-failures.rules.ts'

const dayMs = 86_400_000

/** Somebody whom a payload names and who is no member. */
export interface MissingMember {
  identifier: Identifier
  element: number | null
}

export type AbsenceDecision = { isOver: false; until: Date } | { isOver: true; failure: ReceiptFailure }

/** `awaitedUntil` is the end of the wait that has begun already, or null. */
export function judgeAbsence(
  missing: MissingMember,
  path: string,
  awaitedUntil: Date | null,
  now: Date,
): AbsenceDecision {
  const until = awaitedUntil ?? new Date(now.getTime() + awaitedDays * dayMs)
  return until > now ? { isOver: false, until } : { isOver: true, failure: waitedInVain(missing, path) }
}

function waitedInVain({ identifier, element }: MissingMember, path: string): ReceiptFailure {
  const { kind, original } = identifier
  const detail = `It has waited ${awaitedDays} days, and nobody here has the ${kind} ${original}. Add the member, or mend the payload, and run it again.`
  return receiptFailure('User not found', detail, { path, found: { value: original }, element })
}
