/** Which tables belong together when an operator asks what takes the space. */

export const tableGroups = [
  { group: 'receipts', what: 'what incoming webhooks received, with bodies and headers' },
  { group: 'outcomes', what: 'what became of it, and what waits' },
  { group: 'ledger', what: 'balances and transfers' },
  { group: 'events', what: 'the event log' },
  { group: 'other', what: 'everything else' },
] as const

export type TableGroup = (typeof tableGroups)[number]['group']

export interface TableSize {
  table: string
  bytes: number
}

export function groupOf(table: string): TableGroup {
  if (/^incoming_receipts/.test(table)) return 'receipts'
  if (/^incoming_(outcomes|runs|pending|hours|event_ids)/.test(table)) return 'outcomes'
  if (/^ledger_/.test(table)) return 'ledger'
  if (/^events($|_)|^event_readers$/.test(table)) return 'events'
  return 'other'
}

/** All groups in their order, also those without a byte. */
export function sizesByGroup(sizes: readonly TableSize[]): Record<TableGroup, number> {
  const sums = Object.fromEntries(tableGroups.map(({ group }) => [group, 0])) as Record<TableGroup, number>
  for (const { table, bytes } of sizes) sums[groupOf(table)] += bytes
  return sums
}
