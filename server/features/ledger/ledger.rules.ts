/** The pure heart of the ledger: decides a posting against balances, all or nothing. */
import { amountMax } from '../../../contracts/values.ts'
import type { AccountRef, Posting, PostingOutcome, Shortfall, TransferDraft } from './posting.ts'

/** Balances by `balanceKey`; what is not there counts as 0. */
export type Balances = Map<string, number>

export function balanceKey(communityId: string, holderId: string, asset: string): string {
  return `${communityId} ${holderId} ${asset}`
}

/**
 * Applies a posting to the balances, in line order. When one transfer is refused the balances are as before.
 * Transfers come out without ids: the caller gives them.
 */
export function post(balances: Balances, posting: Posting): Decision {
  const undo: [string, number | undefined][] = []
  const decided: DecidedTransfer[] = []
  for (const wanted of posting.transfers) {
    const transfer =
      posting.shortfall === 'take_what_is_left' ? whatIsLeft(balances, posting.communityId, wanted) : wanted
    if (transfer === null) continue
    const refusal = checkTransfer(transfer)
    const fromBalance = refusal
      ? null
      : move(balances, undo, posting.communityId, transfer.from, transfer.asset, -transfer.amount)
    const toBalance = refusal
      ? null
      : move(balances, undo, posting.communityId, transfer.to, transfer.asset, transfer.amount)
    if (
      refusal ||
      (fromBalance !== null && fromBalance < 0) ||
      (toBalance !== null && toBalance > amountMax)
    ) {
      for (const [key, before] of undo.reverse()) {
        if (before === undefined) balances.delete(key)
        else balances.set(key, before)
      }
      const refused = refusedAs(
        refusal ??
          (fromBalance !== null && fromBalance < 0 ? 'insufficient_balance' : 'amount_out_of_bounds'),
        transfer,
        fromBalance,
      )
      return posting.shortfall ? { ...refused, shortfalls: findShortfalls(balances, posting) } : refused
    }
    decided.push({ transfer, fromBalance, toBalance })
  }
  if (!posting.shortfall) return { isPosted: true, transfers: decided }
  return { isPosted: true, transfers: decided, shortfalls: shortfallsOf(posting.transfers, decided) }
}

/** As much of a transfer as its giver has; null when that is nothing. */
function whatIsLeft(balances: Balances, communityId: string, wanted: TransferDraft): TransferDraft | null {
  if (wanted.from.id === null) return wanted
  const balance = balances.get(balanceKey(communityId, wanted.from.id, wanted.asset)) ?? 0
  if (balance >= wanted.amount) return wanted
  return balance === 0 ? null : { ...wanted, amount: balance }
}

/** Who would lack how much, if the posting took what is left; the balances stay as they are. */
function findShortfalls(balances: Balances, posting: Posting): readonly Shortfall[] {
  const tried = post(new Map(balances), { ...posting, shortfall: 'take_what_is_left' })
  return tried.isPosted ? (tried.shortfalls ?? []) : []
}

function shortfallsOf(wanted: readonly TransferDraft[], decided: readonly DecidedTransfer[]): Shortfall[] {
  const taken = new Map(decided.map(({ transfer }) => [transfer.line, transfer.amount]))
  return wanted.flatMap(({ line, asset, amount, from }) => {
    const lacking = amount - (taken.get(line) ?? 0)
    return from.id === null || lacking === 0 ? [] : [{ holderId: from.id, asset, amount: lacking, line }]
  })
}

export interface DecidedTransfer {
  transfer: TransferDraft
  fromBalance: number | null
  toBalance: number | null
}

export type Decision =
  | { isPosted: true; transfers: DecidedTransfer[]; shortfalls?: readonly Shortfall[] }
  | Extract<PostingOutcome, { isPosted: false }>

function checkTransfer({ amount, from, to }: TransferDraft): 'amount_out_of_bounds' | undefined {
  const isAmount = Number.isSafeInteger(amount) && amount >= 1
  const isMovement = from.kind !== to.kind || from.id !== to.id
  return isAmount && isMovement ? undefined : 'amount_out_of_bounds'
}

/** Moves one side and answers its new balance, or null for issuer and sink. */
function move(
  balances: Balances,
  undo: [string, number | undefined][],
  communityId: string,
  account: AccountRef,
  asset: string,
  change: number,
): number | null {
  if (account.id === null) return null
  const key = balanceKey(communityId, account.id, asset)
  const before = balances.get(key)
  // Both operands are safe integers, so a sum beyond the bound is seen as such even if it is rounded.
  const after = (before ?? 0) + change
  undo.push([key, before])
  balances.set(key, after)
  return after
}

function refusedAs(
  refusal: 'insufficient_balance' | 'amount_out_of_bounds',
  transfer: TransferDraft,
  fromBalance: number | null,
): Decision {
  const balance =
    refusal === 'insufficient_balance' && fromBalance !== null ? fromBalance + transfer.amount : null
  return { isPosted: false, refusal, line: transfer.line, balance }
}

export interface NetChange {
  memberId: string
  asset: string
  amount: number
  balance: number
  /** Of the amount, what came from or went into holds and the treasury; left out when that is nothing. */
  moved?: number
}

/** What a posting did to each member and asset as a whole: the payloads of `currency.changed`. */
export function netChanges(transfers: readonly DecidedTransfer[]): NetChange[] {
  const changes = new Map<string, NetChange>()
  const add = (
    account: AccountRef,
    other: AccountRef,
    asset: string,
    amount: number,
    balance: number | null,
  ) => {
    if (account.kind !== 'member' || balance === null) return
    const key = `${account.id} ${asset}`
    const before = changes.get(key)
    const moved = (before?.moved ?? 0) + (isKeptForLater(other) ? amount : 0)
    changes.set(key, {
      memberId: account.id,
      asset,
      amount: (before?.amount ?? 0) + amount,
      balance,
      ...(moved === 0 ? {} : { moved }),
    })
  }
  for (const { transfer, fromBalance, toBalance } of transfers) {
    add(transfer.from, transfer.to, transfer.asset, -transfer.amount, fromBalance)
    add(transfer.to, transfer.from, transfer.asset, transfer.amount, toBalance)
  }
  return [...changes.values()].filter((change) => change.amount !== 0)
}

const isKeptForLater = ({ kind }: AccountRef) => kind === 'hold' || kind === 'treasury'
