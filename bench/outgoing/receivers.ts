/**
 * The receivers, in a process of their own: one port for each endpoint, each request's signature verified. Bytes are
 * read by hand, so that receiving costs little beside what is measured.
 */
import { createHmac } from 'node:crypto'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Behavior, ReceivedCount, ReceiverOrder } from './plan.ts'

interface Seen {
  count: number
  ids: Set<string>
  repeated: number
  unsigned: number
  latenciesMs: number[]
}

const seen = new Map<number, Seen>()
const keys = new Map<number, Buffer>()
const behaviors = new Map<number, Behavior>()
const fresh = (): Seen => ({ count: 0, ids: new Set(), repeated: 0, unsigned: 0, latenciesMs: [] })
const headEnd = Buffer.from('\r\n\r\n')
const hugeBytes = 100 * 1024 * 1024

function serve(socket: Socket, port: number): void {
  let waiting: Buffer = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    for (let end = waiting.indexOf(headEnd); end !== -1; end = waiting.indexOf(headEnd)) {
      const head = waiting.toString('latin1', 0, end)
      const bodyEnd = end + headEnd.length + Number(headerOf(head, 'content-length') ?? 0)
      if (waiting.length < bodyEnd) return
      take(port, head, waiting.subarray(end + headEnd.length, bodyEnd))
      waiting = waiting.subarray(bodyEnd)
      answer(socket, behaviors.get(port) ?? 'answers')
    }
  })
}

function headerOf(head: string, name: string): string | undefined {
  return new RegExp(`\\r\\n${name}: ([^\\r]*)`, 'i').exec(head)?.[1]
}

function take(port: number, head: string, body: Buffer): void {
  const now = performance.timeOrigin + performance.now()
  const of = seen.get(port) ?? fresh()
  seen.set(port, of)
  const id = headerOf(head, 'webhook-id') ?? ''
  const signed = createHmac('sha256', keys.get(port) ?? '')
    .update(`${id}.${headerOf(head, 'webhook-timestamp')}.`)
    .update(body)
    .digest('base64')
  of.count += 1
  of.unsigned += Number(headerOf(head, 'webhook-signature') !== `v1,${signed}`)
  of.repeated += Number(of.ids.has(id))
  of.ids.add(id)
  const publishedAt = /"action":"([\d.]+)"/.exec(body.toString('latin1'))?.[1]
  if (publishedAt) of.latenciesMs.push(now - Number(publishedAt))
}

function answer(socket: Socket, behavior: Behavior): void {
  if (behavior === 'hangs') return
  if (behavior === 'answers') socket.write('HTTP/1.1 204 No Content\r\n\r\n')
  if (behavior === 'drips') drip(socket)
  if (behavior === 'sends 100 MB') flood(socket)
}

function drip(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')
  const timer = setInterval(() => socket.write('a'), 200)
  socket.once('close', () => clearInterval(timer))
}

function flood(socket: Socket): void {
  socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${hugeBytes}\r\n\r\n`)
  const piece = Buffer.alloc(64 * 1024, 'a')
  let left = hugeBytes
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= piece.length
      if (!socket.write(piece)) return void socket.once('drain', more)
    }
  }
  more()
}

async function listen(): Promise<number> {
  const server = createServer((socket) => serve(socket, port))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return port
}

const seenBy = (ports: readonly number[]) => ports.map((port) => seen.get(port) ?? fresh())

function countOf(ports: readonly number[]): ReceivedCount {
  const all = seenBy(ports)
  const sum = (of: (one: Seen) => number) => all.reduce((total, one) => total + of(one), 0)
  return {
    count: sum(({ count }) => count),
    repeated: sum(({ repeated }) => repeated),
    unsigned: sum(({ unsigned }) => unsigned),
  }
}

process.on('message', async (order: ReceiverOrder) => {
  if (order.kind === 'start') {
    const ports = await Promise.all(Array.from({ length: order.count }, listen))
    process.send?.(ports)
  }
  if (order.kind === 'trust') {
    for (const { port, secret } of order.targets) {
      keys.set(port, Buffer.from(secret.slice('whsec_'.length), 'base64'))
    }
    process.send?.('trusted')
  }
  if (order.kind === 'behave') {
    for (const port of order.ports) behaviors.set(port, order.behavior)
    process.send?.('behaving')
  }
  if (order.kind === 'reset') {
    seen.clear()
    process.send?.('reset')
  }
  if (order.kind === 'count') process.send?.(countOf(order.ports))
  if (order.kind === 'latencies')
    process.send?.(seenBy(order.ports).flatMap(({ latenciesMs }) => latenciesMs))
})
process.on('disconnect', () => process.exit(0))
