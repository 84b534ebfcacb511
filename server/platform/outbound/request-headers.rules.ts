/** The headers of a request as they are written: the fixed ones first, then the caller's; nothing that could split it. */

/** Set here or by the connection; a caller that brings one has made a mistake. */
const reserved: readonly string[] = [
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const text = /^[\t\x20-\x7e\x80-\xff]*$/

/** Whether no caller may bring it. */
export const isSetByServer = (name: string): boolean => reserved.includes(name.toLowerCase())

/** Names and values in turns, or which header cannot be sent. */
export function requestHeaders(
  headers: Readonly<Record<string, string>>,
  userAgent: string,
): { pairs: string[]; problem?: undefined } | { pairs?: undefined; problem: string } {
  // Answers are kept as they come over the wire, so that a small one never unpacks into a large one.
  const pairs = ['user-agent', userAgent, 'accept-encoding', 'identity']
  for (const [name, value] of Object.entries(headers)) {
    if (!token.test(name)) return { problem: 'a header has a name that is not allowed' }
    if (isSetByServer(name)) return { problem: `the header ${name} is set by the server` }
    if (!text.test(value)) return { problem: `the header ${name} holds characters that are not allowed` }
    pairs.push(name, value)
  }
  return { pairs }
}
