/** Every way a call can fail, as one error: a problem the server described, or a server out of reach. */
import type { Problem } from '../../contracts/values.ts'
import { reasonWords } from './reason.rules.ts'

export interface FieldProblem {
  /** JSON pointer into what was sent, e.g. `/body/name`. */
  pointer: string
  reason: string
}

export class ApiProblem extends Error {
  readonly status: number
  /** One of contracts/refusals.ts, `unreachable` when no answer came, `unexpected` for anything else. */
  readonly code: string
  readonly detail: string | null
  readonly errors: readonly FieldProblem[]
  readonly requestId: string | null
  /** The call that failed, e.g. `POST /api/sessions`. */
  readonly request: string

  constructor(input: {
    status: number
    code: string
    title: string
    detail?: string | null
    errors?: readonly FieldProblem[]
    requestId?: string | null
    request: string
  }) {
    super(input.title)
    this.name = 'ApiProblem'
    this.status = input.status
    this.code = input.code
    this.detail = input.detail ?? null
    this.errors = input.errors ?? []
    this.requestId = input.requestId ?? null
    this.request = input.request
  }

  /** What is wrong with one field of what was sent, in words; `name` is its last segment, e.g. `email`. */
  errorOf(name: string): string | undefined {
    const found = this.errors.find(({ pointer }) => pointer.endsWith(`/${name}`))
    return found && reasonWords(found.reason)
  }
}

function looksLikeProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'title' in value
}

export async function problemFrom(response: Response, request: string): Promise<ApiProblem> {
  const answered: unknown = await response.json().catch(() => null)
  if (looksLikeProblem(answered)) {
    return new ApiProblem({
      status: response.status,
      code: answered.code,
      title: answered.title,
      detail: answered.detail ?? null,
      errors: answered.errors ?? [],
      requestId: answered.requestId,
      request,
    })
  }
  return new ApiProblem({
    status: response.status,
    code: 'unexpected',
    title: 'The server answered in an unexpected way',
    detail: `Status ${response.status}`,
    requestId: response.headers.get('x-request-id'),
    request,
  })
}

export function unreachable(request: string): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'unreachable',
    title: 'The server cannot be reached',
    detail: 'Check your connection; nothing was lost. It will be tried again when you are back online.',
    request,
  })
}

export function problemOf(error: unknown): ApiProblem | null {
  return error instanceof ApiProblem ? error : null
}
