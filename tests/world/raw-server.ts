/** TCP and HTTP servers of this machine that behave as badly as a test wants. */
import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createServer, type Server, type Socket } from 'node:net'

export interface TestServer {
  port: number
  /** How many connections were ever made to it. */
  connectionCount: () => number
  /** Those open now. */
  sockets: Set<Socket>
  close: () => Promise<void>
}

/** What is read is up to `onConnection`. */
export function startRawServer(onConnection: (socket: Socket) => void): Promise<TestServer> {
  const server = createServer(onConnection)
  return started(server, server)
}

/** `host`: another address of this machine. */
export function startHttpServer(listener: RequestListener, host?: string): Promise<TestServer> {
  const server = createHttp(listener)
  return started(server, server, host)
}

export function startHttpsServer(
  credentials: { key: string; cert: string; maxVersion?: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3' },
  listener: RequestListener,
): Promise<TestServer> {
  const server = createHttps(credentials, listener)
  return started(server, server)
}

async function started(
  server: Server,
  closing: { close: () => unknown },
  host = '127.0.0.1',
): Promise<TestServer> {
  const sockets = new Set<Socket>()
  let count = 0
  server.on('connection', (socket: Socket) => {
    count += 1
    sockets.add(socket)
    // The other side may break off at any moment.
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  return {
    port: address.port,
    connectionCount: () => count,
    sockets,
    close: () =>
      new Promise((resolve) => {
        server.once('close', resolve)
        closing.close()
        for (const socket of sockets) socket.destroy()
      }),
  }
}
