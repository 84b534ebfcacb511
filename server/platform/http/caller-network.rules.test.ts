/** Who changes the address within a network of their own is still counted as one. */
import { expect, it } from 'vitest'
import { networkOf } from './caller-network.rules.ts'

it('an IPv4 address counts by itself, also as the end of an IPv6 socket names it', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
})

it('the addresses of one IPv6 network of 64 bits count together, those of the next do not', () => {
  expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:0DB8:1:2:ffff:ffff:ffff:ffff'))
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
})

it('what is no address counts by itself', () => {
  expect(networkOf('unknown')).toBe('unknown')
})
