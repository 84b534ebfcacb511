/**
 * Ends attempts in one transaction: each is recorded, its delivery ends or is put off, and the lanes of their
 * endpoints are brought up to date. A delivery whose lease was lost meanwhile is somebody else's: of it only the
 * attempt is recorded.
 */
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { DisabledReason } from '../../../../contracts/outgoing.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Proof, saveProofs } from '../ownership/ownership.store.ts'
import { closeSuperseded, keysOf, openHeads } from '../queue/keys.store.ts'
import { type LaneState, lockLanes } from '../queue/lanes.store.ts'
import { stepLane } from '../queue/step-lane.rules.ts'
import { finishedEvent } from './announce-attempts.ts'
import type { ClaimedRow } from './claim.store.ts'
import {
  type AttemptRow,
  addHours,
  changeLanes,
  disableEndpoint,
  type EndedRow,
  endClaimed,
  insertAttempts,
  type LastFailure,
  type PostponedRow,
  postponeClaimed,
} from './finish.store.ts'
import type { Verdict } from './judge-attempt.rules.ts'

export interface EndedDelivery {
  claimId: string
  row: ClaimedRow
  /** Undefined when nothing was tried, because it was too late. */
  attempt: AttemptRow | undefined
  verdict: Verdict
  /** The address that has proved that it wants what it is sent. */
  provedUrl: string | undefined
  /** A failure of ours, of the operator's proxy or of a limit does not count against the receiver. */
  countsAgainst: boolean
  /** As of the attempt. */
  event: { id: string; hop: number; tells_attempts: boolean } | undefined
  outcome: AttemptOutcome | undefined
}

export async function finishAttempts(
  ctx: Pick<Context, 'events'>,
  tx: Transaction,
  ended: readonly EndedDelivery[],
): Promise<void> {
  const owned = await settle(tx, ended)
  await insertAttempts(
    tx,
    ended.flatMap(({ attempt }) => attempt ?? []),
  )
  await announceAttempts(ctx, tx, ended, owned)
  // Last, because nobody is served of a lane as long as it is held.
  await moveLanes(ctx, tx, ended, owned)
}

/** Answers those that were still ours. */
async function settle(tx: Transaction, ended: readonly EndedDelivery[]): Promise<EndedDelivery[]> {
  const settled = [
    ...(await endClaimed(tx, ended.flatMap(endedRow))),
    ...(await postponeClaimed(tx, ended.flatMap(postponedRow))),
  ]
  // By claim: an attempt whose lease ran out may end in one batch with the one that took its place.
  const mine = new Set(settled.map((row) => `${row.delivery_id} ${row.claim_id}`))
  return ended.filter(({ row, claimId }) => mine.has(`${row.delivery_id} ${claimId}`))
}

function endedRow({ claimId, row, verdict, attempt }: EndedDelivery): EndedRow[] {
  if (verdict.kind === 'retry') return []
  return [
    {
      claimId,
      communityId: row.community_id,
      deliveryId: row.delivery_id,
      endpointId: row.endpoint_id,
      status: verdict.kind,
      attemptCount: row.earlier_attempts + row.attempt_count + (attempt ? 1 : 0),
      reason: verdict.kind === 'failed' ? verdict.reason : null,
    },
  ]
}

function postponedRow({ claimId, row, verdict }: EndedDelivery): PostponedRow[] {
  if (verdict.kind !== 'retry') return []
  return [
    {
      claimId,
      communityId: row.community_id,
      deliveryId: row.delivery_id,
      attemptCount: row.attempt_count + 1,
      waitSeconds: verdict.waitSeconds,
      dailyUntil: verdict.dailyUntil,
    },
  ]
}

async function moveLanes(
  ctx: Pick<Context, 'events'>,
  tx: Transaction,
  ended: readonly EndedDelivery[],
  owned: readonly EndedDelivery[],
): Promise<void> {
  const tallies = tally(ended, owned)
  await addHours(
    tx,
    [...tallies.values()].filter(({ successes, failures }) => successes + failures > 0),
  )
  const lanes = await lockLanes(tx, [...tallies.values()])
  const freed = await freeKeys(tx, owned)
  const steps = lanes.flatMap((lane) => {
    const of = withFreed(tallies.get(lane.endpoint_id), freed)
    return of ? [{ lane, of, after: stepLane(beforeOf(lane), of, lane.now) }] : []
  })
  await changeLanes(
    tx,
    steps.map(({ of, after }) => ({ ...of, ...after, succeeded: of.successes > 0 })),
  )
  await saveProofs(tx, owned.flatMap(proofOf))
  for (const { lane, of, after } of steps) {
    const reason = of.disables ?? (after.hasFailedTooLong ? 'failing' : null)
    if (reason) await disable(ctx, tx, lane, reason, of.attemptId)
    else if (after.hasRecovered) await announce(ctx, tx, lane, 'endpoint.recovered', {}, of.attemptId)
  }
}

function proofOf({ row, provedUrl: url }: EndedDelivery): Proof[] {
  return url === undefined ? [] : [{ communityId: row.community_id, endpointId: row.endpoint_id, url }]
}

