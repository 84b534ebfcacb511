/** What a portal link opens: one outgoing webhook as the people of its receiver see it, or why it shows nothing. */
import { type ReactNode, useEffect, useState } from 'react'
import type { Answer } from '../api/contract-types.ts'
import { useRead } from '../api/queries.ts'
import { CommunityIdScope } from '../app/community.tsx'
import { Mark } from '../ui/mark.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { SkeletonLines } from '../ui/skeleton.tsx'
import { ErrorState } from '../ui/states.tsx'
import { ThemeSwitch } from '../ui/theme-switch.tsx'
import { PortalEndpoint } from './portal-endpoint.tsx'
import { takePortalToken } from './portal-token.ts'

/** Often enough to notice that a link was revoked or has expired. */
const refreshMs = 30_000

export function PortalPage() {
  const [hasToken] = useState(takePortalToken)
  useReloadForNextLink()
  const portal = useRead('getPortal', {}, { isEnabled: hasToken, refetchMs: refreshMs })
  if (!hasToken || portal.error?.status === 401) {
    return (
      <Frame>
        <PageHeader title="This link does not work" />
        <p className="max-w-[60ch] text-14 text-ink-2">
          {hasToken
            ? 'It has expired or was revoked. Ask the people who sent it for a new one.'
            : 'It is not complete: the part behind the # is missing. Open it as it was sent to you.'}
        </p>
      </Frame>
    )
  }
  if (!portal.data) {
    return (
      <Frame>
        <PageHeader title="Outgoing webhook" />
        {portal.error ? (
          <ErrorState
            problem={portal.error}
            what="this outgoing webhook"
            onRetry={() => void portal.refetch()}
          />
        ) : (
          <SkeletonLines count={9} label="Loading the outgoing webhook" />
        )}
      </Frame>
    )
  }
  return (
    <Frame note={<Life portal={portal.data} />}>
      <CommunityIdScope communityId={portal.data.communityId}>
        <PortalEndpoint portal={portal.data} />
      </CommunityIdScope>
    </Frame>
  )
}

/** Another link in the same tab differs behind the `#` only, for which browsers load nothing. */
function useReloadForNextLink() {
  useEffect(() => {
    const reload = () => window.location.hash !== '' && window.location.reload()
    window.addEventListener('hashchange', reload)
    return () => window.removeEventListener('hashchange', reload)
  }, [])
}

function Life({ portal }: { portal: Answer<'getPortal'> }) {
  return (
    <>
      Shown to you by {portal.communityName}. This link ends <RelativeTime at={portal.expiresAt} />.
    </>
  )
}

function Frame({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className="min-h-dvh [--table-top:0rem]">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-3 sm:px-8">
        <p className="flex items-center gap-2 text-14 font-semibold text-ink">
          <Mark className="size-6" />
          Guildhall
        </p>
        <ThemeSwitch />
        {note && <p className="basis-full text-13 text-ink-2">{note}</p>}
      </header>
      <main id="main" className="mx-auto w-full max-w-6xl px-4 pt-6 pb-16 sm:px-8">
        {children}
      </main>
    </div>
  )
}
