/**
 * Plans and sends, each in a loop of its own, and tidies up. Attempts run in the background; each one that ends makes
 * room for the next. A claim is a lease, so what a killed process had in hand is sent again by whoever comes after.
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../context.ts'
import { isContention, isUnavailable } from '../../../platform/db/database.ts'
import { listEvents } from '../../../platform/events/logged-events.store.ts'
import { hasUnread } from '../../../platform/events/reader.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { type Round, startWorkLoop } from '../../../platform/work-loop.ts'
import type { EndpointSecrets } from '../endpoints/endpoint-secrets.ts'
import { deliveryReader, planDeliveries } from '../planning/plan-deliveries.ts'
import type { AttemptFigures } from './attempt-figures.ts'
import { cancelDeleted } from './cancel-deleted.ts'
import type { ClaimedRow } from './claim.store.ts'
import { type Claimed, claimDeliveries, inFlightMax } from './claim-deliveries.ts'
import { startFinishLane } from './finish-lane.ts'
import { createInFlight } from './in-flight.ts'
import { releaseLeases } from './release-leases.ts'
import { type ReadyDelivery, sendDelivery, unsent } from './send-delivery.ts'
import { createSendingBook } from './sending-book.ts'

/** The planner looks at the log so often, because nobody tells it of events. */
const planPollMs = 100
const sendPollMs = 250
/** Claims start at least this far apart, so that the places that became free meanwhile share one. */
const claimSpacingMs = 10
const tidyPollMs = 10_000
const failureWaitMs = 500
const stopPatienceMs = 15_000

export interface DeliveryWorker {
  /** Says that something may be due, or to be planned or canceled. */
  wake: () => void
  /** Settles once every event is planned, and nothing is due or on its way. */
  drain: () => Promise<void>
  /** Claims no more, lets attempts end, and gives up those that take too long. */
  stop: () => Promise<void>
}

type WorkerContext = Pick<Context, 'db' | 'ids' | 'clock' | 'events' | 'log'>

export function startDeliveryWorker(
  ctx: WorkerContext,
  outbound: Pick<Outbound, 'send'>,
  secrets: EndpointSecrets,
  figures: Pick<AttemptFigures, 'attempted' | 'reclaimed'>,
): DeliveryWorker {
  const inFlight = createInFlight()
  const book = createSendingBook(secrets)
  const finishing = startFinishLane(ctx)
  const running = new Set<Promise<void>>()
  let lastClaim = 0
  const stopping = new AbortController()
  // Each attempt listens to it.
  setMaxListeners(inFlightMax, stopping.signal)

  const planner = startWorkLoop(
    guarded('planning deliveries', async () => {
      const { events, deliveries } = await planDeliveries(ctx)
      if (deliveries > 0) sender.wake()
      return events > 0
    }),
    planPollMs,
  )
  const sender = startWorkLoop(guarded('claiming deliveries', sendNext), sendPollMs)
  const tidier = startWorkLoop(
    guarded('tidying deliveries', async () => {
      const reclaimedCount = await releaseLeases(ctx)
      if (reclaimedCount > 0) {
        figures.reclaimed(reclaimedCount)
        sender.wake()
      }
      return (await cancelDeleted(ctx)) > 0
    }),
    tidyPollMs,
  )

  /** `work` answers whether there may be more at once. */
  function guarded(what: string, work: () => Promise<boolean>): () => Promise<Round> {
    return async () => {
      try {
        return (await work()) ? { kind: 'worked', restMs: 0 } : { kind: 'idle' }
      } catch (error) {
        if (isUnavailable(error)) ctx.log.warn({ error: (error as Error).message }, `${what} waits`)
        else if (!isContention(error)) ctx.log.error({ error }, `${what} failed`)
        return { kind: 'failed', restMs: failureWaitMs }
      }
    }
  }

  async function sendNext(): Promise<boolean> {
    const waitMs = lastClaim + claimSpacingMs - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    if (inFlight.total() >= inFlightMax) return false
    lastClaim = performance.now()
    const claimed = await claimDeliveries(ctx, inFlight)
    for (const each of await readyOf(claimed)) start(each)
    return claimed.rows.length > 0
  }

  async function readyOf({ claimId, rows }: Claimed): Promise<ReadyDelivery[]> {
    if (rows.length === 0) return []
    const addresses = new Map(
      rows.map((row) => [row.endpoint_id, { communityId: row.community_id, endpointId: row.endpoint_id }]),
    )
    const receivers = await book.read(ctx.db, [...addresses.values()])
    const wanted = rows.map((row) => ({ communityId: row.community_id, eventId: row.event_id }))
    const events = new Map((await listEvents(ctx.db, wanted)).map((event) => [event.id, event]))
    return rows.flatMap((row) => {
      const [event, receiver] = [events.get(row.event_id), receivers.get(row.endpoint_id)]
      if (event && receiver) return [{ claimId, row, event, receiver }]
      const missing = event ? 'Its endpoint is not there any more.' : 'Its event is not in the log any more.'
      run(row, finishing.finish(unsent(claimId, row, missing)))
      return []
    })
  }

  function start(delivery: ReadyDelivery): void {
    run(
      delivery.row,
      sendDelivery(ctx, outbound, delivery, stopping.signal).then((ended) => {
        const { attempt, verdict } = ended
        const result = verdict.kind === 'success' ? 'success' : 'failure'
        if (attempt) figures.attempted(result, attempt.phases.totalMs / 1000)
        return finishing.finish(ended)
      }),
    )
  }

  function run(row: ClaimedRow, work: Promise<void>): void {
    const place = {
      communityId: row.community_id,
      endpointId: row.endpoint_id,
      isRetry: row.attempt_count > 0,
    }
    inFlight.begin(place)
    const attempt = work
      .catch((error: unknown) => {
        const { delivery_id: deliveryId } = row
        if (isUnavailable(error)) ctx.log.warn({ deliveryId }, 'what came of an attempt could not be kept')
        else ctx.log.error({ error, deliveryId }, 'an attempt failed; it is made again after its lease')
      })
      .finally(() => {
        inFlight.end(place)
        running.delete(attempt)
        sender.wake()
      })
    running.add(attempt)
  }

  async function drain(): Promise<void> {
    await tidier.drain()
    // Events of transactions that are open elsewhere hide those behind them for a moment.
    do await planner.drain()
    while (await hasUnread(ctx.db, deliveryReader))
    do {
      await Promise.all(running)
      await sender.drain()
    } while (running.size > 0)
  }

  return {
    wake() {
      planner.wake()
      sender.wake()
      tidier.wake()
    },
    drain,
    async stop() {
      await Promise.all([planner.stop(), sender.stop(), tidier.stop()])
      const timer = setTimeout(() => stopping.abort(), stopPatienceMs)
      await Promise.all(running)
      clearTimeout(timer)
      await finishing.stop()
    },
  }
}
