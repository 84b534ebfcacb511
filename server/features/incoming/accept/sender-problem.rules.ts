/** Why a request was not taken, in the form that senders of webhooks know (wire/returning-ai.md 1.1). */
import type { Problem, SenderProblem } from '../../../../contracts/values.ts'

/** JSON text. */
export function senderProblem({ title, detail, code, requestId }: Problem): string {
  const problem: SenderProblem = { status: 'error', message: detail ?? title, code, requestId }
  return JSON.stringify(problem)
}
