/**
 * What the first bytes of a picture say of it, before anything is decoded: its format and its size in pixels. Pure.
 * PNG (W3C), JPEG (ITU T.81), WebP (RFC 9649), AVIF (AV1 Image File Format over ISO/IEC 14496-12).
 */

import { readAvifSize } from './avif-size.rules.ts'

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'avif'

export interface ImageHead {
  format: ImageFormat
  width: number
  height: number
}

/** Undefined for what is none of them, or breaks off before it has said its size. */
export function readImageHead(bytes: Buffer): ImageHead | undefined {
  try {
    return readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes) ?? readAvif(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

function readPng(bytes: Buffer): ImageHead | undefined {
  if (!bytes.subarray(0, 8).equals(pngSignature) || textAt(bytes, 12) !== 'IHDR') return undefined
  return { format: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Segments are walked up to the one that begins the frame. */
function readJpeg(bytes: Buffer): ImageHead | undefined {
  if (bytes.length < 3 || bytes.readUIntBE(0, 3) !== 0xffd8ff) return undefined
  for (let at = 2; at < bytes.length; ) {
    const marker = bytes.readUInt8(at + 1)
    if (bytes.readUInt8(at) !== 0xff) return undefined
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isFrame(marker))
      return { format: 'jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    // What has no length, or none that can be, would let a decoder find another frame than is found here.
    const length = hasLength(marker) ? bytes.readUInt16BE(at + 2) : 0
    if (length < 2) return undefined
    at += 2 + length
  }
  return undefined
}

const hasLength = (marker: number) => marker >= 0xc0 && (marker < 0xd0 || marker > 0xda)

/** SOF0 to SOF15 without the tables that lie among them. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function readWebp(bytes: Buffer): ImageHead | undefined {
  if (textAt(bytes, 0) !== 'RIFF' || textAt(bytes, 8) !== 'WEBP') return undefined
  const size = (width: number, height: number): ImageHead => ({ format: 'webp', width, height })
  switch (textAt(bytes, 12)) {
    case 'VP8 ':
      return size(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    }
    case 'VP8X':
      return size(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1)
    default:
      return undefined
  }
}

const avifBrands: readonly string[] = ['avif', 'mif1', 'miaf']

/** The size is that of its streams: what its boxes say binds no decoder. */
function readAvif(bytes: Buffer): ImageHead | undefined {
  if (textAt(bytes, 4) !== 'ftyp' || !avifBrands.includes(textAt(bytes, 8))) return undefined
  const size = readAvifSize(bytes)
  return size && { format: 'avif', ...size }
}

const textAt = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + 4)
