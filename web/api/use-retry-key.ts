/**
 * The key of a write that must not happen twice. When nobody knows what came of it (no answer, or one that the server
 * broke off), the same again carries the same key, so that it is done once.
 */
import { useRef } from 'react'
import { randomKey } from './call.ts'
import type { ApiProblem } from './problem.ts'

/** `problem`: that of the last try. Answers the key for this body. */
export function useRetryKey(problem: ApiProblem | null): (body: unknown) => string {
  const last = useRef<{ body: string; key: string } | null>(null)
  return (body) => {
    const text = JSON.stringify(body)
    const isUnclear = problem !== null && (problem.status === 0 || problem.status >= 500)
    if (last.current?.body !== text || !isUnclear) last.current = { body: text, key: randomKey() }
    return last.current.key
  }
}
