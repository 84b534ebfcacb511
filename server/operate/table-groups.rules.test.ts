/** Tables and their groups. */
import { expect, it } from 'vitest'
import { groupOf, sizesByGroup } from './table-groups.rules.ts'

it.each([
  ['incoming_receipts_2026_11', 'receipts'],
  ['incoming_outcomes', 'outcomes'],
  ['incoming_pending', 'outcomes'],
  ['incoming_webhooks', 'other'],
  ['ledger_transfers_2026_11', 'ledger'],
  ['events', 'events'],
  ['events_default', 'events'],
  ['event_readers', 'events'],
  ['access_accounts', 'other'],
] as const)('%s counts as %s', (table, group) => expect(groupOf(table)).toBe(group))

it('partitions add up, and every group is told', () => {
  expect(
    sizesByGroup([
      { table: 'events_2026_10', bytes: 3 },
      { table: 'events_2026_11', bytes: 4 },
      { table: 'communities', bytes: 5 },
    ]),
  ).toEqual({ receipts: 0, outcomes: 0, ledger: 0, events: 7, other: 5 })
})
