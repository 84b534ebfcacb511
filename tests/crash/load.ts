/**
 * Senders that never give up: each keeps one connection busy, request after request, and remembers what it was
 * answered. Events of the deduplicated webhook are sent until they are acknowledged, and some once more after.
 */
import { Pool } from 'undici'
import type { Random } from '../world/random.ts'
import { type CrashSite, emailOf, memberCount } from './crash-site.ts'

const connectionCount = 16
const answerWithinMs = 30_000
const amountMax = 97

export interface SentEvent {
  number: number
  memberIndex: number
  amount: number
  path: string
  attemptCount: number
  isAcknowledged: boolean
}

export interface AcknowledgedReceipt {
  id: string
  amount: number
}

export interface Load {
  events: readonly SentEvent[]
  /** Receipts that were answered 202 since the last call. */
  takeAcknowledged: () => AcknowledgedReceipt[]
  /** How often each status was answered; 0 counts requests without an answer. */
  statusCounts: ReadonlyMap<number, number>
  /** Settles when so many more requests have been acknowledged. */
  acknowledgements: (count: number) => Promise<void>
  resume: () => void
  /** Settles once nothing is on its way. */
  pause: () => Promise<void>
  /** Sends every deduplicated event that has not been acknowledged yet, until it is. For a paused load. */
  finishDeduped: () => Promise<void>
  close: () => Promise<void>
}

export function createLoad(site: CrashSite, random: Random): Load {
  const pools = site.origins.map(
    (origin) =>
      new Pool(origin, {
        connections: connectionCount,
        headersTimeout: answerWithinMs,
        bodyTimeout: answerWithinMs,
      }),
  )
  // Each server gets its share, and what is sent again goes to another one than before.
  const poolFor = ({ number, attemptCount }: SentEvent) =>
    pools[((number >> 1) + attemptCount) % pools.length] as Pool
  const events: SentEvent[] = []
  const again: SentEvent[] = []
  const statusCounts = new Map<number, number>()
  const acknowledged: AcknowledgedReceipt[] = []
  let watchers: { missing: number; settle: () => void }[] = []
  let senders: Promise<void>[] = []
  let isPaused = true

  function nextEvent(): SentEvent {
    const repeated = again.shift()
    if (repeated) return repeated
    const number = events.length
    const isDeduped = number % 2 === 1
    const event = {
      number,
      // The two webhooks have members of their own, so that their sums can be told apart.
      memberIndex: random.integer(0, memberCount / 2 - 1) + (isDeduped ? memberCount / 2 : 0),
      amount: random.integer(1, amountMax),
      path: isDeduped ? site.dedupedPath : site.plainPath,
      attemptCount: 0,
      isAcknowledged: false,
    }
    events.push(event)
    return event
  }

  async function send(event: SentEvent): Promise<boolean> {
    event.attemptCount += 1
    const { status, receiptId } = await post(poolFor(event), event)
    statusCounts.set(status, (statusCounts.get(status) ?? 0) + 1)
    const isTaken = status === 202 || status === 200
    if (isTaken) event.isAcknowledged = true
    if (status === 202) acknowledged.push({ id: receiptId, amount: event.amount })
    if (isTaken) for (const watcher of watchers) watcher.missing -= 1
    for (const watcher of watchers) if (watcher.missing <= 0) watcher.settle()
    watchers = watchers.filter(({ missing }) => missing > 0)
    return isTaken
  }

  async function sendOn(): Promise<void> {
    while (!isPaused) {
      const event = nextEvent()
      const isTaken = await send(event)
      const isDeduped = event.path === site.dedupedPath
      if (isDeduped && (!isTaken || random.integer(1, 5) === 1)) again.push(event)
    }
  }

  return {
    events,
    statusCounts,
    takeAcknowledged: () => acknowledged.splice(0),
    acknowledgements: (count) => new Promise((settle) => watchers.push({ missing: count, settle })),
    resume() {
      isPaused = false
      senders = Array.from({ length: connectionCount }, sendOn)
    },
    async pause() {
      isPaused = true
      await Promise.all(senders)
    },
    async finishDeduped() {
      again.length = 0
      const open = events.filter(({ path, isAcknowledged }) => path === site.dedupedPath && !isAcknowledged)
      for (const event of open) while (!event.isAcknowledged) await send(event)
    },
    async close() {
      isPaused = true
      await Promise.all(pools.map((pool) => pool.destroy()))
    },
  }
}

async function post(pool: Pool, event: SentEvent): Promise<{ status: number; receiptId: string }> {
  try {
    const answer = await pool.request({
      method: 'POST',
      path: event.path,
      headers: { 'content-type': 'application/json', 'x-event-id': `event-${event.number}` },
      body: JSON.stringify({
        player: { email: emailOf(event.memberIndex) },
        reward: { coins: event.amount },
      }),
    })
    const text = await answer.body.text()
    const receiptId = answer.statusCode === 202 ? (JSON.parse(text) as { data: { id: string } }).data.id : ''
    return { status: answer.statusCode, receiptId }
  } catch {
    return { status: 0, receiptId: '' }
  }
}
