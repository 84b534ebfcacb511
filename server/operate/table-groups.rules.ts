/** Which tables belong together when an operator asks what takes the space. */

export const tableGroups = [
  { group: 'receipts', what: 'what incoming webhooks received, with bodies and headers' },
  { group: 'outcomes', what: 'what became of it, and what waits' },
  { group: 'attempts', what: 'attempts of outgoing webhooks, with requests and answers' },
  { group: 'deliveries', what: 'what outgoing webhooks are sent, what became of it, and what waits' },
  { group: 'ledger', what: 'balances and transfers' },
  { group: 'events', what: 'the event log' },
  { group: 'audit', what: 'the audit log' },
  { group: 'other', what: 'everything else' },
] as const

export type TableGroup = (typeof tableGroups)[number]['group']

export interface TableSize {
  table: string
  bytes: number
  /** About. */
  rows: number
}

export function groupOf(table: string): TableGroup {
  if (/^incoming_receipts/.test(table)) return 'receipts'
  if (/^incoming_(outcomes|runs|pending|hours|event_ids)/.test(table)) return 'outcomes'
  if (/^outgoing_attempts/.test(table)) return 'attempts'
  if (/^outgoing_(deliveries|outcomes|queue|hours)/.test(table)) return 'deliveries'
  if (/^ledger_/.test(table)) return 'ledger'
  if (/^events($|_)|^event_readers$/.test(table)) return 'events'
  if (/^audit_/.test(table)) return 'audit'
  return 'other'
}

/** All groups in their order, also those without a byte. */
export function sizesByGroup(sizes: readonly TableSize[]): Record<TableGroup, number> {
  return sumsByGroup(sizes, ({ bytes }) => bytes)
}

const mainTable =
  /^(incoming_receipts|outgoing_attempts|outgoing_deliveries|ledger_transfers|events|audit_entries)(_default|_\d{4}_\d\d)?$/

/** Rows of the table that each group is about; indexes of keys and sums beside it are not counted. */
export function rowsByGroup(sizes: readonly TableSize[]): Record<TableGroup, number> {
  return sumsByGroup(sizes, ({ table, rows }) => (mainTable.test(table) ? rows : 0))
}

function sumsByGroup(
  sizes: readonly TableSize[],
  measure: (size: TableSize) => number,
): Record<TableGroup, number> {
  const sums = Object.fromEntries(tableGroups.map(({ group }) => [group, 0])) as Record<TableGroup, number>
  for (const size of sizes) sums[groupOf(size.table)] += measure(size)
  return sums
}
