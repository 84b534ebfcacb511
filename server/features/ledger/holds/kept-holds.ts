/**
 * Holds of other features: opened and ended inside their own postings, with their purpose record. Nobody ends them by
 * hand, and none has a time of its own: they end with what they were opened for.
 */
import type { Transaction } from '../../../platform/db/database.ts'
import type { EventActor } from '../../../platform/events/events.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { AccountRef, TransferDraft } from '../posting.ts'
import { openingOf, postFromHold, releaseHold } from './holds.rules.ts'
import { findHold, type HoldKeeper, insertHold, lockHold, updateHold } from './holds.store.ts'
import { heldAmount } from './holds.views.ts'

export interface KeptHold {
  communityId: string
  id: string
  keeper: HoldKeeper
  purpose: string
  asset: string
  holder: { kind: 'member' | 'treasury' | 'issuer'; id: string }
  amount: number
  actor: EventActor
}

/** Answers the transfers that fill it, for the posting of the caller. */
export async function placeHold(tx: Transaction, hold: KeptHold): Promise<TransferDraft[]> {
  await insertHold(tx, { ...hold, expiresAt: null })
  const row = await findHold(tx, hold.communityId, hold.id)
  invariant(row, 'a hold that was just inserted is there')
  return openingOf(heldAmount(row))
}

/** Where what remains goes: for good to an account, or back to whom it was taken from. */
export type HoldEnd = { to: AccountRef } | { back: 'voided' | 'expired' }

/** Answers the transfers that empty it, for the posting of the caller. */
export async function endHold(
  tx: Transaction,
  communityId: string,
  holdId: string,
  end: HoldEnd,
): Promise<TransferDraft[]> {
  const row = await lockHold(tx, communityId, holdId)
  invariant(row, 'what has a hold keeps it')
  const hold = heldAmount(row)
  invariant(hold.state === 'pending', 'what is open has an open hold')
  const step = 'to' in end ? postFromHold(hold, hold.remaining, end.to) : releaseHold(hold, end.back)
  invariant(step, 'no more is posted than remains')
  await updateHold(tx, communityId, holdId, step.after)
  return step.transfers
}
