/** Tables and their groups. */
import { expect, it } from 'vitest'
import { groupOf, rowsByGroup, sizesByGroup } from './table-groups.rules.ts'

it.each([
  ['incoming_receipts_2026_11', 'receipts'],
  ['incoming_outcomes', 'outcomes'],
  ['incoming_pending', 'outcomes'],
  ['incoming_webhooks', 'other'],
  ['outgoing_attempts_2026_11', 'attempts'],
  ['outgoing_deliveries_default', 'deliveries'],
  ['outgoing_queue', 'deliveries'],
  ['outgoing_endpoints', 'other'],
  ['ledger_transfers_2026_11', 'ledger'],
  ['events', 'events'],
  ['events_default', 'events'],
  ['event_readers', 'events'],
  ['audit_entries', 'audit'],
  ['access_accounts', 'other'],
] as const)('%s counts as %s', (table, group) => expect(groupOf(table)).toBe(group))

it('partitions add up, and every group is told', () => {
  expect(
    sizesByGroup([
      { table: 'events_2026_10', bytes: 3, rows: 0 },
      { table: 'events_2026_11', bytes: 4, rows: 0 },
      { table: 'communities', bytes: 5, rows: 0 },
    ]),
  ).toEqual({
    receipts: 0,
    outcomes: 0,
    attempts: 0,
    deliveries: 0,
    ledger: 0,
    events: 7,
    audit: 0,
    other: 5,
  })
})

it('rows are those of the table that a group is about', () => {
  expect(
    rowsByGroup([
      { table: 'incoming_receipts_2026_11', bytes: 1, rows: 2 },
      { table: 'incoming_receipts_default', bytes: 1, rows: 3 },
      { table: 'outgoing_attempts_2026_11', bytes: 1, rows: 7 },
      { table: 'outgoing_deliveries_2026_11', bytes: 1, rows: 6 },
      { table: 'outgoing_outcomes', bytes: 1, rows: 100 },
      { table: 'ledger_postings', bytes: 1, rows: 100 },
      { table: 'ledger_transfers_2026_11', bytes: 1, rows: 4 },
    ]),
  ).toEqual({
    receipts: 5,
    outcomes: 0,
    attempts: 7,
    deliveries: 6,
    ledger: 4,
    events: 0,
    audit: 0,
    other: 0,
  })
})
