/**
 * Anchors of the reference. The document arrives after the page, so the browser's own jump comes too early and is
 * made up for here; afterwards this tells which part is being read.
 */
import { useEffect, useState } from 'react'

/** Marks a part that the list at the left can lead to. */
export const anchored = { 'data-anchor': true }

export function useAnchor(isComplete: boolean): string {
  const [current, setCurrent] = useState('introduction')

  useEffect(() => {
    if (!isComplete) return
    reach()?.scrollIntoView({ behavior: 'instant' })
    window.addEventListener('hashchange', reach)

    const parts = [...document.querySelectorAll<HTMLElement>('[data-anchor]')]
    const inView = new Set<Element>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target: part, isIntersecting } of entries) {
          if (isIntersecting) inView.add(part)
          else inView.delete(part)
        }
        const first = parts.find((part) => inView.has(part))
        if (first) setCurrent(first.id)
      },
      // The band below the header in which somebody reads.
      { rootMargin: '-64px 0px -70% 0px' },
    )
    for (const part of parts) observer.observe(part)
    return () => {
      window.removeEventListener('hashchange', reach)
      observer.disconnect()
    }
  }, [isComplete])

  return current
}

/** Marks where the URL leads to; `:target` knows only elements that were there when the browser looked. */
function reach(): Element | null {
  for (const before of document.querySelectorAll('[data-reached]')) before.removeAttribute('data-reached')
  const id = window.location.hash.slice(1)
  const target = id === '' ? null : document.getElementById(id)
  target?.setAttribute('data-reached', '')
  return target
}
