/** The load, in a process of its own: one phase as told by the plan, its figures as one JSON line. */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { createIds } from '../../server/platform/ids.ts'
import type { Measured, Plan } from './plan.ts'
import { generateLoad, quantile, requestBytes } from './raw-client.ts'
import { createYardstick } from './statement.ts'

const samplerWaitMs = 40
/** Rare enough that looking costs the database next to nothing. */
const samplerPollMs = 5

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Plan
const measured = plan.kind === 'statement' ? await driveStatements() : await driveHttp()
process.stdout.write(`${JSON.stringify(measured)}\n`)

async function driveStatements(): Promise<Measured> {
  const ids = createIds({ now: () => Date.now() })
  const yardstick = createYardstick(plan.connection, plan.communityId, ids.next, 16)
  const meter = createMeter()
  let sent = 0
  await Promise.all(
    Array.from({ length: plan.connections }, async () => {
      while (meter.isRunning()) {
        const start = performance.now()
        await yardstick.change(memberAt(sent++))
        meter.count(performance.now() - start)
      }
    }),
  )
  await yardstick.end()
  return meter.result(sent, 0)
}

async function driveHttp(): Promise<Measured> {
  const meter = createMeter()
  const sampler = plan.kind === 'guildhall' ? createSampler() : undefined
  let sent = 0
  let refused = 0
  await generateLoad({
    host: '127.0.0.1',
    port: plan.port,
    connections: plan.connections,
    ...(plan.ratePerSecond ? { ratePerSecond: plan.ratePerSecond } : {}),
    next: () => (meter.isRunning() ? nextRequest(sent++) : undefined),
    onAnswer(answer) {
      if (answer.status >= 300) refused += 1
      meter.count(answer.latencyMs)
      sampler?.offer(answer.body)
    },
  })
  const applied = await sampler?.result()
  return { ...meter.result(sent, refused), ...applied }
}

function memberAt(index: number): string {
  return plan.memberIds[plan.isHot ? 0 : index % plan.memberIds.length] as string
}

function nextRequest(index: number): Buffer {
  const place = ((plan.memberStart ?? 0) + index) * (plan.memberStep ?? 1)
  const member = plan.isHot ? 0 : place % plan.memberCount
  const body =
    plan.kind === 'http-yardstick'
      ? `{"memberId":"${memberAt(index)}"}`
      : `{"event":"match.finished","match":{"id":"m-${index}","map":"Old Quarry","mode":"ranked","seconds":1431},"player":{"email":"m${member}@example.com","level":12,"region":"eu-west"},"score":{"kills":11,"deaths":4,"assists":7},"reward":{"coins":1,"reason":"win","streak":3}}`
  return requestBytes(plan.path, `127.0.0.1:${plan.port}`, { 'User-Agent': 'game-server/2.4' }, body)
}

function createMeter() {
  const startedAt = Date.now()
  const cpuBefore = process.cpuUsage()
  const started = performance.now()
  const from = started + plan.warmUpMs
  const until = from + plan.runMs
  const latencies: number[] = []
  return {
    isRunning: () => performance.now() < until,
    count(latencyMs: number) {
      const now = performance.now()
      if (now >= from && now < until) latencies.push(latencyMs)
    },
    result(sentTotal: number, refused: number): Measured {
      const sorted = latencies.toSorted((a, b) => a - b)
      return {
        startedAt,
        count: sorted.length,
        perSecond: sorted.length / (plan.runMs / 1000),
        seconds: plan.runMs / 1000,
        sentTotal,
        p50Ms: quantile(sorted, 0.5),
        p99Ms: quantile(sorted, 0.99),
        refused,
        loadCpuMs: (process.cpuUsage(cpuBefore).user + process.cpuUsage(cpuBefore).system) / 1000,
      }
    },
  }
}

/** Follows one answered receipt at a time until its outcome is visible: answer to applied, as a reader sees it. */
function createSampler() {
  const pool = new pg.Pool({ ...plan.connection, max: 1 })
  const waits: number[] = []
  let isBusy = false
  let lastAt = 0
  let following: Promise<void> = Promise.resolve()

  async function follow(id: string): Promise<void> {
    const start = performance.now()
    for (;;) {
      const found = await pool.query({
        name: 'sample',
        text: 'select 1 from incoming_outcomes where community_id = $1 and receipt_id = $2',
        values: [plan.communityId, id],
      })
      if (found.rowCount) break
      await new Promise((resolve) => setTimeout(resolve, samplerPollMs))
    }
    waits.push(performance.now() - start)
    isBusy = false
  }

  return {
    offer(body: string) {
      const now = performance.now()
      if (isBusy || now - lastAt < samplerWaitMs) return
      const id = /"id":"([0-9a-f-]{36})"/.exec(body)?.[1]
      if (!id) return
      isBusy = true
      lastAt = now
      following = follow(id)
    },
    async result() {
      await following
      await pool.end()
      const sorted = waits.toSorted((a, b) => a - b)
      return { appliedP50Ms: quantile(sorted, 0.5), appliedP99Ms: quantile(sorted, 0.99) }
    },
  }
}
