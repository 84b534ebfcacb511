/** Load over keep-alive connections: a list of prepared requests, or as many as fit into some seconds. */
import { generateLoad, quantile } from '../incoming/raw-client.ts'

export interface Loaded {
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** How often each status was answered. */
  statuses: Record<number, number>
}

export interface LoadChoice {
  port: number
  connections: number
  /** The request of that number; undefined ends it. */
  request: (index: number) => Buffer | undefined
  /** Not counted, at the start. */
  warmUpMs?: number
}

export async function load({ port, connections, request, warmUpMs = 0 }: LoadChoice): Promise<Loaded> {
  const latencies: number[] = []
  const statuses: Record<number, number> = {}
  const started = performance.now()
  let sent = 0
  let lastAt = started
  await generateLoad({
    ...{ host: '127.0.0.1', port, connections },
    next: () => request(sent++),
    onAnswer({ status, latencyMs }) {
      lastAt = performance.now()
      statuses[status] = (statuses[status] ?? 0) + 1
      if (lastAt - started >= warmUpMs) latencies.push(latencyMs)
    },
  })
  const sorted = latencies.toSorted((a, b) => a - b)
  const seconds = (lastAt - started - warmUpMs) / 1000
  return {
    perSecond: sorted.length / seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    statuses,
  }
}

/** Requests until the time is over. */
export function during(
  ms: number,
  request: (index: number) => Buffer,
): (index: number) => Buffer | undefined {
  const until = performance.now() + ms
  return (index) => (performance.now() < until ? request(index) : undefined)
}

/** Fails when something else was answered than was to be expected. */
export function expectOnly(what: string, { statuses }: Loaded, allowed: readonly number[]): void {
  const others = Object.keys(statuses).filter((status) => !allowed.includes(Number(status)))
  if (others.length > 0) throw new Error(`${what}: answered ${JSON.stringify(statuses)}`)
}

interface Words {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: unknown
}

export function bytesOf({ method, path, headers, body }: Words): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all = {
    host: '127.0.0.1',
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`)
}
