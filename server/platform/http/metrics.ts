/**
 * `/metrics` in the text format of Prometheus. A request costs one observation, made after its answer has left;
 * the rest is read when somebody scrapes. Labels are patterns of addresses and classes of status, never ids.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
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

/** Something that takes time, told as it happens. */
export interface FollowedHistogram {
  name: string
  help: string
  label: string
  follow: (observe: (of: string, seconds: number) => void) => void
}

/** Something that is counted as it happens. */
export interface FollowedCounter {
  name: string
  help: string
  follow: (add: (count: number) => void) => void
}

export interface MetricsOptions {
  pool: pg.Pool
  gauges: readonly MeasuredGauge[]
  histograms?: readonly FollowedHistogram[]
  counters?: readonly FollowedCounter[]
  /** What others show than callers on this machine; without one, only those are answered. */
  token: string | undefined
}

const durationBucketsSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** To be mounted before the routes, whose answers it measures. */
export function mountMetrics(server: FastifyInstance, options: MetricsOptions): void {
  const { pool, gauges, histograms = [], counters = [], token } = options
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  measureRequests(server, registry)
  measureConnections(pool, registry)
  for (const gauge of gauges) measureFigure(gauge, registry)
  for (const histogram of histograms) followDurations(histogram, registry)
  for (const counter of counters) followCount(counter, registry)

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

function followDurations({ name, help, label, follow }: FollowedHistogram, registry: Registry): void {
  const histogram = new Histogram({
    name,
    help,
    labelNames: [label],
    buckets: durationBucketsSeconds,
    registers: [registry],
  })
  follow((of, seconds) => histogram.observe({ [label]: of }, seconds))
}

function followCount({ name, help, follow }: FollowedCounter, registry: Registry): void {
  const counter = new Counter({ name, help, registers: [registry] })
  follow((count) => counter.inc(count))
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
