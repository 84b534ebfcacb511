/**
 * Whose calls are counted together where nobody is known: an IPv4 address, or an IPv6 network of 64 bits. A subscriber is given at
 * least that many bits (RFC 6177), so who counted single IPv6 addresses would count nobody.
 */
import { plainAddress } from '../outbound/addresses.rules.ts'

const networkGroups = 4

export function networkOf(ip: string): string {
  const groups = plainAddress(ip).split(':')
  return groups.length === 1 ? (groups[0] as string) : `${groups.slice(0, networkGroups).join(':')}::/64`
}
