/** Builds the failures of a receipt within the bounds of the contract. */
import type { FailureReason, ReceiptFailure } from '../../../../contracts/receipts.ts'
import { cutText, foundValue } from '../../../platform/payloads/shown-value.rules.ts'

const detailLengthMax = 1000
const pathLengthMax = 500

export type FailurePlace = {
  path?: string
  /** Left out when nothing was found. */
  found?: { value: unknown }
  line?: number
  element?: number | null
}

export function receiptFailure(
  reason: FailureReason,
  detail: string,
  place: FailurePlace = {},
): ReceiptFailure {
  return {
    reason,
    detail: cutText(detail, detailLengthMax),
    path: place.path === undefined ? null : cutText(place.path, pathLengthMax),
    value: place.found ? foundValue(place.found.value) : null,
    line: place.line ?? null,
    element: place.element ?? null,
  }
}
