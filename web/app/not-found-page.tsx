/** What stands at an address where nothing is. */
import { Compass } from 'lucide-react'
import { ButtonLink } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-header.tsx'
import { EmptyState } from '../ui/states.tsx'

export function NotFoundPage() {
  usePageTitle('Not found')
  return (
    <main className="mx-auto max-w-xl py-16">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={Compass}
        title="There is nothing at this address"
        actions={
          <ButtonLink to="/" variant="primary">
            Go to the start
          </ButtonLink>
        }
      >
        The link may be old, or a part of it is missing.
      </EmptyState>
    </main>
  )
}
