/** One connection to one origin: a checked socket, and undici's HTTP/1.1 upon it. It is never opened a second time. */
import type { Socket } from 'node:net'
import { Client } from 'undici'
import { responseHeadBytesMax } from './attempt.ts'

export interface Connection {
  origin: string
  client: Client
  socket: Socket
  remoteAddress: string | undefined
  hasServed: boolean
}

export function connectionOn(
  socket: Socket,
  { origin, remoteAddress, idleMs }: { origin: string; remoteAddress: string | undefined; idleMs: number },
): Connection {
  let isHandedOver = false
  const client = new Client(origin, {
    pipelining: 1,
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMs,
    maxHeaderSize: responseHeadBytesMax,
    // One request has its own limits of time, set by whoever sends it.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect(_options, callback) {
      // Undici asks again when the socket has gone; whoever sends then opens another, guarded one.
      const isFirst = !isHandedOver
      isHandedOver = true
      queueMicrotask(() =>
        isFirst ? callback(null, socket) : callback(new Error('the socket has gone'), null),
      )
    },
  })
  return { origin, client, socket, remoteAddress, hasServed: false }
}

/** Whether it may serve another request: alive, and nothing of the last one is still on its way. */
export function canServe({ socket }: Connection): boolean {
  return !socket.destroyed && socket.writable && socket.writableLength === 0
}
