/**
 * Reads a document of the web through the one way out. A redirect is a request of its own, whose address is judged
 * like the first; all of them together end within one time. What comes of it is data.
 */
import type { AttemptResponse } from './attempt.ts'
import type { Outbound } from './outbound.ts'

export interface DocumentRequest {
  /** Its part after # is never sent. */
  url: string
  accept: string
  /** What the server said of the copy that is kept. */
  known: Validators | undefined
  bytesMax: number
  /** For all requests together. */
  totalMs: number
  signal?: AbortSignal | undefined
}

export interface Validators {
  etag: string | null
  lastModified: string | null
}

export type FetchedDocument =
  | ({ kind: 'found'; body: Buffer; cacheControl: string | null } & Validators)
  | { kind: 'unchanged'; cacheControl: string | null }
  /** `isOurs`: it says nothing about the address. */
  | { kind: 'failed'; reason: string; isOurs: boolean }

export const redirectsMax = 2
const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308]

export async function fetchDocument(
  outbound: Pick<Outbound, 'send'>,
  request: DocumentRequest,
): Promise<FetchedDocument> {
  const startedMs = performance.now()
  let url = withoutFragment(request.url)
  for (let hop = 0; url !== undefined; hop += 1) {
    const totalMs = Math.max(1, request.totalMs - (performance.now() - startedMs))
    const { failure, response } = await outbound.send({
      ...{ url, method: 'GET', headers: headersOf(request), signal: request.signal },
      limits: { totalMs, bodyBytesKept: request.bytesMax, bodyBytesRead: request.bytesMax },
    })
    if (failure || !response) {
      const { reason = 'Nothing was answered.', isReceivers = true } = failure ?? {}
      // Attempts speak of the receiver of a webhook.
      return { kind: 'failed', reason: reason.replaceAll('receiver', 'server'), isOurs: !isReceivers }
    }
    if (!redirectStatuses.includes(response.status)) return readAnswer(response, request)
    if (hop === redirectsMax) return failed(`The address leads on more than ${redirectsMax} times.`)
    url = withoutFragment(headerOf(response, 'location') ?? '', url)
  }
  return failed('The address leads on to what is no address.')
}

function headersOf({ accept, known }: DocumentRequest): Record<string, string> {
  return {
    accept,
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  }
}

function withoutFragment(text: string, base?: string): string | undefined {
  if (text === '' || !URL.canParse(text, base)) return undefined
  const url = new URL(text, base)
  url.hash = ''
  return url.href
}

function readAnswer(response: AttemptResponse, { bytesMax, known }: DocumentRequest): FetchedDocument {
  const cacheControl = headerOf(response, 'cache-control')
  if (response.status === 304 && known) return { kind: 'unchanged', cacheControl }
  if (response.status !== 200) return failed(`The server answered ${response.status}.`)
  if (response.isCut && response.body.length >= bytesMax)
    return failed(`The answer is larger than ${sizeWords(bytesMax)}.`)
  const validators = { etag: headerOf(response, 'etag'), lastModified: headerOf(response, 'last-modified') }
  return { kind: 'found', body: response.body, cacheControl, ...validators }
}

function sizeWords(bytes: number): string {
  const kib = bytes / 1024
  return kib < 1024 ? `${kib} KiB` : `${kib / 1024} MiB`
}

const failed = (reason: string): FetchedDocument => ({ kind: 'failed', reason, isOurs: false })

const headerOf = ({ headers }: AttemptResponse, wanted: string): string | null =>
  headers.find(([name]) => name === wanted)?.[1] ?? null
