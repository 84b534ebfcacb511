/** Server status: how the installation fares, what takes space on its disk, and how long receipts are kept. */
import { ServerCog } from 'lucide-react'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { useSession } from '../../../app/session.ts'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useNow } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { concernsOf } from './figures.rules.ts'
import { RetentionSection } from './retention-section.tsx'
import { ServerSections } from './server-sections.tsx'
import { SlowStatements } from './slow-statements.tsx'
import { StoredTable } from './stored-table.tsx'

const refreshMs = 10_000

export function InstallationPage() {
  const { communityName } = useMembership()
  const { isInstallationOwner } = useSession()
  const status = useRead(
    'getInstallationStatus',
    {},
    { isEnabled: isInstallationOwner, refetchMs: refreshMs },
  )
  const now = useNow()
  const header = (
    <PageHeader
      title="Server status"
      place={communityName}
      sentence="How this installation fares, for all of its communities. Only its owner sees this page; it follows by itself."
      secondary={<CurlButton name="getInstallationStatus" input={{}} />}
    />
  )
  if (!isInstallationOwner) {
    return (
      <>
        {header}
        <EmptyState icon={ServerCog} title="For the owner of the installation">
          Whoever set this server up sees its status here. Ask them when something seems slow or lost.
        </EmptyState>
      </>
    )
  }
  if (status.isPending) {
    return (
      <>
        {header}
        <Section title="Server">
          <SkeletonLines count={8} label="Loading the status" />
        </Section>
      </>
    )
  }
  if (!status.data) {
    return (
      <>
        {header}
        <ErrorState problem={status.error} what="the status" onRetry={() => void status.refetch()} />
      </>
    )
  }
  const concerns = concernsOf(status.data, now)
  return (
    <>
      {header}
      <div className="flex flex-col gap-6">
        {status.error && (
          <Notice tone="warn" title="The server does not answer">
            These are the last figures it told.
          </Notice>
        )}
        {concerns.length === 0 ? (
          <Notice tone="good" title="All is well" />
        ) : (
          <Notice tone="warn" title="Have a look">
            <ul className="list-disc pl-4">
              {concerns.map((concern) => (
                <li key={concern}>{concern}</li>
              ))}
            </ul>
          </Notice>
        )}
        <ServerSections status={status.data} />
        <StoredTable stored={status.data.stored} />
        <RetentionSection />
        <SlowStatements statements={status.data.slowStatements} />
      </div>
    </>
  )
}
