/**
 * `/metrics` in the text format of Prometheus. A request costs one observation, made after its answer has left;
 * the rest is read when somebody scrapes. Labels are patterns of addresses and classes of status, never ids.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { Refusal } from '../refusal.ts'
import { sendRefusal } from './problems.ts'

/** A figure that is read from the database at each scrape. */
export interface MeasuredGauge {
  name: string
  help: string
  /** Its one label, if it has one. */
  label?: string
  read: () => Promise<readonly { of?: string; value: number }[]>
}

export interface MetricsOptions {
  pool: pg.Pool
  gauges: readonly MeasuredGauge[]
  /** What others show than callers on this machine; without one, only those are answered. */
  token: string | undefined
}

const durationBucketsSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** To be mounted before the routes, whose answers it measures. */
export function mountMetrics(server: FastifyInstance, { pool, gauges, token }: MetricsOptions): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  measureRequests(server, registry)
  measureConnections(pool, registry)
  for (const gauge of gauges) measureFigure(gauge, registry)

  server.get('/metrics', async (request, reply) => {
    if (!mayScrape(request, token)) return sendRefusal(request, reply, new Refusal('route_not_found'))
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics())
  })
}

function measureRequests(server: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'guildhall_http_request_duration_seconds',
    help: 'Answered requests by method, pattern of the address and class of status',
    labelNames: ['method', 'route', 'status'],
    buckets: durationBucketsSeconds,
    registers: [registry],
  })
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    durations.observe({ method, route: routeOptions.url ?? 'none', status }, reply.elapsedTime / 1000)
    done()
  })
}

function measureConnections(pool: pg.Pool, registry: Registry): void {
  new Gauge({
    name: 'guildhall_database_connections',
    help: 'Connections of this process: open, of these idle, and callers that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

/** While the database is away the figure is left out, and the others are still told. */
function measureFigure({ name, help, label, read }: MeasuredGauge, registry: Registry): void {
  new Gauge({
    name,
    help,
    labelNames: label ? [label] : [],
    registers: [registry],
    async collect() {
      if (label) this.reset()
      else this.remove()
      const samples = await read().catch(() => [])
      for (const { of, value } of samples) {
        if (label && of !== undefined) this.set({ [label]: of }, value)
        else this.set(value)
      }
    },
  })
}

/** A proxy on this machine calls from loopback as well, but says for whom. */
function mayScrape(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined && isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return true
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via'].some((name) => name in request.headers)
  return !isForwarded && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '')
}

function isSame(shown: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(shown), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
