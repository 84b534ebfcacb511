/** A payload as JSON can carry it to the console: integers beyond 2^53-1 become text with all their digits. */

/** Payloads come from `parseBody`, so that their depth is bounded. */
export function viewPayload(payload: unknown): unknown {
  if (typeof payload === 'bigint') return payload.toString()
  if (typeof payload !== 'object' || payload === null) return payload
  if (Array.isArray(payload)) return payload.map(viewPayload)
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, viewPayload(value)]))
}
