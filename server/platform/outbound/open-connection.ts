/**
 * Opens a connection to a receiver, guarded: every address of its name is judged before one is connected to, the
 * connection goes to a judged address and not to the name, and the address that was reached is judged again before
 * a byte is written. So an answer of DNS that changes between two look-ups changes nothing.
 */
import type { Socket } from 'node:net'
import { type JudgeAddress, plainAddress } from './addresses.rules.ts'
import { AttemptFailed } from './failures.rules.ts'
import type { LookUp } from './look-up.ts'
import { openSocket, secure } from './open-socket.ts'
import { type Attempt, timed } from './trace.ts'
import { type ForwardProxy, openTunnel } from './tunnel.ts'
import type { Target } from './url.rules.ts'

export interface OpeningParts {
  judge: JudgeAddress
  lookUp: LookUp
  proxy: ForwardProxy | undefined
  /** The port this server listens on. */
  ownPort: number | undefined
  /** Instead of the authorities that Node trusts. */
  authorities: readonly string[] | undefined
}

export async function openConnection(parts: OpeningParts, attempt: Attempt, target: Target): Promise<Socket> {
  const socket = parts.proxy
    ? await openBehindProxy(parts, parts.proxy, attempt, target)
    : await openDirectly(parts, attempt, target)
  if (!target.isSecure) return socket
  return timed(attempt, 'tls', 'tlsMs', () =>
    secure(attempt, socket, target.host, target.isLiteral, parts.authorities),
  )
}

async function openDirectly(parts: OpeningParts, attempt: Attempt, target: Target): Promise<Socket> {
  const addresses = target.isLiteral
    ? [target.host]
    : await timed(attempt, 'dns', 'dnsMs', () => parts.lookUp.addressesOf(attempt, target.host))
  for (const address of addresses) checkAddress(parts.judge, target, address)

  const socket = await timed(attempt, 'connect', 'connectMs', () =>
    openSocket(attempt, addresses, target.port),
  )
  const problem = problemOfSocket(parts, target, addresses, socket)
  if (problem) {
    socket.destroy()
    throw problem
  }
  attempt.trace.remoteAddress = socket.remoteAddress
  return socket
}

/** One bad address among good ones is enough: such an answer is no mistake. */
function checkAddress(judge: JudgeAddress, target: Target, address: string): void {
  const verdict = judge(address)
  if (verdict.kind === 'blocked') {
    throw new AttemptFailed('address_blocked', `The receiver has an address that is ${verdict.words}.`)
  }
  if (target.needsAllowedAddress && verdict.kind !== 'allowed') {
    throw portFailure()
  }
}

function portFailure(): AttemptFailed {
  return new AttemptFailed(
    'port_not_allowed',
    'The port is open for addresses that the operator allowed only.',
  )
}

function problemOfSocket(
  { judge, ownPort }: OpeningParts,
  target: Target,
  addresses: readonly string[],
  { remoteAddress = '', localAddress }: Socket,
): AttemptFailed | undefined {
  const verdict = judge(remoteAddress)
  const isExpected = addresses.some((address) => plainAddress(address) === plainAddress(remoteAddress))
  if (verdict.kind === 'blocked' || !isExpected) {
    return new AttemptFailed('address_blocked', 'The connection led to another address than the one checked.')
  }
  if (verdict.kind !== 'allowed' && remoteAddress === localAddress && target.port === ownPort) {
    return new AttemptFailed('own_server', 'The receiver is this server itself.')
  }
  return undefined
}

/**
 * The proxy looks the name up for itself, and is trusted by the operator to guard what it reaches. A name that is
 * known here too is judged all the same; one that is not is left to the proxy.
 */
async function openBehindProxy(
  parts: OpeningParts,
  proxy: ForwardProxy,
  attempt: Attempt,
  target: Target,
): Promise<Socket> {
  const known = target.isLiteral
    ? []
    : await timed(attempt, 'dns', 'dnsMs', () => addressesIfKnown(parts.lookUp, attempt, target.host))
  for (const address of known) checkAddress(parts.judge, target, address)
  if (target.needsAllowedAddress && known.length === 0) throw portFailure()
  return timed(attempt, 'proxy', 'connectMs', async () => {
    const addresses = proxy.isLiteral ? [proxy.host] : await proxyAddresses(parts.lookUp, attempt, proxy)
    return openTunnel(attempt, proxy, addresses, target, parts.authorities)
  })
}

async function addressesIfKnown(lookUp: LookUp, attempt: Attempt, host: string): Promise<string[]> {
  try {
    return await lookUp.addressesOf(attempt, host)
  } catch (error) {
    if (!(error instanceof AttemptFailed) || attempt.stop.aborted) throw error
    return []
  }
}

async function proxyAddresses(lookUp: LookUp, attempt: Attempt, proxy: ForwardProxy): Promise<string[]> {
  const addresses = await addressesIfKnown(lookUp, attempt, proxy.host)
  if (addresses.length > 0) return addresses
  throw new AttemptFailed('proxy_failed', 'The name of the proxy has no address.')
}
