/** What a posting has to know under its locks: who owns how much, what is held, and how much of capped items there is. */
import type { Transaction } from '../../../platform/db/database.ts'
import {
  type Balances,
  balanceKey,
  listBalanceRows,
  listComingRows,
  listHeldRows,
  listIssuedRows,
} from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { type KnownUnits, unitKey } from './plan-posting.rules.ts'
import { assetOf, issues, type UnitOperation } from './posting.ts'

export interface ReadUnits extends KnownUnits {
  /** As the ledger's rule wants them. */
  balances: Balances
  /** Units in holds, by `unitKey`. */
  held: ReadonlyMap<string, number>
}

export async function readUnits(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  operations: readonly UnitOperation[],
  memberIds: readonly string[],
): Promise<ReadUnits> {
  const assets = [...new Set(operations.map(assetOf))]
  const capped = operations.flatMap((each) =>
    issues(each) && each.item.settings.supplyCap !== null ? each.tier.asset : [],
  )
  const [balances, owned, held] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ]
  const holders = [...memberIds, appId]
  for (const { holder_id, asset, amount } of await listBalanceRows(tx, communityId, holders, assets)) {
    balances.set(balanceKey(communityId, holder_id, asset), amount)
    owned.set(unitKey(holder_id, asset), amount)
  }
  for (const { holder_id, asset, remaining } of await listHeldRows(tx, communityId, memberIds, assets)) {
    const key = unitKey(holder_id, asset)
    held.set(key, (held.get(key) ?? 0) + remaining)
    owned.set(key, (owned.get(key) ?? 0) + remaining)
  }
  // Units that may still be issued to them count towards their limit.
  for (const { holder_id, asset, remaining } of await listComingRows(tx, communityId, memberIds)) {
    const key = unitKey(holder_id, asset)
    owned.set(key, (owned.get(key) ?? 0) + remaining)
  }
  const issued = capped.length === 0 ? [] : await listIssuedRows(tx, communityId, capped)
  const supplies = new Map(issued.map(({ asset, issued: sum, sunk }) => [asset, { issued: sum, sunk }]))
  return { appId, balances, owned, held, supplies }
}
