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
import { type Lane, refill, type Share, shareOut } from './share-out.rules.ts'

/** Longer than any attempt takes: what is claimed and not ended by then was lost with its process. */
export const leaseSeconds = 60
const lanesPerRound = 200

export interface Claimed {
  claimId: string
  rows: ClaimedRow[]
}

export async function claimDeliveries(
  ctx: Pick<Context, 'db' | 'ids'>,
  inFlight: InFlight,
  free: number,
): Promise<Claimed> {
  const claimId = ctx.ids.next()
  return inTransaction(ctx.db, async (tx) => {
    const lanes = await lockReadyLanes(tx, inFlight.fullEndpoints(), lanesPerRound)
    const allowed = new Map(lanes.map((lane) => [lane.endpoint_id, allowedBy(lane)]))
    const shares = shareOut(
      lanes.map((lane) => laneOf(lane, inFlight, allowed.get(lane.endpoint_id) ?? 0)),
      { free, inFlightByCommunity: inFlight.byCommunity() },
    )
    const rows = await claimRows(tx, shares, claimId, leaseSeconds)
    await serveLanes(
      tx,
      lanes.filter((lane) => isServed(lane, shares)).map((lane) => servedOf(lane, rows, allowed)),
    )
    for (const lane of lanes) inFlight.bound(lane.endpoint_id, lane.open_until ? 1 : lane.in_flight_max)
    return { claimId, rows }
  })
}

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
    allowed,
  }
}

const isServed = (lane: ReadyLane, shares: readonly Share[]) =>
  lane.rate_per_second !== null || shares.some(({ endpointId }) => endpointId === lane.endpoint_id)

function servedOf(
  lane: ReadyLane,
  rows: readonly ClaimedRow[],
  allowed: ReadonlyMap<string, number>,
): ServedLane {
  const count = rows.filter((row) => row.endpoint_id === lane.endpoint_id).length
  const rate = lane.rate_per_second
  const left = (allowed.get(lane.endpoint_id) ?? 0) - count
  return {
    communityId: lane.community_id,
    endpointId: lane.endpoint_id,
    tokens: rate === null ? 0 : left,
    throttledSeconds: rate === null || left >= 1 ? null : (1 - left) / rate,
  }
}
