/** The digest by which keys, tokens and ids of events are kept: they are random or long, so a fast one is right. */
import { createHash } from 'node:crypto'

export function sha256(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest()
}
