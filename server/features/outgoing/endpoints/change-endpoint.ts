/** The one way in which settings of an endpoint change: locked, checked against `If-Match`, audited, shown. */
import type { OutgoingEndpoint } from '../../../../contracts/outgoing.ts'
import type { Context } from '../../../context.ts'
import { type Transaction, violatedUnique } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { EndpointAddress, EndpointRow } from './endpoint.ts'
import type { EndpointSecrets } from './endpoint-secrets.ts'
import { type EndpointChange, lockEndpoint, updateEndpoint } from './endpoints.store.ts'
import { viewEndpoints } from './view-endpoints.ts'

export interface PlannedChange {
  change: EndpointChange
  /** e.g. `endpoint.paused`. */
  action: string
  /** For the audit log: never a secret. */
  changes: Record<string, unknown>
  /** What follows from it, in the same transaction. */
  andThen?: (tx: Transaction, changed: EndpointRow) => Promise<unknown>
}

/** `plan` sees the locked row and may write beside it; null means that there is nothing to change. */
export async function changeEndpoint(
  ctx: Context,
  secrets: EndpointSecrets,
  actor: Actor,
  { communityId, endpointId }: EndpointAddress,
  ifMatch: number | undefined,
  plan: (tx: Transaction, endpoint: EndpointRow) => Promise<PlannedChange | null>,
): Promise<OutgoingEndpoint> {
  return ctx.inTransaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, communityId, endpointId)
    if (!endpoint) return refuse('not_found', 'There is no such endpoint.')
    if (ifMatch !== undefined && ifMatch !== endpoint.revision) {
      refuse(
        'revision_mismatch',
        'Somebody changed this endpoint meanwhile. Read it again and repeat your change.',
      )
    }
    const planned = await plan(tx, endpoint)
    const changed = planned ? await save(tx, ctx, actor, endpoint, planned) : endpoint
    const [view] = await viewEndpoints(tx, secrets, communityId, [changed])
    invariant(view, 'an endpoint that was changed can be shown')
    return view
  })
}

async function save(
  tx: Transaction,
  ctx: Context,
  actor: Actor,
  endpoint: EndpointRow,
  { change, action, changes, andThen }: PlannedChange,
): Promise<EndpointRow> {
  const { community_id: communityId, id } = endpoint
  const changed = await updateEndpoint(tx, communityId, id, change).catch(refuseTakenName)
  invariant(changed, 'a locked endpoint can be updated')
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action,
    subject: { kind: 'endpoint', id, label: changed.name },
    changes,
  })
  await andThen?.(tx, changed)
  return changed
}

export function refuseTakenName(error: unknown): never {
  if (violatedUnique(error) === 'outgoing_endpoints_name') {
    throw new Refusal('name_taken', {
      detail: 'Another endpoint has this name.',
      errors: [{ pointer: '/name', reason: 'is taken' }],
    })
  }
  throw error
}
