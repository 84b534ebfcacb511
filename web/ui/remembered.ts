/** Choices of this browser, such as theme and columns; they are lost without harm when storage is closed. */
import { useState } from 'react'

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`guildhall.${key}`)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`guildhall.${key}`, value)
  } catch {
    // Private windows may refuse; the choice then holds for this page only.
  }
}

/** A set of words that this browser remembers. */
export function useRememberedSet(key: string, initial: readonly string[]) {
  const [words, setWords] = useState<ReadonlySet<string>>(() => {
    const kept = recall(key)
    return new Set(kept === null ? initial : kept.split(',').filter(Boolean))
  })
  const toggle = (word: string) => {
    const next = new Set(words)
    if (!next.delete(word)) next.add(word)
    remember(key, [...next].join(','))
    setWords(next)
  }
  return [words, toggle] as const
}
