/** The bell of the console: how many alerts are open, and the way to them. */
import { Link } from '@tanstack/react-router'
import { Bell } from 'lucide-react'
import type { Alert } from '../../contracts/insights.ts'
import { useRead } from '../api/queries.ts'
import { useMay, useMembership } from '../app/community.tsx'

const refreshMs = 30_000
const shownMax = 9

/** Good news stands in the list and calls nobody. */
const isUrgent = ({ kind, mutedAt }: Alert) => mutedAt === null && kind !== 'endpoint_recovered'

export function AlertBell() {
  const { communityId } = useMembership()
  const maySee = useMay('manage_webhooks')
  const alerts = useRead(
    'listAlerts',
    { params: { communityId }, query: { state: 'open' } },
    { isEnabled: maySee, refetchMs: refreshMs },
  )
  if (!maySee) return null
  const count = (alerts.data?.data ?? []).filter(isUrgent).length
  const words = count === 0 ? 'Alerts: none open' : `Alerts: ${count} open`
  return (
    <Link
      to="/console/$community/alerts"
      params={{ community: communityId }}
      aria-label={words}
      title={words}
      className="relative flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 transition-colors hover:bg-hover hover:text-ink max-sm:size-10"
    >
      <Bell aria-hidden className="size-4" />
      {count > 0 && (
        <span
          aria-hidden
          className="absolute top-0 right-0 flex h-4 min-w-4 items-center justify-center rounded-full bg-bad-solid px-1 text-12 font-semibold text-accent-ink"
        >
          {count > shownMax ? `${shownMax}+` : count}
        </span>
      )}
    </Link>
  )
}
