/** Decides a posting of units before the ledger is asked: states of items, caps, and how much one member may have. */
import { issuer, member, sink, treasury } from '../../ledger/accounts.rules.ts'
import type { TransferDraft } from '../../ledger/index.ts'
import type { RefusedOperation, UnitOperation } from './posting.ts'

export interface KnownUnits {
  appId: string
  /** Owned units by `unitKey`: available and held. */
  owned: ReadonlyMap<string, number>
  /** By asset. */
  supplies: ReadonlyMap<string, { issued: number; sunk: number }>
}

export const unitKey = (memberId: string, asset: string): string => `${memberId} ${asset}`

/** One transfer for each operation, whose line is its index; or the first operation that cannot be. */
export function planPosting(
  operations: readonly UnitOperation[],
  known: KnownUnits,
): { transfers: TransferDraft[] } | RefusedOperation {
  const owned = new Map(known.owned)
  const supplies = new Map([...known.supplies].map(([asset, supply]) => [asset, { ...supply }]))
  const transfers: TransferDraft[] = []
  for (const [index, operation] of operations.entries()) {
    const refused = check(operation, owned, supplies)
    if (refused) return { index, ...refused }
    note(operation, owned, supplies)
    transfers.push({ line: index, ...movementOf(operation, known.appId) })
  }
  return { transfers }
}

type Supplies = Map<string, { issued: number; sunk: number }>

function check(
  operation: UnitOperation,
  owned: ReadonlyMap<string, number>,
  supplies: Supplies,
): Omit<RefusedOperation, 'index'> | undefined {
  if (operation.op === 'payout') return undefined
  const { item, tier, quantity } = operation
  if (operation.op === 'take') {
    return item.state === 'draft'
      ? {
          refusal: 'wrong_state',
          reason: 'is about an item that was never published',
          facts: { state: item.state },
        }
      : undefined
  }
  if (item.state !== 'live' || item.frozen_at !== null) {
    const state = item.frozen_at === null ? item.state : 'frozen'
    const reason = `is about an item that is ${state}: nothing of it is issued`
    return { refusal: 'wrong_state', reason, facts: { state } }
  }
  const { supplyCap, capCounts, maxPerMember } = item.settings
  const { issued, sunk } = supplies.get(tier.asset) ?? { issued: 0, sunk: 0 }
  const counted = capCounts === 'issued_ever' ? issued : issued - sunk
  if (supplyCap !== null && counted + quantity > supplyCap) {
    const left = Math.max(0, supplyCap - counted)
    return { refusal: 'supply_exhausted', reason: `asks for ${quantity} units, and ${left} can be issued` }
  }
  if (operation.op === 'stock' || maxPerMember === null) return undefined
  const before = owned.get(unitKey(operation.memberId, tier.asset)) ?? 0
  if (before + quantity <= maxPerMember) return undefined
  return {
    refusal: 'member_limit',
    reason: `would give the member ${before + quantity} units, and ${maxPerMember} are the most`,
  }
}

/** What later operations of the same posting count with. */
function note(operation: UnitOperation, owned: Map<string, number>, supplies: Supplies): void {
  if (operation.op === 'payout') return
  const { tier, quantity, memberId } = operation
  const isTaken = operation.op === 'take'
  const { issued, sunk } = supplies.get(tier.asset) ?? { issued: 0, sunk: 0 }
  supplies.set(tier.asset, isTaken ? { issued, sunk: sunk + quantity } : { issued: issued + quantity, sunk })
  if (memberId === null) return
  const key = unitKey(memberId, tier.asset)
  owned.set(key, (owned.get(key) ?? 0) + (isTaken ? -quantity : quantity))
}

function movementOf(operation: UnitOperation, appId: string): Omit<TransferDraft, 'line'> {
  const amount = operation.quantity
  const holder = operation.memberId === null ? treasury(appId) : member(operation.memberId)
  switch (operation.op) {
    case 'grant':
    case 'stock':
      return { asset: operation.tier.asset, amount, from: issuer, to: holder }
    case 'take':
      return { asset: operation.tier.asset, amount, from: holder, to: sink }
    case 'payout':
      return { asset: operation.asset, amount, from: treasury(appId), to: holder }
  }
}
