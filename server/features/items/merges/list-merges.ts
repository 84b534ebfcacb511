/** The merges of a community, newest first, and one of them with its attempts; each as far as the caller may see it. */
import type { Merge, MergeState, MergeWithAttempts } from '../../../../contracts/merges.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import { holds, requirePermission, requirePermissionOrSelf } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { requireOwnApp } from '../apps/app-reach.ts'
import { noMerge } from './answer-merge.ts'
import type { MergeAddress } from './merge.ts'
import { findMerge, listMergeRows } from './merges.store.ts'
import { viewMerge } from './merges.views.ts'
import { readToldAttempts } from './told-attempts.ts'

export interface MergeQuery extends PageRequest {
  state?: MergeState | undefined
  appId?: string | undefined
  memberId?: string | undefined
}

/** Without a member asked for, members get what is theirs, unless they may see all. */
export async function listMerges(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  communityId: string,
  { limit, cursor, state, ...asked }: MergeQuery,
): Promise<{ data: Merge[]; page: { next: string | null } }> {
  const filter = { ...asked, ...reachOf(actor, asked), states: state && [state] }
  const keyset = readKeyset({ limit, cursor }, { list: 'merges', communityId, ...filter })
  const found = await listMergeRows(ctx.db, communityId, filter, keyset)
  return pageFrom(found, keyset, (row) => row.id, viewMerge)
}

function reachOf(
  actor: Actor,
  { appId, memberId }: Pick<MergeQuery, 'appId' | 'memberId'>,
): Pick<MergeQuery, 'appId' | 'memberId'> {
  if (actor.app !== null) {
    if (appId !== undefined) requireOwnApp(actor, appId, 'There is no such app.')
    return { appId: actor.app.appId }
  }
  if (memberId !== undefined) {
    requirePermissionOrSelf(actor, 'approve_apps', memberId)
    return {}
  }
  if (actor.memberId === null) requirePermission(actor, 'approve_apps')
  return holds(actor, 'approve_apps') || actor.memberId === null ? {} : { memberId: actor.memberId }
}

export async function getMerge(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  address: MergeAddress,
): Promise<MergeWithAttempts> {
  const row = await findMerge(ctx.db, address)
  if (!row) return refuse('not_found', noMerge)
  requireOwnApp(actor, row.app_id, noMerge)
  if (actor.app === null) requirePermissionOrSelf(actor, 'approve_apps', row.member_id)
  return { ...viewMerge(row), attempts: await readToldAttempts(ctx.db, row.community_id, row.event_id) }
}
