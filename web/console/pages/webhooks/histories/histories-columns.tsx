/** The columns of Histories, on screen and in the export. */
import type { Receipt } from '../../../../../contracts/receipts.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { StatusMark } from '../../../../ui/status-mark.tsx'
import type { Column } from '../../../../ui/table.tsx'
import { shownStatus } from './advice.rules.ts'

export const historiesColumns: Column<Receipt>[] = [
  {
    key: 'status',
    header: 'Status',
    width: 'w-28',
    cell: (receipt) => <StatusMark status={shownStatus(receipt)} />,
  },
  {
    key: 'webhook',
    header: 'Webhook',
    from: 'sm',
    width: 'w-48',
    cell: ({ webhookName }) => <span className="font-medium">{webhookName}</span>,
  },
  {
    key: 'details',
    header: 'Details',
    cell: ({ details, webhookName, receivedAt }) => (
      <span className="block min-w-0">
        <span className="flex justify-between gap-2 sm:hidden">
          <span className="truncate font-medium">{webhookName}</span>
          <RelativeTime at={receivedAt} className="shrink-0 text-12 text-ink-3" />
        </span>
        <span className="block truncate text-ink-2 max-sm:text-12" title={details}>
          {details}
        </span>
      </span>
    ),
  },
  {
    key: 'runs',
    header: 'Runs',
    from: 'xl',
    align: 'right',
    width: 'w-16',
    cell: ({ runCount }) => <span className="text-ink-2">{formatCount(runCount)}</span>,
  },
  {
    key: 'source',
    header: 'Sender',
    from: 'xl',
    width: 'w-36',
    cell: ({ source }) => <span className="font-mono text-12 text-ink-2">{source ?? 'unknown'}</span>,
  },
  {
    key: 'received',
    header: 'Received',
    from: 'sm',
    align: 'right',
    width: 'w-28',
    cell: ({ receivedAt }) => <RelativeTime at={receivedAt} />,
  },
]

export const exportColumns = [
  { header: 'id', value: ({ id }: Receipt) => id },
  { header: 'status', value: shownStatus },
  { header: 'webhook', value: ({ webhookName }: Receipt) => webhookName },
  { header: 'details', value: ({ details }: Receipt) => details },
  { header: 'received', value: ({ receivedAt }: Receipt) => receivedAt },
  { header: 'finished', value: ({ finishedAt }: Receipt) => finishedAt },
  { header: 'sender', value: ({ source }: Receipt) => source },
]
