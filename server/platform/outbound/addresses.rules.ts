/**
 * Says of an address whether a request may go there: public ones, and those that the operator allowed. An IPv4
 * address inside an IPv6 one (`::ffff:10.0.0.1`) is judged as what it is.
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { globalIpv6, ipv4Ranges, ipv6Ranges, type SpecialRange } from './ranges.rules.ts'

export interface AddressSettings {
  /** Addresses that may be reached although they are special, e.g. `127.0.0.0/8`. */
  allowCidrs: readonly string[]
  /** Judge the IPv4 address inside `64:ff9b::/96` instead of blocking it: for networks that have IPv6 only. */
  allowsNat64: boolean
}

/** `allowed`: special, but the operator's list has it. */
export type AddressVerdict = { kind: 'public' } | { kind: 'allowed' } | { kind: 'blocked'; words: string }

export type JudgeAddress = (address: string) => AddressVerdict

export interface Cidr {
  address: string
  prefix: number
  family: 'ipv4' | 'ipv6'
}

/** `10.0.0.0/8`, `fd00::/8`, or one address alone. */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = '', digits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) && !address.includes('%') ? 'ipv6' : undefined
  if (family === undefined) return undefined
  const prefixMax = family === 'ipv4' ? 32 : 128
  const prefix = digits === undefined ? prefixMax : Number(digits)
  return prefix > prefixMax ? undefined : { address, prefix, family }
}

/** Prepared once for many addresses. */
export function addressJudge({ allowCidrs, allowsNat64 }: AddressSettings): JudgeAddress {
  const allowed = listOf(allowCidrs)
  function judge(address: string): AddressVerdict {
    if (isIPv4(address)) return judgeAs('ipv4', address)
    const groups = groupsOf(address)
    if (groups === undefined) return { kind: 'blocked', words: 'not an address' }
    if (isMapped(groups) || (allowsNat64 && isNat64(groups))) return judgeAs('ipv4', lastBytesOf(groups))
    return judgeAs('ipv6', address)
  }
  function judgeAs(family: Cidr['family'], address: string): AddressVerdict {
    if (allowed.check(address, family)) return { kind: 'allowed' }
    const special = specialRanges[family].find(({ list }) => list.check(address, family))
    if (special) return { kind: 'blocked', words: special.words }
    if (family === 'ipv6' && !inUse.check(address, family)) return { kind: 'blocked', words: 'reserved' }
    return { kind: 'public' }
  }
  return judge
}

/** The shortest spelling, and of an IPv4 address inside IPv6 that address; for comparing two addresses. */
export function plainAddress(address: string): string {
  const groups = isIPv4(address) ? undefined : groupsOf(address)
  if (groups === undefined) return address
  return isMapped(groups) ? lastBytesOf(groups) : groups.map((group) => group.toString(16)).join(':')
}

function listOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of cidrs) {
    const cidr = parseCidr(text)
    if (cidr) list.addSubnet(cidr.address, cidr.prefix, cidr.family)
  }
  return list
}

const withList = ({ cidr, words }: SpecialRange) => ({ words, list: listOf([cidr]) })
const specialRanges = { ipv4: ipv4Ranges.map(withList), ipv6: ipv6Ranges.map(withList) }
const inUse = listOf([globalIpv6])

/** The eight groups of an IPv6 address; of one with a zone (`fe80::1%eth0`) nothing, because it is never global. */
function groupsOf(address: string): number[] | undefined {
  const text = `http://[${address}]`
  if (!isIPv6(address) || !URL.canParse(text)) return undefined
  const [head = '', tail] = new URL(text).hostname.slice(1, -1).split('::')
  const numbers = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
  if (tail === undefined) return numbers(head)
  const [before, after] = [numbers(head), numbers(tail)]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

const startsWith = (groups: readonly number[], prefix: readonly number[]) =>
  prefix.every((group, index) => groups[index] === group)
const isMapped = (groups: readonly number[]) => startsWith(groups, [0, 0, 0, 0, 0, 0xffff])
const isNat64 = (groups: readonly number[]) => startsWith(groups, [0x64, 0xff9b, 0, 0, 0, 0])

function lastBytesOf(groups: readonly number[]): string {
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.')
}
