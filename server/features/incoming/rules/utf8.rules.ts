/** Decodes UTF-8 without ever replacing anything: a body that is not UTF-8 is told with the offending byte. */
import { isUtf8 } from 'node:buffer'

export type Utf8Problem = { ok: false; byteAt: number; byte: number }
export type Utf8Reading = { ok: true; text: string } | Utf8Problem

export function decodeUtf8(bytes: Buffer): Utf8Reading {
  if (isUtf8(bytes)) return { ok: true, text: bytes.toString('utf8') }
  const byteAt = firstInvalidByte(bytes)
  return { ok: false, byteAt, byte: bytes[byteAt] ?? 0 }
}

/** A byte order mark is the habit of some senders and means nothing in UTF-8. */
export function withoutByteOrderMark(bytes: Uint8Array): Buffer {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const start = hasMark ? 3 : 0
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start)
}

/** Lenient decoding puts U+FFFD in place of the first invalid byte; one that was sent as such is passed over. */
function firstInvalidByte(bytes: Buffer): number {
  const text = bytes.toString('utf8')
  let byteAt = 0
  let from = 0
  for (;;) {
    const at = text.indexOf('\ufffd', from)
    if (at === -1) return byteAt
    byteAt += Buffer.byteLength(text.slice(from, at))
    if (bytes[byteAt] !== 0xef || bytes[byteAt + 1] !== 0xbf || bytes[byteAt + 2] !== 0xbd) return byteAt
    byteAt += 3
    from = at + 1
  }
}