interface Freed {
  /** How many rows a later one took the place of, by endpoint. */
  closed: ReadonlyMap<string, number>
  /** Endpoints that may be sent something that stood behind. */
  opened: ReadonlySet<string>
}

async function freeKeys(tx: Transaction, owned: readonly EndedDelivery[]): Promise<Freed> {
  const keyed = (each: readonly EndedDelivery[]) =>
    keysOf(
      each.map(({ row }) => ({
        communityId: row.community_id,
        endpointId: row.endpoint_id,
        partitionKey: row.partition_key,
      })),
    )
  const closed = new Map<string, number>()
  for (const { endpointId } of await closeSuperseded(tx, keyed(owned.filter(isRetried)))) {
    closed.set(endpointId, (closed.get(endpointId) ?? 0) + 1)
  }
  return { closed, opened: await openHeads(tx, keyed(owned)) }
}

const isRetried = ({ verdict }: EndedDelivery) => verdict.kind === 'retry'

function withFreed(of: Tally | undefined, { closed, opened }: Freed): Tally | undefined {
  if (!of) return undefined
  const waitSeconds = opened.has(of.endpointId) ? 0 : of.waitSeconds
  return { ...of, waitSeconds, ended: of.ended + (closed.get(of.endpointId) ?? 0) }
}

async function announceAttempts(
  ctx: Pick<Context, 'events'>,
  tx: Transaction,
  ended: readonly EndedDelivery[],
  owned: readonly EndedDelivery[],
): Promise<void> {
  const mine = new Set(owned)
  await ctx.events.publishAll(
    tx,
    ended.flatMap((each) => {
      const { attempt, event, outcome, verdict } = each
      if (!attempt || !event?.tells_attempts || !outcome) return []
      const deliveryStatus = mine.has(each) && verdict.kind !== 'retry' ? verdict.kind : 'pending'
      return [{ ...finishedEvent(attempt, { eventId: event.id, outcome, deliveryStatus }), hop: event.hop }]
    }),
  )
}

interface Tally {
  communityId: string
  endpointId: string
  successes: number
  failures: number
  ended: number
  waitSeconds: number | null
  disables: DisabledReason | null
  lastFailure: LastFailure | null
  /** The last of them: the cause of what is announced. */
  attemptId: string
}

function tally(ended: readonly EndedDelivery[], owned: readonly EndedDelivery[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  const mine = new Set(owned)
  for (const each of ended) {
    const { row, verdict, attempt, countsAgainst } = each
    const known = tallies.get(row.endpoint_id) ?? emptyTally(row)
    const isFailure = verdict.kind !== 'success' && attempt !== undefined
    const waits = verdict.kind === 'retry' && mine.has(each) ? [verdict.waitSeconds] : []
    tallies.set(row.endpoint_id, {
      ...known,
      successes: known.successes + Number(verdict.kind === 'success'),
      failures: known.failures + Number(isFailure && countsAgainst),
      ended: known.ended + Number(verdict.kind !== 'retry' && mine.has(each)),
      waitSeconds: smallest([...waits, ...(known.waitSeconds === null ? [] : [known.waitSeconds])]),
      disables: known.disables ?? verdict.disables,
      lastFailure: isFailure && countsAgainst ? lastFailureOf(attempt) : known.lastFailure,
      attemptId: attempt?.id ?? known.attemptId,
    })
  }
  return tallies
}

const emptyTally = (row: ClaimedRow): Tally => ({
  ...{ communityId: row.community_id, endpointId: row.endpoint_id, successes: 0, failures: 0, ended: 0 },
  ...{ waitSeconds: null, disables: null, lastFailure: null, attemptId: row.delivery_id },
})

const lastFailureOf = ({ status, detail }: AttemptRow): LastFailure => ({ status, detail })

const smallest = (numbers: readonly number[]) => (numbers.length === 0 ? null : Math.min(...numbers))

const beforeOf = (lane: LaneState) => ({
  breaker: {
    openUntil: lane.open_until,
    openSeconds: lane.open_seconds,
    windowStartedAt: lane.window_started_at,
    windowAttempts: lane.window_attempts,
    windowFailures: lane.window_failures,
  },
  failingSince: lane.failing_since,
})

async function disable(
  ctx: Pick<Context, 'events'>,
  tx: Transaction,
  lane: LaneState,
  reason: DisabledReason,
  attemptId: string,
): Promise<void> {
  const isNew = await disableEndpoint(tx, lane.community_id, lane.endpoint_id, reason)
  if (isNew) await announce(ctx, tx, lane, 'endpoint.disabled', { reason }, attemptId)
}

async function announce<Type extends 'endpoint.disabled' | 'endpoint.recovered'>(
  ctx: Pick<Context, 'events'>,
  tx: Transaction,
  lane: LaneState,
  type: Type,
  more: Type extends 'endpoint.disabled' ? { reason: DisabledReason } : object,
  attemptId: string,
): Promise<void> {
  await ctx.events.publish(tx, {
    communityId: lane.community_id,
    type,
    subjectId: lane.endpoint_id,
    payload: { endpointId: lane.endpoint_id, endpointName: lane.name, ...more } as never,
    actor: { kind: 'system', id: null, label: 'Guildhall' },
    cause: { kind: 'attempt', id: attemptId },
  })
}
