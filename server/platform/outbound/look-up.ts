/**
 * The addresses of a host. DNS is asked without threads, so that names whose servers never answer hold nothing up;
 * what DNS does not know is asked of the system, which also reads the hosts file.
 */
import { lookup, Resolver } from 'node:dns/promises'
import { AttemptFailed } from './failures.rules.ts'
import { type Attempt, bounded } from './trace.ts'

export interface LookUp {
  /** All addresses, IPv4 first; at least one. */
  addressesOf: (attempt: Attempt, host: string) => Promise<string[]>
  close: () => void
}

const tryMs = 2_000
const triesMax = 2
/** Answers that say that DNS does not know the name, or that there is no DNS server. */
const unknownCodes: readonly unknown[] = ['ENOTFOUND', 'ENODATA', 'ECONNREFUSED']

/** With `servers`, only they are asked. */
export function createLookUp(servers: readonly string[]): LookUp {
  const resolver = new Resolver({ timeout: tryMs, tries: triesMax })
  if (servers.length > 0) resolver.setServers(servers)
  // Many attempts at one name ask once, so that they never fill the threads of the system's look-up.
  const asked = new Map<string, Promise<string[]>>()

  function ask(host: string): Promise<string[]> {
    const running = asked.get(host)
    if (running) return running
    const answer = resolve(host).finally(() => asked.delete(host))
    asked.set(host, answer)
    return answer
  }

  async function resolve(host: string): Promise<string[]> {
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (addresses.length > 0) return addresses
    const codes = answers.map((answer) => (answer.status === 'rejected' ? codeOf(answer.reason) : undefined))
    if (servers.length === 0 && codes.every((code) => unknownCodes.includes(code))) {
      const found = await lookup(host, { all: true, order: 'ipv4first' })
      return found.map(({ address }) => address)
    }
    throw answers.find((answer) => answer.status === 'rejected')?.reason ?? new Error('no addresses')
  }

  return {
    addressesOf: ({ limits, stop }, host) =>
      bounded(stop, { ms: limits.dnsMs, late: late() }, (settle, fail) => {
        ask(host).then(
          (addresses) => (addresses.length > 0 ? settle(addresses) : fail(failed(undefined))),
          (error) => fail(failed(codeOf(error))),
        )
        return () => {}
      }),
    close: () => resolver.cancel(),
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}

function late(): AttemptFailed {
  return new AttemptFailed('dns_timeout', 'The name of the receiver could not be looked up in time.')
}

function failed(code: string | undefined): AttemptFailed {
  if (code === 'ETIMEOUT') return late()
  const isUnknown = unknownCodes.includes(code)
  const reason = isUnknown
    ? 'The name of the receiver has no address.'
    : `The name of the receiver could not be looked up (${code ?? 'no code'}).`
  return new AttemptFailed('dns_failed', reason)
}
