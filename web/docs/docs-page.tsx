/** The API reference at /docs: what there is at the left, everything about it at the right, all from one document. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { SkipLink } from '../app/skip-link.tsx'
import { usePageTitle } from '../ui/page-header.tsx'
import { ErrorState } from '../ui/states.tsx'
import { Contents } from './contents.tsx'
import { ContentsDrawer } from './contents-drawer.tsx'
import { DocsHeader } from './docs-header.tsx'
import { ContentsSkeleton, ReferenceSkeleton } from './docs-skeleton.tsx'
import { Introduction } from './introduction.tsx'
import { documentQuery } from './open-api.ts'
import { referenceOf } from './reference.rules.ts'
import { ReferenceBody } from './reference-body.tsx'
import { useAnchor } from './use-anchor.ts'
import { useSearch } from './use-search.ts'

export function DocsPage() {
  usePageTitle('API reference')
  const document = useQuery(documentQuery)
  const reference = useMemo(() => document.data && referenceOf(document.data), [document.data])
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const current = useAnchor(reference !== undefined)
  const [search, setSearch] = useSearch()
  const contents = reference && { reference, current, search, onSearch: setSearch }
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <DocsHeader isDrawerOpen={isDrawerOpen} onOpenContents={() => setDrawerOpen(true)} />
      <div className="mx-auto max-w-[90rem] lg:grid lg:grid-cols-[19rem_minmax(0,1fr)]">
        <div className="sticky top-12 h-[calc(100dvh-3rem)] border-r border-line max-lg:hidden">
          {contents ? (
            <Contents {...contents} hasShortcut />
          ) : (
            <ContentsSkeleton isLoading={document.isPending} />
          )}
        </div>
        <main id="main" tabIndex={-1} className="min-w-0 px-4 pb-32 outline-none sm:px-8 xl:px-12">
          <Introduction />
          {reference && <ReferenceBody reference={reference} />}
          {document.isPending && <ReferenceSkeleton />}
          {document.error && (
            <div className="border-t border-line py-8">
              <ErrorState
                problem={document.error}
                what="the list of endpoints"
                onRetry={() => void document.refetch()}
              />
            </div>
          )}
        </main>
      </div>
      {isDrawerOpen && contents && <ContentsDrawer {...contents} onClose={() => setDrawerOpen(false)} />}
    </div>
  )
}
