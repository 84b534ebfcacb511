/** Proves that Histories follow what arrives without losing, doubling or moving rows. */
import { expect, test } from 'vitest'
import type { Receipt } from '../../../../../contracts/receipts.ts'
import { mergeLive } from './live-receipts.rules.ts'

const receipt = (id: string, status: Receipt['status'] = 'success'): Receipt => ({
  id,
  webhookId: 'w',
  webhookName: 'Quests',
  status,
  outcome: null,
  details: '',
  failure: null,
  receivedAt: '2026-11-23T10:00:00.000Z',
  finishedAt: null,
  runCount: 0,
  bodyBytes: 1,
  source: null,
  awaited: null,
  undone: null,
  bodyRemovedAfterDays: null,
})
const ids = (rows: readonly Receipt[]) => rows.map(({ id }) => id)

test('before the newest page was read again, the pages stand as they are', () => {
  expect(ids(mergeLive(undefined, false, [receipt('2'), receipt('1')], null).rows)).toEqual(['2', '1'])
})

test('new rows come first, older pages stay below', () => {
  const pages = ['4', '3', '2', '1'].map((id) => receipt(id))
  const head = ['5', '4', '3'].map((id) => receipt(id))
  expect(ids(mergeLive(head, false, pages, null).rows)).toEqual(['5', '4', '3', '2', '1'])
})

test('the newest page is right about the state of its rows', () => {
  const { rows } = mergeLive([receipt('2')], false, [receipt('2', 'pending'), receipt('1')], null)
  expect(rows.map(({ status }) => status)).toEqual(['success', 'success'])
})

test('a row that left the filter is gone from the newest page', () => {
  const pages = ['3', '2', '1'].map((id) => receipt(id, 'pending'))
  expect(ids(mergeLive([receipt('3', 'pending'), receipt('1', 'pending')], true, pages, null).rows)).toEqual([
    '3',
    '1',
  ])
})

test('when nothing is left at all, nothing is shown', () => {
  expect(mergeLive([], true, [receipt('1')], null).rows).toEqual([])
})

test('while the reader has scrolled down, new rows are counted and not shown', () => {
  const head = ['5', '4', '3'].map((id) => receipt(id))
  const live = mergeLive(head, false, [receipt('3'), receipt('2')], '3')
  expect(ids(live.rows)).toEqual(['3', '2'])
  expect(live.heldCount).toBe(2)
})
