/** Holds in the shape of the contract, and as the rules see them. */
import type { Hold } from '../../../../contracts/holds.ts'
import { issuer, member, treasury } from '../accounts.rules.ts'
import type { HeldAmount } from './holds.rules.ts'
import type { HoldRow } from './holds.store.ts'

export function viewHold(row: HoldRow): Hold {
  const holderLabel = row.holder_kind === 'treasury' ? 'Treasury' : (row.holder_label ?? 'Former member')
  return {
    id: row.id,
    purpose: row.purpose,
    asset: row.asset,
    assetName: row.asset_name ?? row.asset,
    holder: { kind: row.holder_kind, id: row.holder_id, label: holderLabel },
    amount: row.amount,
    posted: row.posted,
    returned: row.returned,
    remaining: row.remaining,
    state: row.state,
    isKept: row.keeper !== null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    openedBy: { kind: row.actor_kind, id: row.actor_id, label: row.actor_label },
    openedAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

export function heldAmount(row: HoldRow): HeldAmount {
  const { id, asset, posted, returned, remaining, state, expires_at: expiresAt } = row
  const holder =
    row.holder_kind === 'issuer'
      ? issuer
      : row.holder_kind === 'treasury'
        ? treasury(row.holder_id)
        : member(row.holder_id)
  return { id, asset, holder, posted, returned, remaining, state, expiresAt }
}
