/** The slowest statements of this process since its start. */
import { Timer } from 'lucide-react'
import type { InstallationStatus } from '../../../../contracts/installation.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { type Column, Table } from '../../../ui/table.tsx'

type Statement = InstallationStatus['slowStatements'][number]

const columns: readonly Column<Statement>[] = [
  {
    key: 'statement',
    header: 'Statement',
    cell: ({ statement }) => (
      <code className="line-clamp-3 whitespace-normal font-mono text-12 [overflow-wrap:anywhere]">
        {statement}
      </code>
    ),
  },
  {
    key: 'slowest',
    header: 'Slowest',
    align: 'right',
    width: 'w-28',
    cell: ({ slowestMs }) => `${formatCount(slowestMs)} ms`,
  },
  {
    key: 'count',
    header: 'Times',
    align: 'right',
    width: 'w-20',
    from: 'sm',
    cell: ({ count }) => formatCount(count),
  },
  {
    key: 'last',
    header: 'Last',
    width: 'w-28',
    from: 'md',
    cell: ({ lastAt }) => <RelativeTime at={lastAt} />,
  },
]

export function SlowStatements({ statements }: { statements: readonly Statement[] }) {
  return (
    <Section
      title="Slow statements"
      description="Over 200 ms, since this server started, without those that apply receipts; never with values."
      isFlush
    >
      <Table
        label="slow statements"
        columns={columns}
        rows={statements}
        keyOf={({ statement }) => statement}
        empty={
          <EmptyState icon={Timer} title="None was slow">
            No statement took more than 200 ms since the server started.
          </EmptyState>
        }
      />
    </Section>
  )
}
