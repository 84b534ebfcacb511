/** The failures of an attempt in words, and whom each is counted against. */
import type { AttemptFailure, AttemptFailureCode, AttemptStage } from './attempt.ts'

const reasonLengthMax = 300

/** Failures that say nothing about the receiver. */
const notReceivers: readonly AttemptFailureCode[] = [
  'request_invalid',
  'proxy_failed',
  'no_connection_free',
  'aborted',
]

export function failureOf(code: AttemptFailureCode, stage: AttemptStage, reason: string): AttemptFailure {
  if (code === 'timed_out' && stage === 'wait') {
    return failureOf('no_connection_free', stage, 'All connections were in use for too long.')
  }
  return { code, stage, reason: reason.slice(0, reasonLengthMax), isReceivers: !notReceivers.includes(code) }
}

/** Thrown inside of an attempt and turned into its result at the outermost place; nothing else is caught there. */
export class AttemptFailed extends Error {
  readonly code: AttemptFailureCode
  constructor(code: AttemptFailureCode, reason: string) {
    super(reason)
    this.code = code
  }
}

const connectWords: Record<string, string> = {
  ECONNREFUSED: 'The receiver refused the connection.',
  ECONNRESET: 'The receiver closed the connection at once.',
  EHOSTUNREACH: 'The receiver cannot be reached from here.',
  ENETUNREACH: 'The network of the receiver cannot be reached from here.',
  ETIMEDOUT: 'The receiver did not take the connection in time.',
}

export function connectFailure(error: NodeJS.ErrnoException): AttemptFailed {
  const words = connectWords[error.code ?? '']
  return new AttemptFailed('connect_failed', words ?? `The connection failed (${error.code ?? 'no code'}).`)
}

const tlsWords: Record<string, string> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that is not trusted here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  ECONNRESET: 'it closed the connection in the middle',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on this port',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'it speaks only versions of TLS older than 1.2',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it speaks only versions of TLS older than 1.2',
}

export function tlsFailure(error: { code?: string }): AttemptFailed {
  const words = tlsWords[error.code ?? ''] ?? error.code ?? 'no code'
  return new AttemptFailed('tls_failed', `No secure connection could be made to the receiver: ${words}.`)
}

export const headTooLarge = () =>
  new AttemptFailed('response_headers_too_large', 'The head of the answer is too large.')

/** How undici tells of "100 Continue" and "101 Switching Protocols" without a code of their own. */
const unaskedStatusWords: readonly string[] = ['bad response', 'bad upgrade']

/** What undici, or the socket below it, says after the connection stood. */
export function exchangeFailure(error: NodeJS.ErrnoException): AttemptFailed {
  switch (error.code) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return headTooLarge()
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_NOT_SUPPORTED':
    case 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH':
      return new AttemptFailed('request_invalid', `The request cannot be sent: ${error.message}.`)
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return new AttemptFailed('reset', 'The answer ended before its announced length.')
  }
  if (unaskedStatusWords.includes(error.message)) {
    return new AttemptFailed(
      'response_malformed',
      'The receiver answered 100, 101 or another status that it was not asked for.',
    )
  }
  if (error.name === 'HTTPParserError') {
    return new AttemptFailed('response_malformed', 'The answer is not valid HTTP/1.1.')
  }
  return new AttemptFailed('reset', 'The receiver closed the connection before it had answered completely.')
}
