/** What was sent and what waits, newest first, of one endpoint or of all. */
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import type { Actor } from '../../actor.ts'
import { reachedEndpoint } from '../portal/portal-reach.ts'
import { type DeliveryFilter, listDeliveryRows } from './deliveries.store.ts'
import { viewDelivery } from './deliveries.views.ts'

export async function listDeliveries(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  communityId: string,
  { limit, cursor, ...asked }: PageRequest & DeliveryFilter,
) {
  const filter = { ...asked, endpointId: reachedEndpoint(actor, asked.endpointId) }
  const keyset = readKeyset({ limit, cursor }, { list: 'deliveries', communityId, ...filter })
  const found = await listDeliveryRows(ctx.db, communityId, filter, keyset)
  return pageFrom(found, keyset, (row) => row.id, viewDelivery)
}
