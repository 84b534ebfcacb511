/**
 * The one way the web talks to the server: a call by the name of its contract, typed both ways. It throws
 * `ApiProblem` for everything that is not a success, and never retries a write by itself.
 */
import type { Answer, CallInput, EndpointName } from './contract-types.ts'
import { authorizationHeader } from './credential.ts'
import { problemFrom, unreachable } from './problem.ts'
import { type AddressParts, addressOf, endpointOf } from './request.rules.ts'

interface LooseInput extends AddressParts {
  body?: unknown
  idempotencyKey?: string | null
  ifMatch?: string
  auditReason?: string
  signal?: AbortSignal
}

export async function call<Name extends EndpointName>(
  name: Name,
  ...[input]: Record<string, never> extends CallInput<Name> ? [CallInput<Name>?] : [CallInput<Name>]
): Promise<Answer<Name>> {
  const asked = (input ?? {}) as LooseInput
  const { method } = endpointOf(name)
  const address = addressOf(name, asked)
  const request = `${method} ${address}`

  const headers = new Headers({ accept: 'application/json' })
  if (asked.body !== undefined) headers.set('content-type', 'application/json')
  if (method !== 'GET' && asked.idempotencyKey !== null) {
    headers.set('idempotency-key', asked.idempotencyKey ?? randomKey())
  }
  if (asked.ifMatch !== undefined) headers.set('if-match', asked.ifMatch)
  if (asked.auditReason !== undefined) headers.set('x-audit-reason', asked.auditReason)

  const authorization = authorizationHeader()
  if (authorization !== null) headers.set('authorization', authorization)

  const response = await fetch(address, {
    method,
    headers,
    // A page that was opened with a link of its own acts with it alone, whoever else is signed in here.
    credentials: authorization === null ? 'same-origin' : 'omit',
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    ...(asked.signal === undefined ? {} : { signal: asked.signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable(request)
  })

  if (!response.ok) throw await problemFrom(response, request)
  if (response.status === 204 || response.headers.get('content-length') === '0') {
    return undefined as Answer<Name>
  }
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as Answer<Name>
}

/** `crypto.randomUUID` exists on https and localhost only; a console in a private network may have neither. */
export const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/** The entity tag of a setting at this revision, for `ifMatch`. */
export const tagOf = (thing: { revision: number }) => `"${thing.revision}"`
