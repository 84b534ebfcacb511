/** What a view shows when it has nothing to show: first use, an empty filter, an error, no permission. */
import { Link } from '@tanstack/react-router'
import { CircleAlert, FilterX, Lock, type LucideIcon, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { permissionLabels } from '../api/endpoints.generated.ts'
import type { ApiProblem } from '../api/problem.ts'
import { Button } from './button.tsx'
import { TechnicalDetail } from './technical-detail.tsx'

interface FrameProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
  actions?: ReactNode
}

function StateFrame({ icon: Icon, title, children, actions }: FrameProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-12 text-center">
      <span className="flex size-10 items-center justify-center rounded-lg border border-line bg-sunken text-ink-3">
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="flex max-w-[56ch] flex-col gap-1">
        <p className="text-14 font-semibold text-ink">{title}</p>
        <div className="text-pretty text-13 text-ink-2">{children}</div>
      </div>
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

/** First use: what this place is for, one next step, and perhaps a sample of what it will look like. */
export function EmptyState({ sample, ...frame }: FrameProps & { sample?: ReactNode }) {
  return (
    <div>
      <StateFrame {...frame} />
      {sample && <div className="mx-auto max-w-xl px-4 pb-12">{sample}</div>}
    </div>
  )
}

export function EmptyFilter({ what, onClear }: { what: string; onClear?: () => void }) {
  return (
    <StateFrame
      icon={FilterX}
      title={`No ${what} match`}
      actions={onClear && <Button onClick={onClear}>Clear the filters</Button>}
    >
      Nothing fits the search and filters of this page.
    </StateFrame>
  )
}

/** What failed, where, and what to do; the technical part is folded. A refusal for lack of permission says who can help. */
export function ErrorState({
  problem,
  what,
  onRetry,
}: {
  problem: ApiProblem
  what: string
  onRetry?: () => void
}) {
  if (problem.code === 'forbidden') return <NoPermission what={what} />
  if (problem.code === 'unauthenticated' || problem.code === 'credential_expired') return <SignedOut />
  return (
    <div role="alert">
      <StateFrame
        icon={CircleAlert}
        title={
          problem.code === 'not_found'
            ? `${capital(what)} could not be found`
            : `${capital(what)} could not be loaded`
        }
        actions={
          onRetry && (
            <Button icon={RefreshCw} onClick={onRetry}>
              Try again
            </Button>
          )
        }
      >
        <p>
          {problem.code === 'not_found'
            ? 'It may have been deleted, or the address is not complete.'
            : `${problem.message}.${problem.detail ? ` ${problem.detail}` : ''}`}
        </p>
        <div className="mt-3 text-left">
          <TechnicalDetail problem={problem} />
        </div>
      </StateFrame>
    </div>
  )
}

export function NoPermission({
  what,
  permission,
}: {
  what: string
  permission?: keyof typeof permissionLabels
}) {
  return (
    <StateFrame icon={Lock} title={`You may not see ${what}`}>
      <p>
        {permission
          ? `This needs the permission “${permissionLabels[permission]}”. `
          : 'Your permissions do not cover this. '}
        The owner of this community, or somebody who manages its members, can give it to you under Members.
      </p>
    </StateFrame>
  )
}

function SignedOut() {
  return (
    <StateFrame
      icon={Lock}
      title="You are signed out"
      actions={
        <Link
          to="/sign-in"
          search={{ next: window.location.pathname + window.location.search }}
          className="text-13 font-medium text-accent-text underline underline-offset-2"
        >
          Sign in again
        </Link>
      }
    >
      Your session has ended. Sign in, and you are back on this page.
    </StateFrame>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
