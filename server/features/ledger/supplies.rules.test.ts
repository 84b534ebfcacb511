/** What postings change in the running sums. */
import { expect, test } from 'vitest'
import type { BalanceChange, TransferRow } from './ledger.rows.ts'
import { supplyChangesOf } from './supplies.rules.ts'

const transfer = (from_kind: string, to_kind: string, amount: number, asset = 'coins') =>
  ({ community_id: 'c', asset, amount, from_kind, to_kind }) as TransferRow
const balance = (before: number, amount: number, holder_kind = 'member') =>
  ({ community_id: 'c', holder_id: 'm', asset: 'coins', holder_kind, before, amount }) as BalanceChange

test('what is issued and taken out counts, and a reversal takes it back', () => {
  const changes = supplyChangesOf(
    [
      transfer('issuer', 'member', 7),
      transfer('member', 'sink', 2),
      transfer('member', 'issuer', 3),
      transfer('sink', 'member', 1),
      transfer('member', 'treasury', 9),
    ],
    [],
  )
  expect(changes).toEqual([{ communityId: 'c', asset: 'coins', issued: 4n, sunk: 1n, held: 0n, holders: 0 }])
})

test('members who get their first and lose their last are counted, treasuries are not', () => {
  const changes = supplyChangesOf(
    [],
    [balance(0, 5), balance(5, 9), balance(4, 0), balance(0, 8, 'treasury')],
  )
  expect(changes).toMatchObject([{ held: 13n, holders: 0 }])
  expect(supplyChangesOf([], [balance(0, 1)])).toMatchObject([{ held: 1n, holders: 1 }])
})

test('sums beyond what a number holds stay exact, and assets come in the order of their keys', () => {
  const most = 2 ** 53 - 1
  const changes = supplyChangesOf(
    [
      transfer('issuer', 'member', most, 'xp'),
      transfer('issuer', 'member', most, 'xp'),
      transfer('issuer', 'member', 1),
    ],
    [],
  )
  expect(changes.map(({ asset, issued }) => [asset, issued])).toEqual([
    ['coins', 1n],
    ['xp', 2n * BigInt(most)],
  ])
})
