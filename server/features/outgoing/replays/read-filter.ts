/** Reads the filter of a replay: which endpoint, and which deliveries or events of which moments. */
import { type ReplayFilter, replayDaysMax } from '../../../../contracts/replays.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { idFloor } from '../../../platform/ids.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import { findEndpoint } from '../endpoints/endpoints.store.ts'
import { takesDeliveries } from '../endpoints/view-endpoints.ts'
import type { ReplayScope } from './replay.ts'

const dayMs = 86_400_000

export interface ReadFilter {
  /** Also the upper end of what is covered: later ones never are. */
  id: string
  scope: ReplayScope
  /** Of its one endpoint. */
  eventTypes: readonly string[]
}

export async function readFilter(
  ctx: Pick<Context, 'db' | 'ids'>,
  communityId: string,
  filter: ReplayFilter,
): Promise<ReadFilter> {
  const { kind, endpointId } = filter
  if (kind === 'missed' && endpointId === undefined) misses('endpointId', 'is missing: `missed` is of one')
  if (kind === 'missed' && filter.status !== undefined) misses('status', 'goes with `deliveries` only')
  const fromMs = momentOf(filter.from, 'from')
  const earliestMs = (await decisionTime(ctx.db)).getTime() - replayDaysMax * dayMs
  if (fromMs < earliestMs) {
    throw new Refusal('moment_too_early', {
      detail: `A replay goes back ${replayDaysMax} days at most.`,
      errors: [{ pointer: '/from', reason: `must not be before ${new Date(earliestMs).toISOString()}` }],
    })
  }
  const endpoint = endpointId === undefined ? undefined : await findEndpoint(ctx.db, communityId, endpointId)
  if (endpointId !== undefined && !endpoint) refuse('not_found', 'There is no such endpoint.')
  if (endpoint && !takesDeliveries(endpoint)) {
    refuse('endpoint_not_active', 'Activate it first.')
  }
  const id = ctx.ids.next()
  const [beforeId = id] = [id, filter.to === undefined ? id : idFloor(momentOf(filter.to, 'to'))].sort()
  const scope: ReplayScope = {
    communityId,
    kind,
    endpointId: endpointId ?? null,
    status: filter.status ?? null,
    eventType: filter.eventType ?? null,
    fromId: idFloor(fromMs),
    afterId: null,
    beforeId,
  }
  return { id, scope, eventTypes: endpoint?.event_types ?? [] }
}

function momentOf(text: string, name: string): number {
  const ms = Date.parse(text)
  // A leap second has the form of a time, and is none here.
  return Number.isNaN(ms) ? misses(name, 'is not a moment') : ms
}

function misses(name: string, reason: string): never {
  throw new Refusal('validation_failed', { errors: [{ pointer: `/${name}`, reason }] })
}
