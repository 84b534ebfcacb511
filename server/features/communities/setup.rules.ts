/** Decides from where the first run may be done without the printed link: only from this very machine. */

const loopbackAddress = /^(::1|(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i

export function isLoopbackAddress(address: string): boolean {
  return loopbackAddress.test(address)
}

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host.replace(/^\[(.*)\]$/, '$1'))
}

/**
 * All three have to hold. An address alone proves nothing: behind a reverse proxy on the same machine every
 * caller of the internet comes from 127.0.0.1.
 */
export function isFromThisMachine(call: {
  ip: string
  listensOn: string
  isPublicUrlLocal: boolean
}): boolean {
  return call.isPublicUrlLocal && isLoopbackHost(call.listensOn) && isLoopbackAddress(call.ip)
}
