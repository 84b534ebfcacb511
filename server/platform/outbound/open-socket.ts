/** Opens a TCP connection to the first of some addresses that takes it, and TLS on top of a connection. */
import { connect, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { AttemptFailed, connectFailure, tlsFailure } from './failures.rules.ts'
import { type Attempt, bounded } from './trace.ts'

const addressesTriedMax = 4
const keepAliveProbeMs = 30_000

/** The addresses share the time for connecting, so that a dead one leaves some for the next. */
export async function openSocket(
  attempt: Attempt,
  addresses: readonly string[],
  port: number,
): Promise<Socket> {
  const tried = addresses.slice(0, addressesTriedMax)
  const untilMs = performance.now() + attempt.limits.connectMs
  for (const [index, address] of tried.entries()) {
    const ms = (untilMs - performance.now()) / (tried.length - index)
    try {
      return await openOne(attempt, address, port, ms)
    } catch (error) {
      if (index === tried.length - 1 || attempt.stop.aborted) throw error
    }
  }
  throw new AttemptFailed('connect_failed', 'The receiver has no address.')
}

function openOne({ stop }: Attempt, address: string, port: number, ms: number): Promise<Socket> {
  const late = new AttemptFailed('connect_timeout', 'The receiver did not take the connection in time.')
  return bounded(stop, { ms, late }, (settle, fail) => {
    // A literal address is never looked up again.
    const socket = connect({
      host: address,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveProbeMs,
    })
    socket.once('connect', () => settle(socket))
    // Stays for the life of the socket: an error between two requests must not end the process.
    socket.on('error', (error) => fail(connectFailure(error)))
    return () => socket.destroy()
  })
}

/** The certificate is always verified, for `host`; nothing in the environment switches that off. */
export function secure(
  { limits, stop }: Attempt,
  socket: Socket,
  host: string,
  isLiteral: boolean,
  authorities: readonly string[] | undefined,
): Promise<TLSSocket> {
  const late = new AttemptFailed('tls_timeout', 'The receiver did not finish the TLS handshake in time.')
  return bounded(stop, { ms: limits.tlsMs, late }, (settle, fail) => {
    const secured = connectTls({
      socket,
      host,
      ...(isLiteral ? {} : { servername: host }),
      ALPNProtocols: ['http/1.1'],
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(authorities ? { ca: [...authorities] } : {}),
    })
    secured.once('secureConnect', () => settle(secured))
    secured.on('error', (error) => fail(tlsFailure(error)))
    secured.once('close', () => fail(tlsFailure({ code: 'ECONNRESET' })))
    return () => {
      secured.destroy()
      socket.destroy()
    }
  })
}
