/** What a page shows when it cannot be shown at all: the server is away, or the page itself is broken. */
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ApiProblem, problemOf } from '../api/problem.ts'
import { usePageTitle } from '../ui/page-header.tsx'
import { ErrorState } from '../ui/states.tsx'

export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  usePageTitle('Something went wrong')
  const problem =
    problemOf(error) ??
    new ApiProblem({
      status: 0,
      code: 'page_failed',
      title: 'This page ran into an error of ours',
      detail: 'Reload it; if it happens again, send us the technical detail.',
      request: `${window.location.pathname} ${error instanceof Error ? error.message : ''}`,
    })
  return (
    <main className="mx-auto max-w-xl py-16">
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        problem={problem}
        what="this page"
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </main>
  )
}
