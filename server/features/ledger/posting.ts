/**
 * The words of the ledger: accounts, transfers, postings and what became of them. Amounts are integers up to
 * 2^53-1, so JavaScript numbers hold them exactly; every sum is checked against that bound before it is kept.
 */
import type { CauseKind, LedgerAccountKind } from '../../../contracts/ledger.ts'
import type { EventActor } from '../../platform/events/events.ts'

/** `issuer` and `sink` are computed from the transfers and have no row; every other account has a balance. */
export type AccountRef =
  | { kind: Exclude<LedgerAccountKind, 'issuer' | 'sink'>; id: string }
  | { kind: 'issuer' | 'sink'; id: null }

export interface TransferDraft {
  /** Number within the posting; for a receipt, counted over elements and mapping lines. */
  line: number
  asset: string
  /** From 1 to 2^53-1. */
  amount: number
  from: AccountRef
  to: AccountRef
}

/** A batch of transfers with one cause: all are posted, or none. */
export interface Posting {
  communityId: string
  /** The same cause and part never post twice. */
  cause: { kind: CauseKind; id: string }
  part?: number
  /** In human words; for an incoming webhook its name. */
  action: string
  actor: EventActor
  /** How many webhooks this chain of causes came through. */
  hop?: number
  /** Of a reversal: what happens when somebody has spent already what is to be moved back. Else it is refused. */
  shortfall?: ShortfallChoice
  transfers: readonly TransferDraft[]
}

/** Refuse the posting as a whole, or move as much as is there. */
export type ShortfallChoice = 'refuse' | 'take_what_is_left'

/** Who lacks how much of what a reversal was to take back. */
export interface Shortfall {
  holderId: string
  asset: string
  /** How much of the line cannot be taken. */
  amount: number
  line: number
}

export interface PostedTransfer extends TransferDraft {
  id: string
  /** Balances after this transfer; null for issuer and sink. */
  fromBalance: number | null
  toBalance: number | null
}

export type PostingRefusal = 'insufficient_balance' | 'amount_out_of_bounds' | 'already_posted'

/** Shortfalls are told for reversals only. */
export type PostingOutcome =
  | { isPosted: true; transfers: readonly PostedTransfer[]; shortfalls?: readonly Shortfall[] }
  | {
      isPosted: false
      refusal: PostingRefusal
      line: number | null
      balance: number | null
      shortfalls?: readonly Shortfall[]
    }
