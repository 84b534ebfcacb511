/** The `Idempotency-Key`, without which nothing that moves something is taken. */
import type { FaceRequest } from '../../platform/http/face-route.ts'
import { FaceError } from './face-error.ts'

const keyPattern = /^[\x21-\x7e]{1,255}$/

export function readKey({ headers }: FaceRequest): string {
  const key = headers['idempotency-key']
  if (key === undefined || key === '') {
    throw new FaceError(
      'idempotency_key_required',
      'Send an Idempotency-Key, so that a repeat moves nothing.',
    )
  }
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    throw new FaceError('invalid_parameter', 'Idempotency-Key is 1 to 255 visible ASCII characters.')
  }
  return key
}
