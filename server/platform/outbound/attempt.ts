/** What is sent, and what comes of it: the result of an attempt is data, whatever the receiver does. */
import type { UrlProblemCode } from './url.rules.ts'

export interface OutgoingRequest {
  url: string
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  /** Not those of the connection: host, lengths and encodings are set here. */
  headers: Readonly<Record<string, string>>
  body?: Buffer | undefined
  limits?: Partial<AttemptLimits> | undefined
  /** Gives the attempt up. */
  signal?: AbortSignal | undefined
}

export interface AttemptLimits {
  dnsMs: number
  /** For all addresses of a name together. */
  connectMs: number
  tlsMs: number
  /** From the last byte of the request to the end of the head of the answer. */
  headersMs: number
  /** From the call to its result, waiting for a free connection included. */
  totalMs: number
  /** How much of the body of an answer is kept. */
  bodyBytesKept: number
  /** How much of it is read at most; beyond it the connection is closed. */
  bodyBytesRead: number
}

export const defaultLimits: AttemptLimits = {
  dnsMs: 5_000,
  connectMs: 5_000,
  tlsMs: 5_000,
  headersMs: 15_000,
  totalMs: 15_000,
  bodyBytesKept: 16 * 1024,
  bodyBytesRead: 64 * 1024,
}

/** Where an attempt was when it failed. */
export type AttemptStage = 'url' | 'wait' | 'dns' | 'connect' | 'proxy' | 'tls' | 'request' | 'response'

export type AttemptFailureCode =
  | UrlProblemCode
  | 'request_invalid'
  | 'dns_failed'
  | 'dns_timeout'
  | 'connect_failed'
  | 'connect_timeout'
  | 'proxy_failed'
  | 'tls_failed'
  | 'tls_timeout'
  | 'reset'
  | 'headers_timeout'
  | 'timed_out'
  | 'response_headers_too_large'
  | 'response_malformed'
  | 'no_connection_free'
  | 'aborted'

export interface AttemptFailure {
  code: AttemptFailureCode
  stage: AttemptStage
  /** A sentence for people; never holds an address that a name resolved to. */
  reason: string
  /** Whether it counts against the receiver; false when we, our proxy or our limits were in the way. */
  isReceivers: boolean
}

/** Durations in milliseconds with one decimal; null for what did not happen, as with a connection in use already. */
export interface AttemptPhases {
  /** Until a connection was free. */
  waitMs: number | null
  dnsMs: number | null
  /** TCP, and the way through the proxy. */
  connectMs: number | null
  tlsMs: number | null
  /** From the request to the first byte of the answer. */
  firstByteMs: number | null
  totalMs: number
}

export interface AttemptResponse {
  status: number
  /** In the order received, names in lower case; at most `responseHeadersMax`. */
  headers: [name: string, value: string][]
  /** The beginning of the body, as it came over the wire. */
  body: Buffer
  /** Whether there was more of the headers or of the body than is kept. */
  isCut: boolean
}

export interface AttemptResult {
  /** Undefined when an answer came, whatever its status. */
  failure: AttemptFailure | undefined
  /** Also present beside a failure, when the answer broke off after its head. */
  response: AttemptResponse | undefined
  phases: AttemptPhases
  /** Undefined until a connection stood, and behind a proxy. */
  remoteAddress: string | undefined
  /** Whether a byte of the request was handed to the connection: if not, the receiver cannot have seen it. */
  wasWritten: boolean
  /** Whether the connection had served an earlier request. */
  wasReused: boolean
}

export const responseHeadersMax = 100
export const responseHeadBytesMax = 16 * 1024
