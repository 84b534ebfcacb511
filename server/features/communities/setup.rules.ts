/** Decides from where the first run may be done without the printed link: only from this very machine. */

const loopbackAddress = /^(::1|(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i

export function isLoopbackAddress(address: string): boolean {
  return loopbackAddress.test(address)
}

/** Takes a name or an address, with or without brackets. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host.replace(/^\[(.*)\]$/, '$1'))
}

/**
 * All of it has to hold. An address alone proves nothing: behind a reverse proxy on the same machine every caller of the
 * internet comes from 127.0.0.1, and so does the browser of this machine that was sent here by a page whose name was made to
 * lead to 127.0.0.1 (DNS rebinding); that one calls this server by the name of the page.
 */
export function isFromThisMachine(call: {
  ip: string
  /** As the `Host` header has it. */
  host: string | null
  listensOn: string
  isPublicUrlLocal: boolean
}): boolean {
  const calledBy = call.host?.replace(/:\d*$/, '') ?? ''
  return (
    call.isPublicUrlLocal &&
    isLoopbackHost(call.listensOn) &&
    isLoopbackAddress(call.ip) &&
    isLoopbackHost(calledBy)
  )
}
