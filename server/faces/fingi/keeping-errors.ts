/** Under an `Idempotency-Key` nobody, or no item, stays that: the error is an answer, which is kept as any other. */
import type { Answer } from '../../platform/http/idempotency.ts'
import { errorBody, FaceError } from './face-error.ts'
import { faceErrors } from './wire-errors.ts'

/** `work` has written nothing where it throws such an error. */
export async function keepingErrors(requestId: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FaceError) || faceErrors[error.code] !== 404) throw error
    return { status: 404, body: errorBody(error, requestId) }
  }
}
