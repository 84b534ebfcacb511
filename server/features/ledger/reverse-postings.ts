/**
 * Undoes postings inside a larger change's transaction. A reversal is a posting of its own that moves back what
 * the original moved, through the same `postIn`; the original stays as it is. Like `postIn` it is called at most
 * once per transaction and as its last lock.
 *
 * Each reversal succeeds or is refused on its own, in the order given. When somebody has spent already what is to
 * be moved back, it is refused as a whole or takes what is left, as the caller chose; either way it says who
 * lacks how much.
 */
import type { Transaction } from '../../platform/db/database.ts'
import type { Events } from '../../platform/events/events.ts'
import type { Ids } from '../../platform/ids.ts'
import { listPostedCauses } from './ledger.store.ts'
import { postIn } from './post-in.ts'
import type { AccountRef, PostedTransfer, Posting, PostingOutcome, Shortfall } from './posting.ts'
import { listTransfersOfCauses, type PostedTransferRow } from './reversals.store.ts'
import { type PostedCause, type ReversalChoice, reversalOf, reversalPart } from './reverse-posting.rules.ts'

export interface ReversedCause {
  communityId: string
  causeId: string
  part?: number
}

export type ReversalOutcome =
  | { isReversed: true; transfers: readonly PostedTransfer[]; shortfalls: readonly Shortfall[] }
  | {
      isReversed: false
      refusal: 'already_posted' | 'insufficient_balance' | 'amount_out_of_bounds'
      shortfalls: readonly Shortfall[]
    }

/** In the order of the causes. A cause that never posted has nothing to move back, and counts as reversed. */
export async function reversePostings(
  ctx: { ids: Ids; events: Events },
  tx: Transaction,
  causes: readonly ReversedCause[],
  choice: ReversalChoice,
): Promise<ReversalOutcome[]> {
  const wanted = causes.map(({ communityId, causeId, part = 0 }) => ({ communityId, causeId, part }))
  const reversed = await listReversed(tx, wanted)
  const originals = groupByPlace(await listTransfersOfCauses(tx, wanted))
  const postings = new Map<number, Posting>()
  for (const [index, cause] of wanted.entries()) {
    const original = originals.get(index + 1)
    if (original && !reversed.has(keyOf(cause))) postings.set(index, reversalOf(original, choice))
  }
  const outcomes = await postIn(ctx, tx, [...postings.values()])
  const byPlace = new Map([...postings.keys()].map((place, index) => [place, outcomes[index]]))
  return wanted.map((cause, index): ReversalOutcome => {
    if (reversed.has(keyOf(cause))) return { isReversed: false, refusal: 'already_posted', shortfalls: [] }
    return viewOutcome(byPlace.get(index))
  })
}

const keyOf = ({ communityId, causeId, part }: Required<ReversedCause>) => `${communityId} ${causeId} ${part}`

async function listReversed(tx: Transaction, causes: readonly Required<ReversedCause>[]) {
  const found = await listPostedCauses(
    tx,
    causes.map((cause) => ({ ...cause, part: reversalPart(cause.part) })),
  )
  return new Set(
    found.map(({ community_id, cause_id, part }) =>
      keyOf({ communityId: community_id, causeId: cause_id, part: reversalPart(part) }),
    ),
  )
}

function groupByPlace(found: readonly PostedTransferRow[]): Map<number, PostedCause> {
  const causes = new Map<number, PostedCause & { transfers: PostedCause['transfers'][number][] }>()
  for (const row of found) {
    const cause = causes.get(row.place) ?? {
      communityId: row.community_id,
      causeId: row.cause_id,
      part: row.part,
      action: row.action,
      transfers: [],
    }
    cause.transfers.push({
      line: row.line,
      asset: row.asset,
      amount: row.amount,
      from: { kind: row.from_kind, id: row.from_id } as AccountRef,
      to: { kind: row.to_kind, id: row.to_id } as AccountRef,
    })
    causes.set(row.place, cause)
  }
  return causes
}

function viewOutcome(outcome: PostingOutcome | undefined): ReversalOutcome {
  if (!outcome) return { isReversed: true, transfers: [], shortfalls: [] }
  const shortfalls = outcome.shortfalls ?? []
  return outcome.isPosted
    ? { isReversed: true, transfers: outcome.transfers, shortfalls }
    : { isReversed: false, refusal: outcome.refusal, shortfalls }
}
