/** The phases of the benchmark, each over a site that has nothing waiting. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterCpuMs, cpuMs } from '../incoming/cpu-time.ts'
import { startChild } from './child.ts'
import type { Behavior, Latency, ReceivedCount, Target, YardstickOrder, YardstickReport } from './plan.ts'
import type { Site } from './site.ts'

export interface Throughput {
  perSecond: number
  /** CPU microseconds for each delivery. */
  serverMicros: number
  postgresMicros: number
}

/** From the first event until the last attempt is recorded; every request is looked at by its receiver. */
export async function measureThroughput(site: Site, eventCount: number): Promise<Throughput> {
  const { receivers, targets, installation } = site
  await receivers.ask({ kind: 'reset' })
  const cpuBefore = [cpuMs(installation.serverPid), clusterCpuMs(installation.postgresPid)] as const
  const started = performance.now()
  for (let count = 0; count < eventCount; count++) await site.publish()
  const wanted = eventCount * targets.length
  for (;;) {
    const { count } = await countReceived(site, targets)
    if (count >= wanted) break
    if (performance.now() - started > 300_000) throw new Error(`only ${count} of ${wanted} arrived`)
    await sleep(20)
  }
  await site.settle()
  const seconds = (performance.now() - started) / 1000
  const received = await countReceived(site, targets)
  if (received.count !== wanted || received.repeated > 0 || received.unsigned > 0) {
    throw new Error(`received ${JSON.stringify(received)} instead of ${wanted}`)
  }
  return {
    perSecond: wanted / seconds,
    serverMicros: ((cpuMs(installation.serverPid) - cpuBefore[0]) * 1000) / wanted,
    postgresMicros: ((clusterCpuMs(installation.postgresPid) - cpuBefore[1]) * 1000) / wanted,
  }
}

/** Numbers only: what is asked so often must cost nothing beside what is measured. */
async function countReceived({ receivers }: Site, targets: readonly Target[]): Promise<ReceivedCount> {
  return receivers.ask({ kind: 'count', ports: targets.map(({ port }) => port) })
}

export async function measureYardstick(site: Site, postsPerTarget: number): Promise<number> {
  await site.receivers.ask({ kind: 'reset' })
  const child = startChild<YardstickOrder>('./yardstick.ts')
  const order = { targets: site.targets, postsPerTarget, connections: 5 }
  const { posts, seconds } = await child.ask<YardstickReport>(order)
  child.stop()
  const received = await countReceived(site, site.targets)
  if (received.count !== posts || received.unsigned > 0) throw new Error('the yardstick lost requests')
  return posts / seconds
}

/** Events at an even pace; the latency of those targets only. */
export async function measureLatency(
  site: Site,
  targets: readonly Target[],
  load: { eventsPerSecond: number; seconds: number },
): Promise<Latency> {
  await site.receivers.ask({ kind: 'reset' })
  const started = performance.now()
  const count = Math.ceil(load.eventsPerSecond * load.seconds)
  for (let index = 0; index < count; index++) {
    const waitMs = started + (index * 1000) / load.eventsPerSecond - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    await site.publish()
  }
  const deadline = performance.now() + 60_000
  while ((await countReceived(site, targets)).count < count * targets.length) {
    if (performance.now() > deadline) throw new Error('healthy receivers were kept waiting for a minute')
    await sleep(50)
  }
  return site.latencyOf(targets)
}

/** While these behave so; afterwards nothing of it is left. */
export async function whileBehaving<Result>(
  site: Site,
  targets: readonly Target[],
  behavior: Behavior,
  work: () => Promise<Result>,
): Promise<Result> {
  const ports = targets.map(({ port }) => port)
  await site.receivers.ask({ kind: 'behave', ports, behavior })
  try {
    return await work()
  } finally {
    await site.receivers.ask({ kind: 'behave', ports, behavior: 'answers' })
    await calm(site)
  }
}

/** Attempts of ours end within 15 s; what waits then is dropped, and every lane is as new. */
async function calm({ pool }: Site): Promise<void> {
  await sleep(16_000)
  await pool.query('delete from outgoing_queue')
  await pool.query(
    `update outgoing_lanes set due_at = 'infinity', open_until = null, open_seconds = 0, window_started_at = null,
       window_attempts = 0, window_failures = 0, failing_since = null, backlog = 0`,
  )
}

const deadRows = 100_000

/** While one more endpoint, where nobody listens, has 100,000 deliveries waiting. */
export async function besideDeadEndpoint<Result>(site: Site, work: () => Promise<Result>): Promise<Result> {
  const { call, communityId } = site.installation
  const path = `/api/communities/${communityId}/endpoints`
  const dead = await call('POST', path, {
    ...{ name: 'Nobody', url: 'http://127.0.0.1:9/hooks', eventTypes: ['member.joined'] },
  })
  await fillDead(site, dead.id as string)
  try {
    return await work()
  } finally {
    const params = [communityId, dead.id]
    await site.pool.query(
      'update outgoing_lanes set is_held = true where community_id = $1 and endpoint_id = $2',
      params,
    )
    await site.pool.query('delete from outgoing_queue where community_id = $1 and endpoint_id = $2', params)
    await call('DELETE', `${path}/${dead.id}`, undefined)
    await calm(site)
  }
}

async function fillDead({ pool, installation: { communityId } }: Site, endpointId: string): Promise<void> {
  // All of one event: what they say does not matter.
  const event = `(select id from events where community_id = $1 limit 1)`
  await pool.query(
    `with planned as (
       insert into outgoing_deliveries (community_id, id, endpoint_id, event_id, event_type)
       select $1, gen_random_uuid(), $2, ${event}, 'member.joined' from generate_series(1, $3::int)
       returning community_id, id, endpoint_id, event_id
     )
     insert into outgoing_queue (community_id, delivery_id, endpoint_id, event_id)
     select community_id, id, endpoint_id, event_id from planned`,
    [communityId, endpointId, deadRows],
  )
  await pool.query(
    `update outgoing_lanes set backlog = $3, due_at = guildhall_now() where community_id = $1 and endpoint_id = $2`,
    [communityId, endpointId, deadRows],
  )
}

/** Resident megabytes of the server, each second, while receivers drip or send 100 MB. */
export async function measureMemory(site: Site, seconds: number): Promise<number[]> {
  const drips = site.targets.slice(0, 20)
  const floods = site.targets.slice(20, 25)
  const samples: number[] = []
  await whileBehaving(site, drips, 'drips', () =>
    whileBehaving(site, floods, 'sends 100 MB', async () => {
      for (let second = 0; second < seconds; second++) {
        await site.publish()
        await sleep(1_000)
        samples.push(residentMb(site.installation.serverPid))
      }
    }),
  )
  return samples
}

function residentMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
