/** A rule said no: thrown by actions, answered as a problem with the status of its code. */
import { type RefusalCode, refusals } from '../../contracts/refusals.ts'

export interface RefusedValue {
  /** JSON pointer into the request, e.g. `/lines/0/path`. */
  pointer: string
  reason: string
}

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: string | undefined
  readonly errors: readonly RefusedValue[] | undefined
  readonly headers: Readonly<Record<string, string>> | undefined

  constructor(
    code: RefusalCode,
    more: { detail?: string; errors?: readonly RefusedValue[]; headers?: Record<string, string> } = {},
  ) {
    super(more.detail ?? refusals[code].title)
    this.name = 'Refusal'
    this.code = code
    this.detail = more.detail
    this.errors = more.errors
    this.headers = more.headers
  }
}

export function refuse(code: RefusalCode, detail?: string): never {
  throw new Refusal(code, detail === undefined ? {} : { detail })
}
