/**
 * Plans and sends, each in a loop of its own, and tidies up. Attempts run in the background; each one that ends makes
 * room for the next. A claim is a lease, so what a killed process had in hand is sent again by whoever comes after.
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../context.ts'
import { isUnavailable } from '../../../platform/db/database.ts'
import { hasUnread } from '../../../platform/events/reader.ts'
import { guardedRound } from '../../../platform/guarded-round.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { startWorkLoop } from '../../../platform/work-loop.ts'
import type { StillWanted } from '../awaited/still-wanted.ts'
import type { EndpointSecrets } from '../endpoints/endpoint-secrets.ts'
import { deliveryReader, planDeliveries } from '../planning/plan-deliveries.ts'
import type { FindAppKey } from '../wire/build-request.ts'
import type { AttemptFigures } from './attempt-figures.ts'
import { cancelDeleted } from './cancel-deleted.ts'
import type { ClaimedRow } from './claim.store.ts'
import { claimDeliveries, inFlightMax } from './claim-deliveries.ts'
import { startFinishLane } from './finish-lane.ts'
import { createInFlight } from './in-flight.ts'
import { prepareDeliveries } from './prepare-deliveries.ts'
import { releaseLeases } from './release-leases.ts'
import { type ReadyDelivery, sendDelivery } from './send-delivery.ts'
import { createSendingBook } from './sending-book.ts'

/** The planner looks at the log so often, because nobody tells it of events. */
const planPollMs = 100
const sendPollMs = 250
/** Claims start at least this far apart, so that the places that became free meanwhile share one. */
const claimSpacingMs = 10
const tidyPollMs = 10_000
/** Answers that are not written down yet; with more of them nothing is claimed. */
const finishingMax = 500
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

/** What later features say of what is sent. */
export interface WorkerPorts {
  findAppKey: FindAppKey
  partWanted: StillWanted['part']
}

type WorkerContext = Pick<Context, 'db' | 'ids' | 'clock' | 'events' | 'log'>

export function startDeliveryWorker(
  ctx: WorkerContext,
  outbound: Pick<Outbound, 'send'>,
  secrets: EndpointSecrets,
  figures: Pick<AttemptFigures, 'attempted' | 'reclaimed'>,
  { findAppKey, partWanted }: WorkerPorts,
): DeliveryWorker {
  const inFlight = createInFlight()
  const book = createSendingBook(secrets)
  const finishing = startFinishLane(ctx)
  const running = new Set<Promise<void>>()
  let lastClaim = 0
  const stopping = new AbortController()
  // Each attempt listens to it.
  setMaxListeners(inFlightMax, stopping.signal)

  const guarded = (what: string, work: () => Promise<boolean>) =>
    guardedRound(ctx.log, { waits: `${what} waits`, failed: `${what} failed` }, failureWaitMs, work)

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

  async function sendNext(): Promise<boolean> {
    const waitMs = lastClaim + claimSpacingMs - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    if (inFlight.total() >= inFlightMax || finishing.waitingCount() >= finishingMax) return false
    lastClaim = performance.now()
    const claimed = await claimDeliveries(ctx, inFlight)
    const { ready, lost } = await prepareDeliveries(ctx.db, book, claimed)
    const wanted = await partWanted(ctx.db, ready)
    for (const each of wanted.ready) start(each)
    for (const each of [...lost, ...wanted.lost]) run(each.row, () => finishing.finish(each))
    return claimed.rows.length > 0
  }

  function start(delivery: ReadyDelivery): void {
    run(delivery.row, async (freePlace) => {
      const ended = await sendDelivery(ctx, outbound, delivery, findAppKey, stopping.signal)
      const isSuccess = ended.verdict.kind === 'success'
      if (ended.attempt) {
        figures.attempted(isSuccess ? 'success' : 'failure', ended.attempt.phases.totalMs / 1000)
      }
      // It is done with it. One that failed keeps its place until it is known what follows from that.
      if (isSuccess) freePlace()
      await finishing.finish(ended)
    })
  }

  function run(row: ClaimedRow, work: (freePlace: () => void) => Promise<void>): void {
    const place = {
      communityId: row.community_id,
      endpointId: row.endpoint_id,
      isRetry: row.attempt_count > 0,
    }
    let isFree = false
    const freePlace = () => {
      if (isFree) return
      isFree = true
      inFlight.end(place)
      sender.wake()
    }
    inFlight.begin(place)
    const attempt = work(freePlace)
      .catch((error: unknown) => {
        const { delivery_id: deliveryId } = row
        if (isUnavailable(error)) ctx.log.warn({ deliveryId }, 'what came of an attempt could not be kept')
        else ctx.log.error({ error, deliveryId }, 'an attempt failed; it is made again after its lease')
      })
      .finally(() => {
        freePlace()
        running.delete(attempt)
        // There may be room again among those that are being ended.
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
