/**
 * Takes one request in and applies it within the caller's transaction, at the moment that transaction lives at:
 * how a sample gets a past. It is judged, stored, mapped and posted as in life; only the lanes are left out, and
 * no worker sees the receipt before it has been applied.
 */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { RawRequest } from '../../platform/http/raw-route.ts'
import { Refusal } from '../../platform/refusal.ts'
import {
  type AcceptedRequest,
  addRefusals,
  insertRequests,
  type RefusedCalls,
} from './accept/accept.store.ts'
import type { Acceptance } from './accept/accept-lane.ts'
import { createAddressBook } from './accept/address-book.ts'
import { createFreshReceipts } from './accept/fresh-receipts.ts'
import { receiveRequest } from './accept/receive-request.ts'
import { claimRow } from './apply/apply.store.ts'
import { applyIn } from './apply/apply-batch.ts'
import { withReceived } from './apply/claim-receipts.ts'
import type { MappingBook } from './apply/mapping-book.ts'
import type { WebhookSecrets } from './webhooks/webhook-secrets.ts'

/** A request that is turned away is counted, as in life. */
export async function receiveAt(
  ctx: Pick<Context, 'ids' | 'events' | 'clock'>,
  tx: Transaction,
  { book, secrets }: { book: MappingBook; secrets: WebhookSecrets },
  request: RawRequest,
): Promise<void> {
  const taken: AcceptedRequest[] = []
  const refused: RefusedCalls[] = []
  const reception = {
    addressBook: createAddressBook(tx, secrets, ctx.clock.now),
    lane: { accept, stop: async () => {} },
    refusedCalls: {
      count: ({ community_id: communityId, webhook_id: webhookId }: Address, reason: string) =>
        void refused.push({ communityId, webhookId, reason, count: 1 }),
      countWrongToken: () => 0,
      closedSeconds: () => 0,
      stop: async () => {},
    },
    keyUses: { note: () => {}, stop: async () => {} },
  }

  async function accept(accepted: AcceptedRequest): Promise<Acceptance> {
    const [stored] = await insertRequests(tx, [accepted])
    if (!stored) return 'stale'
    if (stored.is_repeat) return 'repeat'
    taken.push(accepted)
    return 'stored'
  }

  await receiveRequest(ctx, reception, request).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
  if (refused.length > 0) await addRefusals(tx, refused)
  const fresh = createFreshReceipts()
  for (const one of taken.filter(({ state }) => state === 'queued')) {
    fresh.remember(one)
    const claim = async () => withReceived(tx, fresh, await claimRow(tx, one.communityId, one.id))
    await applyIn(ctx, tx, book, claim, new Map())
  }
}

interface Address {
  community_id: string
  webhook_id: string
}
