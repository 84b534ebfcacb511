/**
 * Requests that this server has stored a moment ago. Its own worker applies most of them within milliseconds,
 * and takes them from here instead of reading them back. A cache and nothing more: what is not here is read.
 */
import type { AcceptedRequest } from './accept.store.ts'

const bytesMax = 8 * 1024 * 1024

/** What applying needs of a request. */
export type FreshRequest = Pick<
  AcceptedRequest,
  'id' | 'webhookName' | 'body' | 'contentType' | 'isEncrypted' | 'hop' | 'problem'
>

export interface FreshReceipts {
  remember: (request: FreshRequest) => void
  find: (id: string) => FreshRequest | undefined
  forget: (ids: Iterable<string>) => void
}

export function createFreshReceipts(): FreshReceipts {
  // A Map keeps the order of insertion, so the first key is the oldest.
  const requests = new Map<string, FreshRequest>()
  let bytes = 0

  function drop(id: string): void {
    const request = requests.get(id)
    if (!request) return
    requests.delete(id)
    bytes -= request.body.length
  }

  return {
    remember(request) {
      if (request.body.length > bytesMax) return
      requests.set(request.id, request)
      bytes += request.body.length
      for (const id of requests.keys()) {
        if (bytes <= bytesMax) break
        drop(id)
      }
    },
    find: (id) => requests.get(id),
    forget(ids) {
      for (const id of ids) drop(id)
    },
  }
}
