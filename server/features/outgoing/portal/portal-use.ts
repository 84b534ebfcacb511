/**
 * Finds the portal link that a request shows, and notes its use: when it was used last, and in the audit log that it
 * was, at most once an hour. What is done with a link is audited by the actions themselves.
 */
import type { Context } from '../../../context.ts'
import { createUseNotes } from '../../../platform/use-notes.ts'
import type { PortalLinkPort } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { findPortalLink, updatePortalLinkUsed } from './portal-links.store.ts'
import { portalOf } from './portal-reach.ts'

export interface PortalUse extends PortalLinkPort {
  /** Waits for the notes under way. */
  settled: () => Promise<void>
}

type UseContext = Pick<Context, 'db' | 'ids' | 'clock' | 'log' | 'inTransaction'>

export function startPortalUse(ctx: UseContext): PortalUse {
  const notes = createUseNotes(ctx, {
    intervalMs: 3_600_000,
    failed: 'the use of a portal link was not noted',
    repeatsFailed: true,
  })
  return {
    async find(digest) {
      const row = await findPortalLink(ctx.db, digest)
      if (!row) return undefined
      const { id, name, community_id: communityId, endpoint_id: endpointId } = row
      return { id, name, communityId, endpointId, canRotate: row.can_rotate, isExpired: row.is_expired }
    },
    noteUse: (actor) => notes.note(portalOf(actor).linkId, () => recordUse(ctx, actor)),
    settled: notes.settled,
  }
}

function recordUse(ctx: UseContext, actor: Actor): Promise<void> {
  const { linkId, canRotate: _, ...address } = portalOf(actor)
  return ctx.inTransaction(async (tx) => {
    if (!(await updatePortalLinkUsed(tx, address, linkId))) return
    await recordAudit(tx, ctx.ids, actor, {
      communityId: address.communityId,
      action: 'portal_link.used',
      subject: { kind: 'endpoint', id: address.endpointId, label: actor.label },
      changes: { from: actor.ip },
    })
  })
}
