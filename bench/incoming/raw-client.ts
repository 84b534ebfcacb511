/**
 * A load generator that costs as little as possible, so that what is measured is the server: keep-alive
 * sockets, one request in flight on each, requests prepared as bytes, answers read up to their length.
 */
import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number
  body: string
  latencyMs: number
}

export interface LoadPlan {
  host: string
  port: number
  connections: number
  /** The next request as bytes, or undefined to stop. */
  next: () => Buffer | undefined
  onAnswer: (answer: Answer) => void
  /** Requests per second over all connections; without it as fast as answers come. */
  ratePerSecond?: number
}

/** Settles when every connection has stopped. */
export async function generateLoad(plan: LoadPlan): Promise<void> {
  const pace = plan.ratePerSecond === undefined ? undefined : startPace(plan.ratePerSecond)
  await Promise.all(Array.from({ length: plan.connections }, () => drive(plan, pace)))
  pace?.stop()
}

interface Pace {
  /** Settles when the next request is due; answers when that was planned. */
  next: () => Promise<number>
  stop: () => void
}

/**
 * Starts are spaced evenly; latency counts from the planned start, so a slow server cannot hide its queue. One
 * timer for all connections: a timer for each request would cost the load more than sending it.
 */
function startPace(ratePerSecond: number): Pace {
  const gapMs = 1000 / ratePerSecond
  let planned = performance.now()
  const waiting: ((planned: number) => void)[] = []
  const release = () => {
    while (waiting.length > 0 && planned + gapMs <= performance.now()) {
      planned += gapMs
      waiting.shift()?.(planned)
    }
  }
  const timer = setInterval(release, 1)
  return {
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        release()
      }),
    stop: () => clearInterval(timer),
  }
}

async function drive(plan: LoadPlan, pace: Pace | undefined): Promise<void> {
  const socket = connect(plan.port, plan.host)
  socket.setNoDelay(true)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  const read = createReader(socket)
  for (;;) {
    const request = plan.next()
    if (!request) break
    const start = pace ? await pace.next() : performance.now()
    socket.write(request)
    const { status, body } = await read()
    plan.onAnswer({ status, body, latencyMs: performance.now() - start })
  }
  socket.destroy()
}

function createReader(socket: Socket): () => Promise<{ status: number; body: string }> {
  let text = ''
  let settle: ((answer: { status: number; body: string }) => void) | undefined
  let fail: ((error: Error) => void) | undefined
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0)
    if (text.length < end + 4 + length) return
    const answer = { status: Number(text.slice(9, 12)), body: text.slice(end + 4, end + 4 + length) }
    text = ''
    settle?.(answer)
  })
  const broken = () => fail?.(new Error('the connection was closed'))
  socket.on('error', broken)
  socket.on('close', broken)
  return () =>
    new Promise((resolve, reject) => {
      settle = resolve
      fail = reject
    })
}

export function requestBytes(
  path: string,
  host: string,
  headers: Record<string, string>,
  body: string,
): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = Buffer.byteLength(body)
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${lines.join('')}\r\n${body}`,
  )
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
