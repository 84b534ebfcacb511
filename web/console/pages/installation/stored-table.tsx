/** What each kind of data takes on the disk, how many rows it has, and since when. */
import { HardDrive } from 'lucide-react'
import type { InstallationStatus } from '../../../../contracts/installation.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sizeInWords } from './figures.rules.ts'

type Stored = InstallationStatus['stored'][number]

const words: Record<Stored['kind'], string> = {
  bodies: 'Bodies and headers of receipts',
  metadata: 'Metadata of receipts',
  attempts: 'Attempts of outgoing webhooks, with requests and answers',
  deliveries: 'Deliveries of outgoing webhooks',
  ledger: 'Ledger and its logs',
  events: 'Event log',
  audit: 'Audit log',
  other: 'Everything else',
  backups: 'Backups',
}

const columns: readonly Column<Stored>[] = [
  { key: 'kind', header: 'What', cell: ({ kind }) => words[kind] },
  { key: 'bytes', header: 'Size', align: 'right', width: 'w-28', cell: ({ bytes }) => sizeInWords(bytes) },
  {
    key: 'rows',
    header: 'Rows, about',
    align: 'right',
    width: 'w-32',
    from: 'sm',
    cell: ({ rowCount }) => (rowCount === null ? '–' : formatCount(rowCount)),
  },
  {
    key: 'oldest',
    header: 'Oldest',
    width: 'w-32',
    from: 'md',
    cell: ({ oldestAt }) => (oldestAt === null ? '–' : <RelativeTime at={oldestAt} />),
  },
]

export function StoredTable({ stored }: { stored: readonly Stored[] }) {
  return (
    <Section
      title="What takes space"
      description="Ledger and audit log are never removed. How much of the receipts is bodies is estimated."
      isFlush
    >
      <Table
        label="what takes space"
        columns={columns}
        rows={stored}
        keyOf={({ kind }) => kind}
        empty={<EmptyState icon={HardDrive} title="Nothing is stored" />}
      />
    </Section>
  )
}
