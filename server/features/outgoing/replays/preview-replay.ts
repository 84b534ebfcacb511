/** Counts what a replay would send, and what it would leave out. */
import type { EndedStatus, ReplayFilter, ReplayPreview } from '../../../../contracts/replays.ts'
import type { Context } from '../../../context.ts'
import { idTime } from '../../../platform/ids.ts'
import { countCovered, countEarlier } from './covered.store.ts'
import { countMissed } from './missed.store.ts'
import { type ReadFilter, readFilter } from './read-filter.ts'
import { typePatternsOf } from './type-patterns.rules.ts'

type Counts = Omit<ReplayPreview, 'kind' | 'from' | 'to'>

export async function previewReplay(
  ctx: Pick<Context, 'db' | 'ids'>,
  communityId: string,
  filter: ReplayFilter,
): Promise<ReplayPreview> {
  const read = await readFilter(ctx, communityId, filter)
  const { kind, fromId, beforeId } = read.scope
  return {
    kind,
    from: timeOf(fromId),
    to: timeOf(beforeId),
    ...(await countReplay(ctx, read)),
    earlierCount: kind === 'deliveries' ? await countEarlier(ctx.db, read.scope) : 0,
  }
}

const timeOf = (id: string) => new Date(idTime(id)).toISOString()

export async function countReplay(
  ctx: Pick<Context, 'db'>,
  { scope, eventTypes }: Pick<ReadFilter, 'scope' | 'eventTypes'>,
): Promise<Omit<Counts, 'earlierCount'>> {
  const { kind, endpointId } = scope
  if (kind === 'missed' && endpointId !== null) {
    const found = await countMissed(ctx.db, { ...scope, endpointId }, typePatternsOf(eventTypes))
    const unplannedCount = sumOf(found.filter(({ status }) => status === null))
    return {
      count: sumOf(found),
      statuses: found.flatMap(({ status, count }) => (status === null ? [] : [{ status, count }])),
      unplannedCount,
      inactiveCount: 0,
    }
  }
  const found = await countCovered(ctx.db, scope)
  const active = found.filter((row) => row.is_active)
  return {
    count: sumOf(active),
    statuses: active.map(({ status, count }): { status: EndedStatus; count: number } => ({ status, count })),
    unplannedCount: 0,
    inactiveCount: sumOf(found) - sumOf(active),
  }
}

const sumOf = (found: readonly { count: number }[]) => found.reduce((sum, { count }) => sum + count, 0)
