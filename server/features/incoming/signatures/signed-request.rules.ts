/** What a signed request claims: its signatures, when they were made, and the bytes that they are over. */
import type { IncomingHttpHeaders } from 'node:http'

export interface SignedRequest {
  signatures: readonly string[]
  /** Seconds since 1970, part of the signed bytes; null where the scheme signs no time. */
  timestamp: number | null
  /** Text and bytes that are signed, one after the other. */
  parts: readonly (string | Buffer)[]
}

/** `missing`: a header is not there. `malformed`: it is, and cannot be of this scheme. */
export type SignatureReading = SignedRequest | 'missing' | 'malformed'

export type ReadSignature = (headers: IncomingHttpHeaders, body: Buffer) => SignatureReading

/** More than any sender puts into one header; each costs a comparison. */
export const signatureCountMax = 16

export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Digits only: a time that two programs read differently would be a way around the tolerance. */
export function secondsOf(text: string): number | undefined {
  return /^(0|[1-9]\d{0,11})$/.test(text) ? Number(text) : undefined
}
