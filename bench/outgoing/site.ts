/** What is measured: the built server with its endpoints, the receivers, and events published into its log. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import {
  type ConnectionSettings,
  createDatabase,
  createPool,
  inTransaction,
} from '../../server/platform/db/database.ts'
import { createEvents, type NewEvent } from '../../server/platform/events/events.ts'
import { createIds } from '../../server/platform/ids.ts'
import { createLog } from '../../server/platform/log.ts'
import { type BenchInstallation, startInstallation } from '../incoming/installation.ts'
import { quantile } from '../incoming/raw-client.ts'
import { type Child, startChild } from './child.ts'
import type { Latency, ReceivedLatenciesMs, ReceiverOrder, Target } from './plan.ts'

/** Each may have 50 attempts on their way; endpoints are dealt out among them. */
const communityCount = 4

export interface Site {
  installation: BenchInstallation
  targets: Target[]
  endpointIds: string[]
  receivers: Child<ReceiverOrder>
  pool: pg.Pool
  ids: ReturnType<typeof createIds>
  /** One event for each community, in one transaction: every endpoint is sent one. */
  publish: () => Promise<void>
  waiting: () => Promise<number>
  /** Until nothing waits; fails after two minutes. */
  settle: () => Promise<void>
  latencyOf: (targets: readonly Target[]) => Promise<Latency>
  stop: () => Promise<void>
}

export async function startSite(endpointCount: number): Promise<Site> {
  process.env.GUILDHALL_EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  process.env.GUILDHALL_EGRESS_ALLOW_HTTP = 'true'
  const options = process.env.BENCH_SERVER_OPTIONS?.split(' ') ?? []
  const installation = await startInstallation(1, options)
  const receivers = startChild<ReceiverOrder>('./receivers.ts')
  const ports = await receivers.ask<number[]>({ kind: 'start', count: endpointCount })
  const communityIds = [installation.communityId]
  while (communityIds.length < communityCount) {
    const body = { name: `Benchmark ${communityIds.length + 1}` }
    communityIds.push((await installation.call('POST', '/api/communities', body)).id as string)
  }
  const made: (Target & { id: string })[] = []
  for (const [index, port] of ports.entries()) {
    const communityId = communityIds[index % communityIds.length] as string
    made.push({ port, ...(await createEndpoint(installation, communityId, port)) })
  }
  await receivers.ask({ kind: 'trust', targets: made })
  const log = createLog('silent')
  const pool = createPool(installation.connection as ConnectionSettings, log, 4)
  const db = createDatabase(pool)
  const ids = createIds({ now: () => Date.now() })
  const events = createEvents(ids)

  async function waiting(): Promise<number> {
    const { rows } = await pool.query('select coalesce(sum(backlog), 0)::int as count from outgoing_lanes')
    return rows[0].count
  }

  return {
    installation,
    targets: made,
    endpointIds: made.map(({ id }) => id),
    receivers,
    pool,
    ids,
    publish: () =>
      inTransaction(db, async (tx) => {
        await events.publishAll(tx, communityIds.map(eventOf))
      }),
    waiting,
    async settle() {
      const deadline = performance.now() + 120_000
      while ((await waiting()) > 0) {
        if (performance.now() > deadline) throw new Error('deliveries were left waiting')
        await sleep(25)
      }
    },
    async latencyOf(targets) {
      const latenciesMs = await receivers.ask<ReceivedLatenciesMs>({
        kind: 'latencies',
        ports: targets.map(({ port }) => port),
      })
      const sorted = latenciesMs.toSorted((a, b) => a - b)
      return { count: sorted.length, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) }
    },
    async stop() {
      await db.destroy()
      receivers.stop()
      await installation.stop()
    },
  }
}

async function createEndpoint(
  { call }: BenchInstallation,
  communityId: string,
  port: number,
): Promise<{ id: string; secret: string }> {
  const created = await call('POST', `/api/communities/${communityId}/endpoints`, {
    ...{ name: `Receiver ${port}`, url: `http://127.0.0.1:${port}/hooks` },
    eventTypes: ['currency.changed'],
  })
  return { id: created.id as string, secret: created.secret as string }
}

/** The moment goes along as its action, and is what receivers count from. */
function eventOf(communityId: string): NewEvent {
  const memberId = randomUUID()
  const action = String(performance.timeOrigin + performance.now())
  return {
    communityId,
    type: 'currency.changed',
    subjectId: memberId,
    payload: { memberId, asset: 'coins', amount: 25, balance: 140, action },
    actor: { kind: 'system', id: null, label: 'Benchmark' },
    cause: { kind: 'request', id: randomUUID() },
  }
}
