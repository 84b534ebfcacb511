/** The reference of the native API, made in the browser from the OpenAPI document that the server serves. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type ApiProblem, problemFrom } from '../api/problem.ts'
import { Mark } from '../ui/mark.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { SkeletonLines } from '../ui/skeleton.tsx'
import { EmptyFilter, ErrorState } from '../ui/states.tsx'
import { MethodBadge, OperationView } from './operation-view.tsx'
import { byArea, matchingOperations, type OpenApi, operationsOf } from './operations.rules.ts'
import { referenceRoute } from './reference.routes.ts'

const address = '/api/openapi.json'

async function readDocument(): Promise<OpenApi> {
  const response = await fetch(address)
  if (!response.ok) throw await problemFrom(response, `GET ${address}`)
  return (await response.json()) as OpenApi
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function ReferencePage() {
  const { search = '' } = referenceRoute.useSearch()
  const navigate = useNavigate({ from: '/docs' })
  const document = useQuery<OpenApi, ApiProblem>({
    queryKey: ['openapi'],
    queryFn: readDocument,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const operations = useMemo(() => (document.data ? operationsOf(document.data) : []), [document.data])
  const areas = byArea(matchingOperations(operations, search))
  const find = (text: string) =>
    void navigate({ search: text === '' ? {} : { search: text }, replace: true, resetScroll: false })

  return (
    <main className="mx-auto w-full max-w-[76rem] px-4 pt-6 pb-16 lg:px-8">
      <PageHeader
        title="API reference"
        above={
          <Link to="/" className="inline-flex items-center gap-2 rounded-sm text-14 font-semibold">
            <Mark className="size-6" />
            Guildhall
          </Link>
        }
        sentence={document.data?.info.description?.replaceAll('`', '')}
        secondary={
          <a href={address} className="text-13 font-medium text-accent-text underline underline-offset-2">
            OpenAPI 3.1 document
          </a>
        }
      />
      {document.isPending ? (
        <SkeletonLines count={12} label="Loading the reference" />
      ) : document.error ? (
        <ErrorState problem={document.error} what="the reference" onRetry={() => void document.refetch()} />
      ) : (
        <div className="grid items-start gap-8 lg:grid-cols-[16rem_minmax(0,1fr)]">
          <nav
            aria-label="Operations"
            className="flex flex-col gap-4 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto lg:p-1"
          >
            <SearchInput label="Search operations" value={search} onSearch={find} />
            <div className="flex flex-col gap-4 max-lg:hidden">
              {areas.map(([area, list]) => (
                <div key={area}>
                  <p className="pb-1 text-12 font-medium text-ink-3">{capital(area)}</p>
                  <ul>
                    {list.map(({ name, method, summary }) => (
                      <li key={name}>
                        <a
                          href={`#${name}`}
                          className="flex items-center justify-between gap-2 rounded-md px-2 py-1 text-13 text-ink-2 transition-colors hover:bg-hover hover:text-ink"
                        >
                          <span className="min-w-0 truncate" title={summary}>
                            {summary}
                          </span>
                          <MethodBadge method={method} />
                        </a>
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          </nav>
          <div className="flex min-w-0 flex-col gap-8">
            {areas.length === 0 && <EmptyFilter what="operations" onClear={() => find('')} />}
            {areas.map(([area, list]) => (
              <section key={area} aria-labelledby={`area-${area}`} className="flex flex-col gap-4">
                <h2 id={`area-${area}`} className="text-16 font-semibold">
                  {capital(area)}
                </h2>
                {list.map((operation) => (
                  <OperationView key={operation.name} operation={operation} />
                ))}
              </section>
            ))}
          </div>
        </div>
      )}
    </main>
  )
}
