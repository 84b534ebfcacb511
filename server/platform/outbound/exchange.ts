/** One request and its answer over one connection, within the limits; what came of the answer is in the trace. */
import type { OutgoingRequest } from './attempt.ts'
import { responseHeadBytesMax, responseHeadersMax } from './attempt.ts'
import type { Connection } from './connection.ts'
import { AttemptFailed, exchangeFailure, headTooLarge } from './failures.rules.ts'
import { type Attempt, bounded, msSince } from './trace.ts'

export interface PreparedRequest extends Pick<OutgoingRequest, 'method' | 'body'> {
  path: string
  /** Names and values in turns. */
  headers: string[]
}

/**
 * How many times the bytes of the largest head and body may come over the wire: chunks have heads of their own. What is
 * more than that is interim answers, chunk extensions or trailers without end, which nothing else counts.
 */
const wireShare = 8

/** After a failure the connection is closed. */
export async function exchange(
  attempt: Attempt,
  connection: Connection,
  request: PreparedRequest,
): Promise<void> {
  const { trace, limits, stop } = attempt
  trace.stage = 'request'
  trace.remoteAddress = connection.remoteAddress
  trace.wasReused = connection.hasServed
  connection.hasServed = true
  const body = keptBody(attempt)
  const { socket } = connection
  const wireBytesMax = socket.bytesRead + wireShare * (responseHeadBytesMax + limits.bodyBytesRead)
  let headTimer: NodeJS.Timeout | undefined
  let noteBytes = () => {}
  try {
    await bounded<void>(stop, undefined, (settle, fail) => {
      let sentMs = 0
      // Undici reads in the same turn; this only notes when something came, and how much has.
      noteBytes = () => {
        trace.phases.firstByteMs ??= msSince(sentMs)
        if (socket.bytesRead <= wireBytesMax) return
        if (!trace.response) return fail(headTooLarge())
        trace.response.isCut = true
        settle()
        socket.destroy()
      }
      if (limits.headersMs < limits.totalMs)
        headTimer = setTimeout(() => fail(headersLate()), limits.headersMs)
      connection.client.dispatch(
        { ...request, body: request.body ?? null },
        {
          // Called in the turn that writes, and only with a living socket.
          onRequestStart() {
            trace.wasWritten = true
            sentMs = performance.now()
            socket.on('readable', noteBytes)
          },
          onResponseStart({ rawHeaders }, status) {
            if (status < 200) return
            clearTimeout(headTimer)
            trace.stage = 'response'
            const headers = headersFrom(rawHeaders)
            trace.response = {
              status,
              headers: headers.slice(0, responseHeadersMax),
              body: Buffer.alloc(0),
              isCut: headers.length > responseHeadersMax,
            }
          },
          onResponseData(_controller, chunk) {
            if (body.add(chunk)) return
            settle()
            socket.destroy()
          },
          onResponseEnd: () => settle(),
          onResponseError: (_controller, error) =>
            fail(error instanceof AttemptFailed ? error : exchangeFailure(error)),
        },
      )
      return () => {
        socket.destroy()
      }
    })
  } finally {
    clearTimeout(headTimer)
    socket.off('readable', noteBytes)
    body.keep()
    if (!trace.response) trace.phases.firstByteMs = null
  }
}

function headersLate(): AttemptFailed {
  return new AttemptFailed('headers_timeout', 'The receiver did not answer in time.')
}

/** The beginning of the body, copied out of the buffers it came in. */
function keptBody({ trace, limits }: Attempt) {
  const chunks: Buffer[] = []
  let keptBytes = 0
  let readBytes = 0
  return {
    /** Answers false when enough has been read. */
    add(chunk: Buffer): boolean {
      readBytes += chunk.length
      const rest = limits.bodyBytesKept - keptBytes
      if (rest > 0) {
        const part = Buffer.from(chunk.subarray(0, rest))
        chunks.push(part)
        keptBytes += part.length
      }
      return readBytes <= limits.bodyBytesRead
    },
    keep(): void {
      if (!trace.response) return
      trace.response.body = Buffer.concat(chunks)
      if (readBytes > keptBytes) trace.response.isCut = true
    },
  }
}

function headersFrom(raw: unknown): [string, string][] {
  if (!Array.isArray(raw)) return []
  const texts = raw.map((part: unknown) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)))
  return texts.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), texts[index + 1] ?? '']] : [],
  )
}
