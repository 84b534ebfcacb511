/**
 * How large a picture an AVIF file can make its decoder make, whatever its boxes say. A stream may name another size than
 * the boxes around it, and is decoded before that is seen: so the headers of the streams themselves are read, and a
 * file whose parts are not plain pictures is not taken. ISO/IEC 14496-12 and 23008-12 (boxes), AV1 section 5.5 (streams).
 */

import { imageSideMax } from '../../../../contracts/images.ts'

export interface AvifSize {
  width: number
  height: number
}

interface Box {
  kind: string
  /** Of what is in it. */
  from: number
  until: number
}

/** Beside pictures only what is no picture; derived ones, such as grids, name sizes of their own. */
const plainItems: readonly string[] = ['av01', 'Exif', 'mime', 'uri ']

/** The largest of all its streams, or undefined for what is not taken. */
export function readAvifSize(bytes: Buffer): AvifSize | undefined {
  const top = boxesIn(bytes, 0, bytes.length)
  const meta = top.filter(({ kind }) => kind === 'meta')
  // Moving pictures have their streams elsewhere.
  if (meta.length !== 1 || top.some(({ kind }) => kind === 'moov')) return undefined
  const inMeta = meta.flatMap(({ from, until }) => boxesIn(bytes, from + 4, until))
  const only = (kind: string) => {
    const found = inMeta.filter((box) => box.kind === kind)
    return found.length === 1 ? found[0] : undefined
  }
  const [infos, locations] = [only('iinf'), only('iloc')]
  if (!infos || !locations) return undefined
  const kinds = itemKinds(bytes, infos)
  if ([...kinds.values()].some((kind) => !plainItems.includes(kind))) return undefined
  const streams = itemBytes(bytes, locations, only('idat')).filter(({ id }) => kinds.get(id) === 'av01')
  const sizes = streams.map(({ content }) => streamSize(content))
  if (sizes.length === 0 || sizes.some((size) => size === undefined)) return undefined
  const known = sizes.filter((size) => size !== undefined)
  return {
    width: Math.max(...known.map(({ width }) => width)),
    height: Math.max(...known.map(({ height }) => height)),
  }
}

function boxesIn(bytes: Buffer, from: number, until: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= until; ) {
    const named = bytes.readUInt32BE(at)
    // 0: up to the end; 1: longer than any file that is taken.
    const end = named === 0 ? until : at + named
    if (end > until || end < at + 8) throw new RangeError('a box that leads nowhere')
    boxes.push({ kind: bytes.toString('latin1', at + 4, at + 8), from: at + 8, until: end })
    at = end
  }
  return boxes
}

function itemKinds(bytes: Buffer, infos: Box): Map<number, string> {
  const isShort = bytes.readUInt8(infos.from) === 0
  const kinds = new Map<number, string>()
  for (const { kind, from } of boxesIn(bytes, infos.from + (isShort ? 6 : 8), infos.until)) {
    const version = bytes.readUInt8(from)
    if (kind !== 'infe' || (version !== 2 && version !== 3))
      throw new RangeError('an item of an unknown form')
    const idLength = version === 2 ? 2 : 4
    const id = bytes.readUIntBE(from + 4, idLength)
    const typeAt = from + 4 + idLength + 2
    if (kinds.has(id)) throw new RangeError('two items of one id')
    kinds.set(id, bytes.toString('latin1', typeAt, typeAt + 4))
  }
  return kinds
}

/** What lies where the locations say: in the file, or in `idat`. */
function itemBytes(bytes: Buffer, locations: Box, idat: Box | undefined): { id: number; content: Buffer }[] {
  let at = locations.from
  let left = bytes.length
  const read = (length: number): number => {
    at += length
    return length === 0
      ? 0
      : length === 8
        ? Number(bytes.readBigUInt64BE(at - 8))
        : bytes.readUIntBE(at - length, length)
  }
  const version = read(4) >>> 24
  const sizes = read(2)
  const [offsetLength, lengthLength, baseLength] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexLength = version === 0 ? 0 : sizes & 15
  return Array.from({ length: read(version === 2 ? 4 : 2) }, () => {
    const id = read(version === 2 ? 4 : 2)
    const method = version === 0 ? 0 : read(2) & 15
    read(2)
    const base = read(baseLength)
    const parts = Array.from({ length: read(2) }, () => {
      read(indexLength)
      const offset = base + read(offsetLength)
      const part = partAt(
        bytes,
        method === 1 ? idat : fileIf(bytes, method === 0),
        offset,
        read(lengthLength),
      )
      // Parts that are named again and again would be more than any file.
      left -= part.length
      if (left < 0) throw new RangeError('more than there is')
      return part
    })
    return { id, content: Buffer.concat(parts) }
  })
}

const fileIf = (bytes: Buffer, isFile: boolean): Box | undefined =>
  isFile ? { kind: 'file', from: 0, until: bytes.length } : undefined

/** A length of 0 means all of it. */
function partAt(bytes: Buffer, place: Box | undefined, offset: number, length: number): Buffer {
  if (!place) throw new RangeError('an item that lies elsewhere')
  const from = place.from + offset
  const until = length === 0 ? place.until : from + length
  if (until > place.until) throw new RangeError('an item that ends elsewhere')
  return bytes.subarray(from, until)
}

const sequenceHeader = 1

/** Of all sequence headers of a stream the largest; undefined where one cannot be read, or there is none. */
function streamSize(stream: Buffer): AvifSize | undefined {
  let largest: AvifSize | undefined
  for (let at = 0; at < stream.length; ) {
    const head = stream.readUInt8(at)
    const [kind, hasExtension, hasSize] = [(head >> 3) & 15, (head & 4) !== 0, (head & 2) !== 0]
    at += hasExtension ? 2 : 1
    const size = hasSize ? leb128(stream, at) : { value: stream.length - at, length: 0 }
    at += size.length
    if (kind === sequenceHeader) {
      const found = sequenceSize(stream.subarray(at, at + size.value))
      if (!found) return undefined
      largest = {
        width: Math.max(found.width, largest?.width ?? 0),
        height: Math.max(found.height, largest?.height ?? 0),
      }
    }
    at += size.value
  }
  return largest
}

function leb128(bytes: Buffer, at: number): { value: number; length: number } {
  let value = 0
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes.readUInt8(at + index)
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return { value, length: index + 1 }
  }
  throw new RangeError('a size without an end')
}

/** Where the header is not the short one of still pictures, a frame may be as large as the bits of a size can say. */
function sequenceSize(header: Buffer): AvifSize | undefined {
  let bit = 0
  const read = (count: number): number => {
    let value = 0
    for (let left = count; left > 0; left -= 1, bit += 1)
      value = value * 2 + ((header.readUInt8(bit >> 3) >> (7 - (bit & 7))) & 1)
    return value
  }
  read(4)
  const isStill = read(1) === 1
  if (isStill) read(5)
  else if (!skipOperatingPoints(read)) return undefined
  const bits = { width: read(4) + 1, height: read(4) + 1 }
  if (!isStill && 2 ** Math.max(bits.width, bits.height) > imageSideMax) return undefined
  return { width: read(bits.width) + 1, height: read(bits.height) + 1 }
}

/** False where times are told: pictures have none. */
function skipOperatingPoints(read: (count: number) => number): boolean {
  if (read(1) === 1) return false
  const hasDelay = read(1) === 1
  for (let left = read(5) + 1; left > 0; left -= 1) {
    read(12)
    if (read(5) > 7) read(1)
    if (hasDelay && read(1) === 1) read(4)
  }
  return true
}
