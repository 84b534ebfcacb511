/**
 * What can be said of a URL before anything is looked up: whether a request could ever be sent there. The first of
 * the three checks of an address; every spelling of a literal address is judged after WHATWG's parser made it one.
 */
import { isIP } from 'node:net'
import type { JudgeAddress } from './addresses.rules.ts'

export type UrlProblemCode =
  | 'url_not_valid'
  | 'url_too_long'
  | 'scheme_not_allowed'
  | 'http_not_allowed'
  | 'credentials_in_url'
  | 'fragment_in_url'
  | 'port_not_allowed'
  | 'address_blocked'
  | 'own_server'
  | 'host_closed'

export interface UrlProblem {
  code: UrlProblemCode
  /** A sentence for the person who entered the URL. */
  reason: string
}

/** A host that requests never go to by its name, whatever it resolves to. */
export interface ClosedHost {
  host: string
  /** Without one, all ports. */
  port: number | undefined
  code: 'own_server' | 'host_closed'
}

export interface UrlSettings {
  allowsHttp: boolean
  /** Whether the operator allowed internal addresses; only those may be reached on any port. */
  hasAllowedAddresses: boolean
  closedHosts: readonly ClosedHost[]
  judge: JudgeAddress
}

export interface Target {
  origin: string
  /** Path and query, as they are sent. */
  path: string
  isSecure: boolean
  /** Without brackets and without the dot of the root. */
  host: string
  port: number
  isLiteral: boolean
  /** The port is open for addresses of the operator's list only. */
  needsAllowedAddress: boolean
}

export type UrlVerdict = { target: Target; problem?: undefined } | { target?: undefined; problem: UrlProblem }

export const urlLengthMax = 2048
const hostLengthMax = 253
const usualPorts: readonly number[] = [80, 443, 8080, 8443]

export function judgeUrl(text: string, settings: UrlSettings): UrlVerdict {
  if (text.length > urlLengthMax) {
    return refuse('url_too_long', `The URL is longer than ${urlLengthMax} characters.`)
  }
  // The parser would drop blanks and line breaks silently.
  const isClean = [...text].every((character) => character > ' ' && character !== '\u007f')
  if (!isClean || !URL.canParse(text)) return refuse('url_not_valid', 'This is not a URL.')
  const url = new URL(text)
  const problem = problemOfForm(url, settings.allowsHttp)
  if (problem) return { problem }
  const isSecure = url.protocol === 'https:'
  const target: Target = {
    origin: url.origin,
    path: url.pathname + url.search,
    isSecure,
    host: url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, ''),
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    isLiteral: url.hostname.startsWith('[') || isIP(url.hostname) !== 0,
    needsAllowedAddress: false,
  }
  if (target.host === '' || target.host.length > hostLengthMax) {
    return refuse('url_not_valid', 'The URL has no valid host.')
  }
  return judgeTarget(target, settings)
}

function problemOfForm(url: URL, allowsHttp: boolean): UrlProblem | undefined {
  if (url.protocol === 'http:' && !allowsHttp) {
    return {
      code: 'http_not_allowed',
      reason: 'The URL must begin with https://; the operator has not allowed http.',
    }
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { code: 'scheme_not_allowed', reason: 'The URL must begin with https://.' }
  }
  if (url.username !== '' || url.password !== '') {
    return {
      code: 'credentials_in_url',
      reason: 'The URL holds a name or a password; send them in an Authorization header instead.',
    }
  }
  if (url.hash !== '' || url.href.endsWith('#')) {
    return { code: 'fragment_in_url', reason: 'The URL has a part after #, which is never sent.' }
  }
  return undefined
}

function judgeTarget(target: Target, settings: UrlSettings): UrlVerdict {
  const verdict = target.isLiteral ? settings.judge(target.host) : judgeName(target.host, settings.judge)
  if (verdict.kind === 'blocked') {
    return refuse('address_blocked', `The URL leads to an address that is ${verdict.words}.`)
  }
  const closed = settings.closedHosts.find(
    ({ host, port }) => host === target.host && (port === undefined || port === target.port),
  )
  if (closed && !(target.isLiteral && verdict.kind === 'allowed')) {
    return closed.code === 'own_server'
      ? refuse('own_server', 'The URL leads back to this server.')
      : refuse('host_closed', 'The operator has closed this host.')
  }
  if (usualPorts.includes(target.port) || (target.isLiteral && verdict.kind === 'allowed')) return { target }
  if (target.isLiteral || !settings.hasAllowedAddresses) {
    return refuse('port_not_allowed', `The port must be one of ${usualPorts.join(', ')}.`)
  }
  return { target: { ...target, needsAllowedAddress: true } }
}

/** Names are judged by what they resolve to; but that of the machine itself is known without asking (RFC 6761). */
function judgeName(host: string, judge: JudgeAddress): ReturnType<JudgeAddress> {
  if (!/(^|\.)localhost$/.test(host)) return { kind: 'public' }
  const [ipv4, ipv6] = [judge('127.0.0.1'), judge('::1')]
  return ipv4.kind === 'blocked' ? ipv6 : ipv4
}

function refuse(code: UrlProblemCode, reason: string): UrlVerdict {
  return { problem: { code, reason } }
}
