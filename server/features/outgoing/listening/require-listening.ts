/** A listener, or why there is nothing to be fetched. */
import { refuse } from '../../../platform/refusal.ts'
import type { EndpointRow } from '../endpoints/endpoint.ts'
import { stateOf } from '../endpoints/view-endpoints.ts'

export function requireListening(endpoint: EndpointRow | undefined): EndpointRow {
  if (!endpoint) return refuse('not_found', 'There is no such endpoint.')
  const state = stateOf(endpoint)
  if (state === 'active') refuse('endpoint_not_listening', 'It is sent to; only listeners are fetched from.')
  if (state !== 'listening') refuse('endpoint_not_listening', `It is ${state}. Activate it first.`)
  return endpoint
}
