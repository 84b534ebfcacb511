/** The repairs of a webhook, newest first, and one of them with what could not be taken back. */
import { type RepairDetails, repairExceptionCountMax } from '../../../../contracts/repairs.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import { listMembers } from '../apply/apply.store.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import { countExceptions, listExceptionRows } from './exceptions.store.ts'
import { findRepair, findWebhookEver, listRepairRows } from './repairs.store.ts'
import { viewException, viewRepair } from './repairs.views.ts'
import type { RepairAddress } from './stop-repair.ts'

export async function listRepairs(
  ctx: Pick<Context, 'db'>,
  { communityId, webhookId }: WebhookAddress,
  page: PageRequest,
) {
  if (!(await findWebhookEver(ctx.db, communityId, webhookId)))
    refuse('not_found', 'There is no such webhook.')
  const keyset = readKeyset(page, { list: 'repairs', communityId, webhookId })
  const found = await listRepairRows(ctx.db, communityId, webhookId, keyset)
  const now = await decisionTime(ctx.db)
  return pageFrom(
    found,
    keyset,
    ({ id }) => id,
    (row) => viewRepair(row, now),
  )
}

export async function getRepair(
  ctx: Pick<Context, 'db'>,
  { communityId, webhookId, repairId }: RepairAddress,
): Promise<RepairDetails> {
  const repair = await findRepair(ctx.db, communityId, webhookId, repairId)
  if (!repair) return refuse('not_found', 'There is no such repair.')
  const exceptions = await listExceptionRows(ctx.db, communityId, repairId, repairExceptionCountMax)
  const memberIds = exceptions.map(({ exception }) => exception.memberId)
  const members = await listMembers(ctx.db, communityId, memberIds)
  const labels = new Map(members.map((member) => [member.id, member.display_name]))
  return {
    ...viewRepair(repair, await decisionTime(ctx.db)),
    exceptions: exceptions.map((row) => viewException(row, labels)),
    exceptionCount: await countExceptions(ctx.db, communityId, repairId),
  }
}
