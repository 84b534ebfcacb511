/** What the operator sets for requests that leave this server, and how it is read. docs/guides/settings.md lists it. */
import type { AddressSettings } from './addresses.rules.ts'
import { parseCidr } from './addresses.rules.ts'
import type { AttemptLimits } from './attempt.ts'
import type { ClosedHost } from './url.rules.ts'

/** Plain data: it also travels to threads. */
export interface EgressSettings extends AddressSettings {
  allowsHttp: boolean
  /** A forward proxy, as a URL with credentials in it if it wants any. */
  proxyUrl: string | undefined
  /** Asked instead of the system's resolver; addresses, with a port if it is not 53. */
  dnsServers: readonly string[]
}

export interface OutboundSettings {
  egress: EgressSettings
  /** Our own addresses, the database, the proxy: never called by name. */
  closedHosts: readonly ClosedHost[]
  /** The port this server listens on. */
  ownPort: number | undefined
  userAgent: string
  /** Trusted instead of what Node trusts (which NODE_EXTRA_CA_CERTS extends), in PEM. */
  authorities?: readonly string[] | undefined
  socketsMax?: number
  socketsPerOriginMax?: number
  idleMs?: number
  /** Instead of those that every attempt has. */
  limits?: Partial<AttemptLimits> | undefined
}

/** Answers a sentence when a value cannot be right. */
export function readEgress(environment: NodeJS.ProcessEnv): EgressSettings | { problem: string } {
  const allowCidrs = listed(environment.GUILDHALL_EGRESS_ALLOW_CIDRS)
  const badCidr = allowCidrs.find((text) => parseCidr(text) === undefined)
  if (badCidr !== undefined) {
    return {
      problem: `GUILDHALL_EGRESS_ALLOW_CIDRS must list ranges such as 10.0.0.0/8 or fd00::/8, not "${badCidr}"`,
    }
  }
  const dnsServers = listed(environment.GUILDHALL_EGRESS_DNS_SERVERS)
  const badServer = dnsServers.find((text) => !isDnsServer(text))
  if (badServer !== undefined) {
    return {
      problem: `GUILDHALL_EGRESS_DNS_SERVERS must list addresses such as 9.9.9.9 or [2620:fe::fe]:53, not "${badServer}"`,
    }
  }
  const proxyUrl = environment.GUILDHALL_EGRESS_PROXY || undefined
  if (proxyUrl !== undefined && !isProxyUrl(proxyUrl)) {
    return {
      problem:
        'GUILDHALL_EGRESS_PROXY must be the URL of a forward proxy such as http://proxy.example.com:3128',
    }
  }
  const allowsHttp = readSwitch(environment, 'GUILDHALL_EGRESS_ALLOW_HTTP')
  if (typeof allowsHttp !== 'boolean') return allowsHttp
  const allowsNat64 = readSwitch(environment, 'GUILDHALL_EGRESS_ALLOW_NAT64')
  if (typeof allowsNat64 !== 'boolean') return allowsNat64
  return { allowCidrs, allowsHttp, allowsNat64, proxyUrl, dnsServers }
}

function listed(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function isDnsServer(text: string): boolean {
  const [, bare = text] = /^\[?([0-9a-f:.]+?)\]?(?::(\d{1,5}))?$/i.exec(text) ?? []
  return (
    parseCidr(text.includes('[') || text.split(':').length === 2 ? bare : text) !== undefined &&
    !text.includes('/')
  )
}

function isProxyUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === ''
  )
}

function readSwitch(environment: NodeJS.ProcessEnv, name: string): boolean | { problem: string } {
  const text = environment[name] || 'false'
  return text === 'true' || text === 'false'
    ? text === 'true'
    : { problem: `${name} must be true or false, not "${text}"` }
}
