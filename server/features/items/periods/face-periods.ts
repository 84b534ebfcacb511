/** Active time as the faces of games ask for it: by the address of the item, which is never that of a tier. */
import { activeItemsMax } from '../../../../contracts/periods.ts'
import type { Context } from '../../../context.ts'
import { inSnapshot } from '../../../platform/db/database.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { AppAddress } from '../apps/app.ts'
import { itemUriDigest } from '../catalog/item-uri.rules.ts'
import { listItemsByUri } from '../catalog/items.store.ts'
import { listSequences } from '../postings/inventories.store.ts'
import type { ChangeContext } from './change-period.ts'
import { findPeriodOf, listActiveRows } from './periods.store.ts'
import { revokePeriod } from './revoke-period.ts'

export interface ActiveItem {
  itemUri: string
  expiresAt: string
  isActive: boolean
}

/** Only what is active, by address; of one moment with the number of the last change. */
export async function readActiveTime(
  ctx: Pick<Context, 'db'>,
  { communityId, appId }: AppAddress,
  memberId: string,
): Promise<{ items: ActiveItem[]; sequence: number }> {
  return inSnapshot(ctx.db, async (db) => {
    const [inventory] = await listSequences(db, communityId, memberId, appId)
    const active = await listActiveRows(db, { communityId, appId, memberId }, activeItemsMax)
    const items = active.map(({ item_uri: itemUri, expires_at }) => ({
      ...{ itemUri, expiresAt: expires_at.toISOString(), isActive: true },
    }))
    return { items, sequence: inventory?.inventory_sequence ?? 0 }
  })
}

export interface Revocation extends AppAddress {
  memberId: string
  itemUri: string
  reason: string
}

/** One that was revoked before is answered as it is; undefined where nothing is or was active. */
export async function revokeByUri(
  ctx: ChangeContext & Pick<Context, 'db'>,
  actor: Actor,
  { communityId, appId, memberId, itemUri, reason }: Revocation,
): Promise<ActiveItem | undefined> {
  if (!URL.canParse(itemUri)) return undefined
  const [item] = await listItemsByUri(ctx.db, { communityId, appId }, [itemUriDigest(itemUri)])
  if (item && item.kind !== 'time_limited')
    refuse('wrong_kind', `The item is ${item.kind}: it is never active.`)
  const known = item && (await findPeriodOf(ctx.db, { communityId, memberId, itemId: item.id }))
  if (!item || !known) return undefined
  const ended = (expiresAt: string) => ({ itemUri: item.item_uri, expiresAt, isActive: false })
  if (known.revoked_at !== null) return ended(known.expires_at.toISOString())
  const address = { communityId, periodId: known.id }
  const revoked = await revokePeriod(ctx, actor, address, reason).catch((error: unknown) => {
    // It was over.
    if (error instanceof Refusal && error.code === 'wrong_state') return undefined
    throw error
  })
  return revoked && ended(revoked.expiresAt)
}
