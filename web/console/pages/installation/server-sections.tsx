/** Versions, queues, database, disk and backup, each with the figure that says whether it is well. */
import type { InstallationStatus } from '../../../../contracts/installation.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime, useNow } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { sizeInWords, spanInWords } from './figures.rules.ts'

export function ServerSections({ status }: { status: InstallationStatus }) {
  const { versions, receipts, jobs, events, database, disk } = status
  const upSeconds = (useNow().getTime() - Date.parse(status.startedAt)) / 1000
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Section title="Server">
        <DetailsList
          items={[
            { name: 'Guildhall', value: versions.guildhall },
            { name: 'Node', value: versions.node },
            { name: 'PostgreSQL', value: `${versions.postgres}, ${database.kind}` },
            { name: 'Schema', value: versions.schema ?? 'none' },
            { name: 'Running for', value: spanInWords(Math.max(0, upSeconds)) },
          ]}
        />
      </Section>
      <Section title="Queues">
        <DetailsList
          items={[
            { name: 'Receipts', value: waiting(receipts) },
            { name: 'Background jobs', value: waiting(jobs) },
            ...events.readers.map(({ name, lagSeconds }) => ({
              name: `Reader ${name}`,
              value: lagSeconds < 1 ? 'up to date' : `${spanInWords(lagSeconds)} behind`,
            })),
          ]}
        />
      </Section>
      <Section title="Disk and database">
        <DetailsList
          items={[
            {
              name: 'Free on the disk',
              value: disk
                ? `${sizeInWords(disk.freeBytes)} of ${sizeInWords(disk.totalBytes)}`
                : 'This node has no data folder',
            },
            { name: 'Database', value: sizeInWords(database.bytes) },
            {
              name: 'Connections',
              value: `${formatCount(database.connections)} of ${formatCount(database.connectionsMax)}`,
            },
          ]}
        />
      </Section>
      <Section title="Backup">
        <Backup status={status} />
      </Section>
    </div>
  )
}

function waiting({ waitingCount, oldestSeconds }: { waitingCount: number; oldestSeconds: number }): string {
  if (waitingCount === 0) return 'none wait'
  return `${formatCount(waitingCount)} wait, the oldest for ${spanInWords(oldestSeconds)}`
}

function Backup({ status: { lastBackup, database } }: { status: InstallationStatus }) {
  if (lastBackup === null) {
    return (
      <p className="text-13 text-ink-2">
        {database.kind === 'external'
          ? 'The database is your own, and so are its backups: Guildhall makes none of it.'
          : 'None yet. One is made every night at 02:20 UTC, or now by guildhall db backup.'}
      </p>
    )
  }
  return (
    <DetailsList
      items={[
        { name: 'Last', value: <RelativeTime at={lastBackup.finishedAt} /> },
        { name: 'Size', value: sizeInWords(lastBackup.bytes) },
        {
          name: 'Tried out',
          value: lastBackup.verifiedAt ? (
            <RelativeTime at={lastBackup.verifiedAt} />
          ) : (
            'not yet; guildhall db verify-backup does'
          ),
        },
      ]}
    />
  )
}
