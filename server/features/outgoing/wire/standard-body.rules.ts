/** The body of style `standard`: one event, its keys always in this order. */

export interface SentEvent {
  id: string
  communityId: string
  type: string
  sequence: number
  createdAt: Date
  payload: unknown
}

/** The same bytes for every endpoint and every attempt. */
export function standardBody(event: SentEvent): Buffer {
  return Buffer.from(JSON.stringify(standardDocument(event)))
}

export function standardDocument({ id, communityId, type, sequence, createdAt, payload }: SentEvent) {
  return { id, type, timestamp: createdAt.toISOString(), communityId, sequence, data: payload }
}
