/**
 * Aliases of members: what a game is told instead of an e-mail where its settings want that, `<24 letters or
 * digits>@members.invalid`. An alias is the id of the member, mixed with that of the app, written with 36 digits: the 122
 * bits that differ between ids of version 7 fit into 24 of them. So it is stable for each app and member, two apps are
 * told different ones, and whoever is called by one is found without a table. Pure.
 */
import { createHash } from 'node:crypto'
import { reservedDomain } from '../../communities/reserved-email.rules.ts'

const domain = `@${reservedDomain}`
const length = 24
const freeBits = 122n
const allFree = (1n << freeBits) - 1n
const form = /^[0-9a-z]{24}$/

export const aliasOf = (appId: string, memberId: string): string =>
  `${(packed(memberId) ^ maskOf(appId)).toString(36).padStart(length, '0')}${domain}`

/** The member whose alias it is in the app; undefined of what is no alias. */
export function memberOfAlias(appId: string, email: string): string | undefined {
  const text = email.trim().toLowerCase()
  const local = text.slice(0, -domain.length)
  if (!text.endsWith(domain) || !form.test(local)) return undefined
  const number = [...local].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
  return number > allFree ? undefined : unpacked(number ^ maskOf(appId))
}

const maskOf = (appId: string): bigint =>
  BigInt(`0x${createHash('sha256').update(`alias:${appId}`).digest('hex')}`) & allFree

/** Without the four bits of the version and the two of the variant (RFC 9562, 5.7). */
function packed(id: string): bigint {
  const hex = id.replaceAll('-', '')
  const high = BigInt(`0x${hex.slice(0, 12)}`)
  const middle = BigInt(`0x${hex.slice(13, 16)}`)
  const low = BigInt(`0x${hex.slice(16)}`) & ((1n << 62n) - 1n)
  return (high << 74n) | (middle << 62n) | low
}

function unpacked(number: bigint): string {
  const high = (number >> 74n).toString(16).padStart(12, '0')
  const middle = ((number >> 62n) & 0xfffn).toString(16).padStart(3, '0')
  const low = ((number & ((1n << 62n) - 1n)) | (2n << 62n)).toString(16).padStart(16, '0')
  return `${high.slice(0, 8)}-${high.slice(8)}-7${middle}-${low.slice(0, 4)}-${low.slice(4)}`
}
