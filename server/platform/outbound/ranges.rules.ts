/**
 * Addresses that no request may go to: IANA's registries of special-purpose addresses (IPv4 and IPv6), multicast,
 * what is reserved, and addresses under which clouds answer their own machines. Of IPv6 only 2000::/3 is in use;
 * everything else is blocked without being listed, and is named here only so that people read a reason.
 */

export interface SpecialRange {
  cidr: string
  /** Completes "an address that is ...". */
  words: string
}

export const ipv4Ranges: readonly SpecialRange[] = [
  { cidr: '0.0.0.0/8', words: 'unspecified' },
  { cidr: '10.0.0.0/8', words: 'private' },
  { cidr: '100.64.0.0/10', words: 'shared behind a carrier' },
  { cidr: '127.0.0.0/8', words: 'loopback' },
  { cidr: '168.63.129.16/32', words: 'a service of a cloud for its own machines' },
  { cidr: '169.254.0.0/16', words: 'link-local' },
  { cidr: '172.16.0.0/12', words: 'private' },
  { cidr: '192.0.0.0/24', words: 'reserved for protocols' },
  { cidr: '192.0.2.0/24', words: 'reserved for documentation' },
  { cidr: '192.31.196.0/24', words: 'reserved for protocols' },
  { cidr: '192.52.193.0/24', words: 'reserved for protocols' },
  { cidr: '192.88.99.0/24', words: 'a relay of another protocol' },
  { cidr: '192.168.0.0/16', words: 'private' },
  { cidr: '192.175.48.0/24', words: 'reserved for protocols' },
  { cidr: '198.18.0.0/15', words: 'reserved for measurements' },
  { cidr: '198.51.100.0/24', words: 'reserved for documentation' },
  { cidr: '203.0.113.0/24', words: 'reserved for documentation' },
  { cidr: '224.0.0.0/4', words: 'multicast' },
  { cidr: '240.0.0.0/4', words: 'reserved' },
]

/** Where IPv6 addresses are given out; a request may go nowhere else. */
export const globalIpv6 = '2000::/3'

export const ipv6Ranges: readonly SpecialRange[] = [
  { cidr: '::/128', words: 'unspecified' },
  { cidr: '::1/128', words: 'loopback' },
  { cidr: '::/96', words: 'an old spelling of an IPv4 address' },
  { cidr: '64:ff9b::/96', words: 'an IPv4 address behind NAT64' },
  { cidr: '64:ff9b:1::/48', words: 'an IPv4 address behind NAT64' },
  { cidr: '100::/64', words: 'discarded' },
  { cidr: '100:0:0:1::/64', words: 'reserved for protocols' },
  { cidr: '2001::/32', words: 'an IPv4 address behind Teredo' },
  { cidr: '2001::/23', words: 'reserved for protocols' },
  { cidr: '2001:db8::/32', words: 'reserved for documentation' },
  { cidr: '2002::/16', words: 'an IPv4 address behind 6to4' },
  { cidr: '2620:4f:8000::/48', words: 'reserved for protocols' },
  { cidr: '3fff::/20', words: 'reserved for documentation' },
  { cidr: '5f00::/16', words: 'reserved for segment routing' },
  { cidr: 'fc00::/7', words: 'private' },
  { cidr: 'fe80::/10', words: 'link-local' },
  { cidr: 'fec0::/10', words: 'site-local' },
  { cidr: 'ff00::/8', words: 'multicast' },
]
