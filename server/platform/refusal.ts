/** A rule said no: thrown by actions, answered as a problem with the status of its code. */
import { type RefusalCode, refusals } from '../../contracts/refusals.ts'

export interface RefusedValue {
  /** JSON pointer into the request, e.g. `/lines/0/path`. */
  pointer: string
  reason: string
}

export type RefusedFacts = Readonly<Record<string, string | number | null>>

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: string | undefined
  readonly errors: readonly RefusedValue[] | undefined
  /** What a program needs to go on. */
  readonly facts: RefusedFacts | undefined
  readonly headers: Readonly<Record<string, string>> | undefined

  constructor(
    code: RefusalCode,
    more: {
      detail?: string
      errors?: readonly RefusedValue[]
      facts?: RefusedFacts
      headers?: Record<string, string>
    } = {},
  ) {
    super(more.detail ?? refusals[code].title)
    this.name = 'Refusal'
    this.code = code
    this.detail = more.detail
    this.errors = more.errors
    this.facts = more.facts
    this.headers = more.headers
  }
}

export function refuse(code: RefusalCode, detail?: string, facts?: RefusedFacts): never {
  throw new Refusal(code, { ...(detail === undefined ? {} : { detail }), ...(facts ? { facts } : {}) })
}
