/** A way through the operator's forward proxy: CONNECT, RFC 9110, section 9.3.6. */
import { isIPv6, type Socket } from 'node:net'
import { AttemptFailed } from './failures.rules.ts'
import { openSocket, secure } from './open-socket.ts'
import { type Attempt, bounded } from './trace.ts'
import type { Target } from './url.rules.ts'

const headBytesMax = 8 * 1024

export interface ForwardProxy {
  host: string
  port: number
  isSecure: boolean
  isLiteral: boolean
  /** The value of Proxy-Authorization. */
  authorization: string | undefined
}

export function readProxy(text: string): ForwardProxy {
  const url = new URL(text)
  const isSecure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const words = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return {
    host,
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    isSecure,
    isLiteral: url.hostname.startsWith('[') || /^[\d.]+$/.test(host),
    authorization: url.username === '' ? undefined : `Basic ${Buffer.from(words).toString('base64')}`,
  }
}

/** Whatever goes wrong here is the proxy's, and never counted against the receiver. */
export async function openTunnel(
  attempt: Attempt,
  proxy: ForwardProxy,
  addresses: readonly string[],
  target: Target,
  authorities: readonly string[] | undefined,
): Promise<Socket> {
  attempt.trace.stage = 'proxy'
  try {
    const socket = await openSocket(attempt, addresses, proxy.port)
    const way = proxy.isSecure
      ? await secure(attempt, socket, proxy.host, proxy.isLiteral, authorities)
      : socket
    await askForTunnel(attempt, proxy, way, target)
    return way
  } catch (error) {
    if (!(error instanceof AttemptFailed) || attempt.stop.aborted || error.code === 'proxy_failed')
      throw error
    throw new AttemptFailed('proxy_failed', `The proxy could not be reached (${error.code}).`)
  }
}

function askForTunnel(
  { limits, stop }: Attempt,
  proxy: ForwardProxy,
  socket: Socket,
  target: Target,
): Promise<void> {
  const late = new AttemptFailed('proxy_failed', 'The proxy did not open a way to the receiver in time.')
  return bounded(stop, { ms: limits.connectMs, late }, (settle, fail) => {
    let head = Buffer.alloc(0)
    socket.on('data', read)
    socket.on('close', closed)
    socket.write(connectRequest(proxy, target), 'latin1')

    function read(chunk: Buffer): void {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end === -1 && head.length <= headBytesMax) return
      socket.off('data', read)
      socket.off('close', closed)
      socket.pause()
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1', 0, 16))?.[1]
      if (end === -1 || status === undefined) fail(refused('it did not answer in HTTP/1.1'))
      else if (!status.startsWith('2')) fail(refused(`it answered ${status}`))
      else if (head.length > end + 4) fail(refused('it sent more than its answer'))
      else settle()
    }
    function closed(): void {
      fail(refused('it closed the connection'))
    }
    return () => socket.destroy()
  })
}

function connectRequest({ authorization }: ForwardProxy, { host, port }: Target): string {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  const lines = [`CONNECT ${authority} HTTP/1.1`, `host: ${authority}`]
  if (authorization !== undefined) lines.push(`proxy-authorization: ${authorization}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}

function refused(words: string): AttemptFailed {
  return new AttemptFailed('proxy_failed', `The proxy opened no way to the receiver: ${words}.`)
}
