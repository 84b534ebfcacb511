/**
 * Posts many postings inside a larger change's transaction. Open them at most once per transaction and as its last
 * lock: balances are locked in the order of their keys, and nothing may be waited for behind them.
 */
import { type Transaction, violatedUnique } from '../../platform/db/database.ts'
import type { Events, NewEvent } from '../../platform/events/events.ts'
import type { Ids } from '../../platform/ids.ts'
import { invariant } from '../../platform/invariant.ts'
import { isItemAsset } from './item-assets.rules.ts'
import type { BalanceChange, TransferRow } from './ledger.rows.ts'
import { type Balances, balanceKey, type DecidedTransfer, netChanges, post } from './ledger.rules.ts'
import {
  insertEmptyBalances,
  insertPostings,
  insertTransfers,
  lockBalances,
  type PostingRow,
  updateBalances,
  type WantedBalance,
} from './ledger.store.ts'
import type { AccountRef, Posting, PostingOutcome } from './posting.ts'
import { supplyChangesOf } from './supplies.rules.ts'

/** The transaction must be rolled back: a cause of these postings has been posted before. */
export class AlreadyPosted extends Error {
  constructor() {
    super('a cause has been posted already')
  }
}

export const causeKey = (posting: Pick<Posting, 'communityId' | 'cause' | 'part'>): string =>
  `${posting.communityId} ${posting.cause.id} ${posting.part ?? 0}`

export interface OpenPostings {
  /** What an account has after all that was posted here so far; it is one of those that were opened. */
  balanceOf: (communityId: string, account: AccountRef, asset: string) => number
  /** Decides one posting on top of those before it. */
  post: (posting: Posting) => PostingOutcome
  /** Writes down all that was posted; to be called once. */
  write: () => Promise<void>
}

/** Locks the accounts of some transfers, for postings that are decided one after the other and written as one. */
export async function openPostings(
  ctx: { ids: Ids; events: Events },
  tx: Transaction,
  accounts: readonly Pick<Posting, 'communityId' | 'transfers'>[],
): Promise<OpenPostings> {
  const wanted = wantedBalances(accounts)
  const before = wanted.size === 0 ? new Map() : await lockAll(tx, wanted)
  const balances: Balances = new Map(before)
  const written = { postings: [] as PostingRow[], transfers: [] as TransferRow[], events: [] as NewEvent[] }
  return {
    balanceOf(communityId, account, asset) {
      const balance = balances.get(balanceKey(communityId, account.id ?? '', asset))
      invariant(balance !== undefined, 'a balance that is asked for was opened')
      return balance
    },
    post(posting) {
      const decision = post(balances, posting)
      if (!decision.isPosted) return decision
      const transfers = record(ctx.ids, written, posting, decision.transfers)
      return decision.shortfalls
        ? { isPosted: true, transfers, shortfalls: decision.shortfalls }
        : { isPosted: true, transfers }
    },
    async write() {
      if (written.postings.length === 0) return
      await insertPostings(tx, written.postings).catch((error: unknown) => {
        throw violatedUnique(error) === 'ledger_postings_pkey' ? new AlreadyPosted() : error
      })
      const changed = changedBalances(wanted, before, balances)
      await updateBalances(tx, changed, supplyChangesOf(written.transfers, changed))
      await insertTransfers(tx, written.transfers)
      await ctx.events.publishAll(tx, written.events)
    },
  }
}

/** Each posting succeeds or is refused on its own; its transfers all happen or none does. */
export async function postIn(
  ctx: { ids: Ids; events: Events },
  tx: Transaction,
  postings: readonly Posting[],
): Promise<PostingOutcome[]> {
  const open = await openPostings(ctx, tx, postings)
  const outcomes = postings.map(open.post)
  await open.write()
  return outcomes
}

function wantedBalances(
  postings: readonly Pick<Posting, 'communityId' | 'transfers'>[],
): Map<string, WantedBalance> {
  const wanted = new Map<string, WantedBalance>()
  for (const { communityId, transfers } of postings) {
    for (const { asset, from, to } of transfers) {
      for (const account of [from, to]) {
        if (account.id === null) continue
        const key = balanceKey(communityId, account.id, asset)
        if (!wanted.has(key))
          wanted.set(key, { communityId, holderId: account.id, holderKind: account.kind, asset })
      }
    }
  }
  return wanted
}

/** Locks the balances; accounts that were never used get their empty row first, so that they can be locked. */
async function lockAll(tx: Transaction, wanted: ReadonlyMap<string, WantedBalance>): Promise<Balances> {
  const all = [...wanted]
  const rows = all.map(([, each]) => each)
  let locked = await lockBalances(tx, rows)
  if (locked.length < all.length) {
    await insertEmptyBalances(tx, rows)
    locked = await lockBalances(tx, rows)
  }
  invariant(locked.length === all.length, 'a balance that was inserted can be locked')
  return new Map(locked.map(({ place, amount }) => [all[place - 1]?.[0] ?? '', amount]))
}

function record(
  ids: Ids,
  written: { postings: PostingRow[]; transfers: TransferRow[]; events: NewEvent[] },
  posting: Posting,
  decided: readonly DecidedTransfer[],
) {
  const { communityId, cause, action, actor } = posting
  const posted = decided.map(({ transfer, fromBalance, toBalance }) => {
    const id = ids.next()
    written.transfers.push({
      community_id: communityId,
      id,
      cause_id: cause.id,
      cause_kind: cause.kind,
      line: transfer.line,
      asset: transfer.asset,
      amount: transfer.amount,
      from_kind: transfer.from.kind,
      from_id: transfer.from.id,
      from_balance: fromBalance,
      to_kind: transfer.to.kind,
      to_id: transfer.to.id,
      to_balance: toBalance,
      action,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_label: actor.label,
    })
    return { ...transfer, id, fromBalance, toBalance }
  })
  const [first, last] = [posted[0], posted.at(-1)]
  if (first && last) {
    written.postings.push({
      communityId,
      causeId: cause.id,
      part: posting.part ?? 0,
      causeKind: cause.kind,
      firstTransferId: first.id,
      lastTransferId: last.id,
    })
  }
  for (const change of netChanges(decided)) {
    // The units of items are told by their feature, with the counts that a game needs.
    if (isItemAsset(change.asset)) continue
    const payload = { ...change, action }
    const hop = posting.hop ?? 0
    written.events.push({
      communityId,
      type: 'currency.changed',
      subjectId: change.memberId,
      payload,
      actor,
      cause,
      hop,
    })
  }
  return posted
}

function changedBalances(
  wanted: ReadonlyMap<string, WantedBalance>,
  before: Balances,
  after: Balances,
): BalanceChange[] {
  const changed = []
  for (const [key, { communityId, holderId, holderKind, asset }] of wanted) {
    const amount = after.get(key)
    const earlier = before.get(key) ?? 0
    if (amount === undefined || amount === earlier) continue
    const row = { community_id: communityId, holder_id: holderId, holder_kind: holderKind, asset }
    changed.push({ ...row, before: earlier, amount })
  }
  return changed
}
