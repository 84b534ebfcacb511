/** What is searched for: shown at once, and after a pause kept in the URL, so that a search can be shared. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

const docsRoute = getRouteApi('/docs')
const pauseMs = 300

export function useSearch(): [search: string, setSearch: (search: string) => void] {
  const { search: kept = '' } = docsRoute.useSearch()
  const navigate = useNavigate({ from: '/docs' })
  const [search, setSearch] = useState(kept)
  const timer = useRef<number | undefined>(undefined)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const change = (next: string) => {
    setSearch(next)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      const wanted = next.trim()
      void navigate({
        search: wanted === '' ? {} : { search: wanted },
        hash: true,
        replace: true,
        resetScroll: false,
        hashScrollIntoView: false,
      })
    }, pauseMs)
  }
  return [search, change]
}
