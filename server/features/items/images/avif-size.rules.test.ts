/** AVIF files as no encoder writes them: what is not certain to be small is not taken, and nothing takes long. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readImageHead } from './image-head.rules.ts'

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u32 = (value: number) =>
  Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255])
const box = (kind: string, ...parts: Buffer[]) => {
  const content = Buffer.concat(parts)
  return Buffer.concat([u32(content.length + 8), Buffer.from(kind, 'latin1'), content])
}

/** Fields as pairs of a value and how many bits it has. */
function bitsOf(...fields: [value: number, count: number][]): Buffer {
  const text = fields.map(([value, count]) => value.toString(2).padStart(count, '0')).join('')
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8, '0')
  return Buffer.from((padded.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The long header, with one operating point, and a size of so many bits. */
const longHeader = (bits: number, side: number, hasTimes = 0) =>
  bitsOf(
    [0, 3],
    [1, 1],
    [0, 1],
    [hasTimes, 1],
    [0, 1],
    [0, 5],
    [0, 12],
    [8, 5],
    [0, 1],
    [bits - 1, 4],
    [bits - 1, 4],
    [side - 1, bits],
    [side - 1, bits],
  )
const stream = (...headers: Buffer[]) =>
  Buffer.concat(headers.flatMap((header) => [Buffer.from([0x0a, header.length]), header]))

interface Shape {
  type?: string
  parts?: number
  more?: Buffer
}

/** One item that lies in `idat`. */
function avif(content: Buffer, { type = 'av01', parts = 1, more = Buffer.alloc(0) }: Shape = {}): Buffer {
  const full = (version: number) => Buffer.from([version, 0, 0, 0])
  const infe = box('infe', full(2), u16(1), u16(0), Buffer.from(type, 'latin1'), Buffer.from([0]))
  const extents = Array.from({ length: parts }, () => Buffer.concat([u32(0), u32(content.length)]))
  const iloc = box(
    'iloc',
    full(1),
    Buffer.from([0x44, 0]),
    u16(1),
    u16(1),
    u16(1),
    u16(0),
    u16(parts),
    ...extents,
  )
  const meta = box('meta', full(0), box('iinf', full(0), u16(1), infe), iloc, box('idat', content))
  return Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0', 'latin1')), meta, more])
}

describe('an AVIF', () => {
  it('with the long header is as large as it says, while its bits can say no more than is taken', () => {
    expect(readImageHead(avif(stream(longHeader(10, 600))))).toEqual({
      format: 'avif',
      width: 600,
      height: 600,
    })
    expect(readImageHead(avif(stream(longHeader(13, 600))))).toBeUndefined()
    expect(readImageHead(avif(stream(longHeader(10, 600, 1))))).toBeUndefined()
  })

  it('with several headers is as large as the largest', () => {
    const several = stream(longHeader(10, 600), longHeader(12, 4000), longHeader(9, 300))
    expect(readImageHead(avif(several))?.width).toBe(4000)
    expect(readImageHead(avif(Buffer.alloc(4)))).toBeUndefined()
  })

  it('that is put together of others, or moves, is not taken', () => {
    const content = stream(longHeader(10, 600))
    expect(readImageHead(avif(content, { type: 'grid' }))).toBeUndefined()
    expect(readImageHead(avif(content, { more: box('moov') }))).toBeUndefined()
    expect(readImageHead(avif(content, { more: box('meta') }))).toBeUndefined()
  })

  it('that names the same part again and again is not put together', () => {
    const content = Buffer.concat([stream(longHeader(10, 600)), Buffer.alloc(50_000)])
    expect(readImageHead(avif(content, { parts: 60_000 }))).toBeUndefined()
  })

  it('with any byte changed harms nobody', () => {
    const whole = avif(stream(longHeader(10, 600)))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, length) => {
        const changed = Buffer.from(whole.subarray(0, length))
        if (at < length) changed[at] = byte
        const head = readImageHead(changed)
        expect(head === undefined || head.width > 0).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
