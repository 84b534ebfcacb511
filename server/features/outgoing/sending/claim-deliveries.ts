/** Takes leases on deliveries that are due: a short transaction, which ends before anything is sent. */
import type { Context } from '../../../context.ts'
import { inTransaction } from '../../../platform/db/database.ts'
import {
  type ClaimedRow,
  claimRows,
  lockReadyLanes,
  type ReadyLane,
  type ServedLane,
  serveLanes,
} from './claim.store.ts'
import type { InFlight } from './in-flight.ts'
import {
  communityInFlightMax,
  type Lane,
  refill,
  retryShare,
  type Share,
  shareOut,
} from './share-out.rules.ts'

/** Longer than any attempt takes: what is claimed and not ended by then was lost with its process. */
export const leaseSeconds = 60
/** Attempts of this process on their way. */
export const inFlightMax = 500
const lanesPerRound = 200

export interface Claimed {
  claimId: string
  rows: ClaimedRow[]
}

export async function claimDeliveries(
  ctx: Pick<Context, 'db' | 'ids'>,
  inFlight: InFlight,
): Promise<Claimed> {
  const room = {
    free: inFlightMax - inFlight.total(),
    freeForRetries: Math.max(0, Math.floor(retryShare * inFlightMax) - inFlight.retries()),
    inFlightByCommunity: inFlight.byCommunity(),
  }
  const claimId = ctx.ids.next()
  return inTransaction(ctx.db, async (tx) => {
    const lanes = await lockReadyLanes(tx, busyOf(inFlight), lanesPerRound)
    const allowed = new Map(lanes.map((lane) => [lane.endpoint_id, allowedBy(lane)]))
    const shares = shareOut(
      lanes.map((lane) => laneOf(lane, inFlight, allowed.get(lane.endpoint_id) ?? 0)),
      room,
    )
    const rows = await claimRows(tx, shares, claimId, leaseSeconds)
    await serveLanes(tx, servedOf(lanes, shares, rows, allowed))
    for (const lane of lanes) inFlight.bound(lane.endpoint_id, lane.open_until ? 1 : lane.in_flight_max)
    return { claimId, rows }
  })
}

const busyOf = (inFlight: InFlight) => ({
  endpointIds: inFlight.fullEndpoints(),
  communityIds: inFlight.fullCommunities(communityInFlightMax),
})

function allowedBy({ tokens, tokens_at: tokensAt, rate_per_second: rate, now }: ReadyLane): number {
  return refill({ tokens, tokensAt }, rate, now)
}

function laneOf(lane: ReadyLane, inFlight: InFlight, allowed: number): Lane {
  return {
    communityId: lane.community_id,
    endpointId: lane.endpoint_id,
    servedAt: lane.served_at,
    inFlight: inFlight.ofEndpoint(lane.endpoint_id),
    inFlightMax: lane.in_flight_max,
    isProbe: lane.open_until !== null,
    isFailing: lane.failing_since !== null,
    allowed,
  }
}

/** One that got nothing because the places for what was tried before are taken keeps its turn. */
function servedOf(
  lanes: readonly ReadyLane[],
  shares: readonly Share[],
  rows: readonly ClaimedRow[],
  allowed: ReadonlyMap<string, number>,
): ServedLane[] {
  const looked = new Set(
    shares.filter(({ retryCount }) => retryCount > 0).map(({ endpointId }) => endpointId),
  )
  const claimed = new Map<string, number>()
  for (const { endpoint_id: id } of rows) claimed.set(id, (claimed.get(id) ?? 0) + 1)
  return lanes
    .filter(
      ({ endpoint_id: id, rate_per_second: rate }) => rate !== null || looked.has(id) || claimed.has(id),
    )
    .map((lane) =>
      servedLane(lane, (allowed.get(lane.endpoint_id) ?? 0) - (claimed.get(lane.endpoint_id) ?? 0)),
    )
}

/** `left`: attempts that the throttle still allows. */
function servedLane(lane: ReadyLane, left: number): ServedLane {
  const rate = lane.rate_per_second
  return {
    communityId: lane.community_id,
    endpointId: lane.endpoint_id,
    tokens: rate === null ? 0 : left,
    throttledSeconds: rate === null || left >= 1 ? null : (1 - left) / rate,
  }
}
