/** Receipts as they come in: pages by cursor, and the newest page read every two seconds while it is looked at. */
import { useEffect, useState } from 'react'
import type { Receipt } from '../../../../../contracts/receipts.ts'
import type { Query } from '../../../../api/contract-types.ts'
import { type Pages, usePages, useRead } from '../../../../api/queries.ts'
import { mergeLive } from './live-receipts.rules.ts'

const pollMs = 2000
/** Beyond this the reader looks at older rows, and new ones would push them away. */
const scrolledPx = 120

export interface LiveReceipts extends Pages<Receipt> {
  heldCount: number
  showHeld: () => void
}

export function useLiveReceipts(
  communityId: string,
  query: Query<'listReceipts'>,
  isEnabled: boolean,
): LiveReceipts {
  const input = { params: { communityId }, query }
  const pages = usePages('listReceipts', input, { isEnabled })
  const head = useRead('listReceipts', input, { isEnabled, refetchMs: pollMs })
  const isScrolled = useScrolled()
  const newestId = head.data?.data[0]?.id ?? pages.rows[0]?.id ?? null
  const [heldAfter, setHeldAfter] = useState<string | null>(null)
  // Scrolling down holds the list at what is shown; coming back to the top lets it go on.
  useEffect(() => {
    setHeldAfter((held) => (isScrolled ? (held ?? newestId) : null))
  }, [isScrolled, newestId])

  const { rows, heldCount } = mergeLive(
    head.data?.data,
    head.data !== undefined && head.data.page.next === null,
    pages.rows,
    heldAfter,
  )
  return {
    ...pages,
    isPending: pages.isPending && head.isPending,
    problem: rows.length === 0 ? (pages.problem ?? (head.data === undefined ? head.error : null)) : null,
    rows,
    heldCount,
    showHeld: () => {
      window.scrollTo({ top: 0 })
      setHeldAfter(null)
    },
  }
}

function useScrolled(): boolean {
  const [isScrolled, setScrolled] = useState(false)
  useEffect(() => {
    const look = () => setScrolled(window.scrollY > scrolledPx)
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [])
  return isScrolled
}
