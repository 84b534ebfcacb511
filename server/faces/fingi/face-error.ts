/** Every way in which the face says no: a flat body with a code of its own list. */
import type { RefusalCode } from '../../../contracts/refusals.ts'
import { isContention, isUnavailable } from '../../platform/db/database.ts'
import type { FaceAnswer } from '../../platform/http/face-route.ts'
import { Refusal } from '../../platform/refusal.ts'
import { type FaceErrorCode, faceErrors } from './wire-errors.ts'

export class FaceError extends Error {
  readonly code: FaceErrorCode
  readonly details: readonly unknown[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: FaceErrorCode,
    message: string,
    more: { details?: readonly unknown[]; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.code = code
    this.details = more.details
    this.headers = more.headers ?? {}
  }
}

/** Where the product and the face say the same in other words; the rest has the same code in both. */
const codes: Partial<Record<RefusalCode, FaceErrorCode>> = {
  app_suspended: 'app_suspended',
  app_not_approved: 'app_not_approved',
  unknown_item: 'unknown_item',
  insufficient_balance: 'insufficient_balance',
  supply_exhausted: 'supply_exhausted',
  member_limit: 'member_limit',
  merge_not_pending: 'merge_not_pending',
  order_not_pending: 'order_not_pending',
  // Frozen or retired: nothing more of it can be issued.
  wrong_state: 'supply_exhausted',
  amount_out_of_bounds: 'member_limit',
  wrong_kind: 'wrong_kind',
  forbidden: 'forbidden',
  idempotency_in_progress: 'request_in_progress',
  idempotency_key_reused: 'idempotency_key_reused',
  // The key is older than its answer.
  already_posted: 'idempotency_key_reused',
  not_ready: 'unavailable',
}

const fastifyCodes: Record<string, [FaceErrorCode, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['body_too_large', 'The body is larger than 256 KiB.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported_media_type',
    'Send JSON with Content-Type: application/json.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid_json', 'The body is not as long as Content-Length says.'],
}

/** Undefined for a bug. */
export function asFaceError(error: unknown): FaceError | undefined {
  if (error instanceof FaceError) return error
  if (error instanceof Refusal) {
    const code = codes[error.code]
    return code && new FaceError(code, error.message, { headers: { ...error.headers } })
  }
  if (isUnavailable(error) || isContention(error))
    return new FaceError('unavailable', 'Try again in a moment.')
  const known = fastifyCodes[(error as { code?: string }).code ?? '']
  return known && new FaceError(...known)
}

export function errorAnswer(error: FaceError, requestId: string): FaceAnswer {
  const status = faceErrors[error.code]
  return {
    status,
    headers: {
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 503 ? { 'retry-after': '5' } : {}),
      ...error.headers,
    },
    body: JSON.stringify(errorBody(error, requestId)),
  }
}

export const errorBody = ({ code, message, details }: FaceError, requestId: string) => ({
  error: code,
  ...{ message, requestId },
  ...(details ? { details } : {}),
})
