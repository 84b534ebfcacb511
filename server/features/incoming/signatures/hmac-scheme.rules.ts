/** The HMAC that an owner describes: which header, which prefix, and a template of what is signed. */
import type { HmacScheme } from '../../../../contracts/senders.ts'
import { headerOf, type ReadSignature, secondsOf } from './signed-request.rules.ts'

const bodyMark = '{body}'
const timestampMark = '{timestamp}'

export const readHmac =
  ({ header, prefix, template, timestampHeader }: HmacScheme): ReadSignature =>
  (headers, body) => {
    const signature = headerOf(headers, header.toLowerCase())
    const time = timestampHeader === null ? '' : headerOf(headers, timestampHeader.toLowerCase())
    if (signature === undefined || time === undefined) return 'missing'
    const timestamp = timestampHeader === null ? null : secondsOf(time)
    if (timestamp === undefined || !signature.startsWith(prefix)) return 'malformed'
    const [before = '', after = ''] = template
      .split(bodyMark)
      .map((text) => text.replace(timestampMark, time))
    return { signatures: [signature.slice(prefix.length)], timestamp, parts: [before, body, after] }
  }

/** What is wrong with a template, in words for the owner; undefined when nothing is. */
export function templateProblem({ template, timestampHeader }: HmacScheme): string | undefined {
  const count = (mark: string) => template.split(mark).length - 1
  if (count(bodyMark) !== 1) return `has to hold ${bodyMark} exactly once`
  if (timestampHeader === null) {
    return count(timestampMark) > 0
      ? `holds ${timestampMark}, so say which header carries the time`
      : undefined
  }
  return count(timestampMark) === 1
    ? undefined
    : `has to hold ${timestampMark} exactly once: a time that is not signed can be changed by anybody`
}
