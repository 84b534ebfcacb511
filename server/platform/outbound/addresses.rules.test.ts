/** Every special range at its edges, and the addresses and spellings that others found to slip through. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressJudge, parseCidr, plainAddress } from './addresses.rules.ts'
import { ipv4Ranges, ipv6Ranges } from './ranges.rules.ts'

const judge = addressJudge({ allowCidrs: [], allowsNat64: false })
const kindOf = (address: string) => judge(address).kind

const blocked = [
  '10.254.0.0 192.168.10.65 172.16.10.65 172.31.255.255 0.1.2.3 0.0.0.0 127.0.0.1 169.254.45.1 169.254.169.254',
  '255.255.255.255 224.1.2.3 192.0.0.0 192.0.0.255 192.0.2.255 198.51.100.65 203.0.113.6 100.64.0.1 100.100.0.0',
  '100.100.100.200 192.88.99.3 198.19.255.255 240.240.240.240 168.63.129.16',
  ':: ::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:7f00:1 ::7f00:1 ::a9fe:a9fe ::ffff:0:7f00:1 ::5efe:7f00:1',
  '1::1 0:0:0:1::1 2001:db8::1 3fff::1 3fff:fff::1 fe80::dead:beef fc00::1 fd7a:115c:a1e0::1 fd00:ec2::254',
  '2002:c000:204::1 2002:7f00:1::1 64:ff9b::c0a8:0 64:ff9b::a9fe:a9fe 64:ff9b::7f00:1 64:ff9b:1::1 64:ff9b:0:1::1',
  '100::1 100::1:2:3:4 ff02::1 ff0e::1 2001::1 2001:1ff::1 2001:2::1 100:0:0:1::1 fec0::1 5f00::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2 fe80::1%eth0 not-an-address',
].flatMap((line) => line.split(' '))

const open = [
  '100.128.0.1 192.88.98.255 192.88.100.1 223.255.255.255 1.1.1.1 8.8.8.8 93.184.216.34 168.63.129.17',
  '2001:4860:4860::8888 2606:4700:4700::1111 ::ffff:8.8.8.8 3fff:1000::1',
].flatMap((line) => line.split(' '))

describe('addresses', () => {
  it.each(blocked)('%s is blocked', (address) => {
    expect(kindOf(address)).toBe('blocked')
  })

  it.each(open)('%s is public', (address) => {
    expect(kindOf(address)).toBe('public')
  })

  it('behind NAT64 are judged as what is inside when the operator says so', () => {
    const judgeInside = addressJudge({ allowCidrs: [], allowsNat64: true })
    expect(judgeInside('64:ff9b::808:808').kind).toBe('public')
    expect(judgeInside('64:ff9b::a9fe:a9fe').kind).toBe('blocked')
    expect(judgeInside('64:ff9b:1::808:808').kind).toBe('blocked')
  })

  it('of the operator’s list are allowed in every spelling, and their neighbours are not', () => {
    const allowing = addressJudge({
      allowCidrs: ['127.0.0.0/8', 'fd00::/16', '10.1.2.3'],
      allowsNat64: false,
    })
    const kinds = ['127.9.9.9', '::ffff:127.0.0.1', 'fd00::5', '10.1.2.3'].map((one) => allowing(one).kind)
    expect(kinds).toEqual(['allowed', 'allowed', 'allowed', 'allowed'])
    expect(['10.1.2.4', 'fd01::5', '::1'].map((one) => allowing(one).kind)).toEqual([
      'blocked',
      'blocked',
      'blocked',
    ])
    expect(allowing('1.1.1.1').kind).toBe('public')
  })

  it('in several spellings are the same address', () => {
    expect(plainAddress('::ffff:7f00:1')).toBe('127.0.0.1')
    expect(plainAddress('2001:DB8:0::1')).toBe(plainAddress('2001:db8::0001'))
  })
})

/** The same ranges in plain arithmetic, written from IANA's registries without the code under test. */
describe('at the edges of every special range', () => {
  const bounds = (cidr: string): [first: bigint, last: bigint] => {
    const { address, prefix, family } = parseCidr(cidr) ?? { address: '', prefix: 0, family: 'ipv4' as const }
    const bits = family === 'ipv4' ? 32 : 128
    const size = 1n << BigInt(bits - prefix)
    const first = family === 'ipv4' ? ipv4Number(address) : ipv6Number(address)
    return [first, first + size - 1n]
  }
  const global = bounds('2000::/3')
  const isIn = (value: bigint, [first, last]: [bigint, bigint]) => value >= first && value <= last
  const special4 = ipv4Ranges.map(({ cidr }) => bounds(cidr))
  const special6 = ipv6Ranges.map(({ cidr }) => bounds(cidr))
  const isBlocked4 = (value: bigint) => special4.some((range) => isIn(value, range))
  const mapped = bounds('::ffff:0:0/96')
  const isBlocked6 = (value: bigint): boolean =>
    isIn(value, mapped)
      ? isBlocked4(value & 0xffff_ffffn)
      : !isIn(value, global) || special6.some((range) => isIn(value, range))
  const kind = (isBlocked: boolean) => (isBlocked ? 'blocked' : 'public')

  it.each(ipv4Ranges.map(({ cidr }) => cidr))('%s: first, last, one before, one after', (cidr) => {
    const [first, last] = bounds(cidr)
    expect([kindOf(ipv4Text(first)), kindOf(ipv4Text(last))]).toEqual(['blocked', 'blocked'])
    for (const value of [first - 1n, last + 1n].filter((one) => one >= 0n && one < 1n << 32n)) {
      expect(kindOf(ipv4Text(value)), ipv4Text(value)).toBe(kind(isBlocked4(value)))
      expect(kindOf(`::ffff:${ipv4Text(value)}`)).toBe(kind(isBlocked4(value)))
    }
  })

  it.each(['2000::/3', '::ffff:0:0/96', ...ipv6Ranges.map(({ cidr }) => cidr)])(
    '%s: first, last, one before, one after',
    (cidr) => {
      const [first, last] = bounds(cidr)
      for (const value of [first, last, first - 1n, last + 1n].filter(
        (one) => one >= 0n && one < 1n << 128n,
      )) {
        expect(kindOf(ipv6Text(value)), ipv6Text(value)).toBe(kind(isBlocked6(value)))
      }
    },
  )

  it('anywhere the rule and the arithmetic agree', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), (value) => {
        expect(kindOf(ipv4Text(value))).toBe(kind(isBlocked4(value)))
      }),
    )
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (value) => {
        expect(kindOf(ipv6Text(value))).toBe(kind(isBlocked6(value)))
      }),
    )
  })
})

describe('a range', () => {
  it.each(['10.0.0.0/8', '127.0.0.1', 'fd00::/8', '::1/128', '0.0.0.0/0'])('%s is one', (text) => {
    expect(parseCidr(text)).toBeDefined()
  })

  it.each([
    '10.0.0.0/33',
    '10.0.0/8',
    'localhost',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '',
    'fe80::1%eth0',
  ])('"%s" is none', (text) => {
    expect(parseCidr(text)).toBeUndefined()
  })
})

function ipv4Number(text: string): bigint {
  return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
}

/** Of the short spellings used in the tables. */
function ipv6Number(text: string): bigint {
  const [head = '', tail = ''] = text.split('::')
  const parts = (side: string) => (side === '' ? [] : side.split(':'))
  const missing = 8 - parts(head).length - parts(tail).length
  const groups = [...parts(head), ...Array<string>(missing).fill('0'), ...parts(tail)]
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n)
}

function ipv6Text(value: bigint): string {
  const hex = value.toString(16).padStart(32, '0')
  return (hex.match(/.{4}/g) ?? []).join(':')
}
