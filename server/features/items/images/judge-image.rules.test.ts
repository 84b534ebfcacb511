/** Pictures by their first bytes, and what is said of those that are not taken. */
import { Transformer } from '@napi-rs/image'
import { describe, expect, it } from 'vitest'
import { readImageHead } from './image-head.rules.ts'
import { judgeImage } from './judge-image.rules.ts'

const pixels = (width: number, height: number) =>
  Transformer.fromRgbaPixels(Buffer.alloc(width * height * 4, 200), width, height)

/** A head alone: nothing is decoded to find its size. */
function pngHead(width: number, height: number): Buffer {
  const head = Buffer.alloc(33)
  head.set(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return head
}

const isSquare = false

describe('the first bytes of a picture', () => {
  it('say its format and its size, in every format that is taken', async () => {
    const made = pixels(40, 30)
    const size = { width: 40, height: 30 }
    expect(readImageHead(await made.png())).toEqual({ format: 'png', ...size })
    expect(readImageHead(await pixels(40, 30).jpeg())).toEqual({ format: 'jpeg', ...size })
    expect(readImageHead(await pixels(40, 30).webp(80))).toEqual({ format: 'webp', ...size })
    expect(readImageHead(await pixels(40, 30).webpLossless())).toEqual({ format: 'webp', ...size })
    expect(readImageHead(await pixels(40, 30).avif({ speed: 10 }))).toEqual({ format: 'avif', ...size })
  })

  it('of an AVIF say what its stream will be, whatever its boxes say', async () => {
    const lying = await pixels(600, 500).avif({ speed: 10 })
    const at = lying.indexOf('ispe')
    lying.writeUInt32BE(300, at + 8)
    lying.writeUInt32BE(300, at + 12)
    const head = readImageHead(lying)
    expect([head?.width, head?.height].every((side) => side !== undefined && side >= 500)).toBe(true)
  })

  it('of a JPEG lead to its own frame, and to none that is hidden behind a mark without a length', async () => {
    const jpeg = await pixels(40, 30).jpeg()
    const hidden = Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffd00004', 'hex'), jpeg.subarray(2)])
    expect(readImageHead(hidden)).toBeUndefined()
  })

  it('of an extended WebP say the size of its canvas', () => {
    const head = Buffer.alloc(30)
    head.write('RIFF\0\0\0\0WEBPVP8X', 'latin1')
    head.writeUIntLE(4095, 24, 3)
    head.writeUIntLE(299, 27, 3)
    expect(readImageHead(head)).toEqual({ format: 'webp', width: 4096, height: 300 })
  })

  it('that break off anywhere say nothing, and harm nobody', async () => {
    const whole = [
      await pixels(40, 30).png(),
      await pixels(40, 30).jpeg(),
      await pixels(40, 30).avif({ speed: 10 }),
    ]
    for (const bytes of whole)
      for (let length = 0; length < 20; length += 1)
        expect(readImageHead(bytes.subarray(0, length))).toBeUndefined()
  })

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'GIF89a',
    '<html>',
    '\0\0\0\x1cftypheic\0\0\0\0mif1',
  ])('%s is none that is taken', (text) => {
    expect(judgeImage(Buffer.from(text, 'latin1'), { isSquare })).toEqual({
      problem: 'is no PNG, JPEG, WebP or AVIF',
    })
  })
})

describe('a picture', () => {
  it.each([
    [300, 300, undefined],
    [4096, 4096, undefined],
    [299, 300, 'is too small: 299 × 300 px, and 300 × 300 px is the least'],
    [4097, 300, 'is too big: 4097 × 300 px, and 4096 × 4096 px is the most'],
    [0xffff_ffff, 0xffff_ffff, 'is too big: 4294967295 × 4294967295 px, and 4096 × 4096 px is the most'],
    [400, 300, 'is not square: 400 × 300 px'],
  ])('of %d by %d pixels for an app: %s', (width, height, problem) => {
    expect(judgeImage(pngHead(width, height), { isSquare: true }).problem).toBe(problem)
  })

  it('of an item need not be square, and none is larger than 2 MiB', () => {
    expect(judgeImage(pngHead(400, 300), { isSquare }).problem).toBeUndefined()
    const large = Buffer.concat([pngHead(400, 300), Buffer.alloc(2 * 1024 * 1024)])
    expect(judgeImage(large, { isSquare }).problem).toBe('is larger than 2 MiB')
  })
})
