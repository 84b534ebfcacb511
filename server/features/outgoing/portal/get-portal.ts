/** What the portal link that asks was made for. */
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { findPortal } from './portal-links.store.ts'
import { portalOf } from './portal-reach.ts'

export async function getPortal(ctx: Pick<Context, 'db'>, actor: Actor) {
  const { linkId, canRotate, ...address } = portalOf(actor)
  const found = await findPortal(ctx.db, address, linkId)
  if (!found) return refuse('unauthenticated', 'This link was revoked.')
  const expiresAt = found.expires_at.toISOString()
  return { ...address, communityName: found.community_name, canRotate, expiresAt }
}
