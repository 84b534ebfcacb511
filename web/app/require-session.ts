/** Guards of routes: who is not signed in goes to the sign-in page and comes back to where they were going. */
import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { problemOf } from '../api/problem.ts'
import { sessionQuery } from './session.ts'

export async function findSession(queries: QueryClient) {
  return queries.ensureQueryData(sessionQuery).catch((error: unknown) => {
    if (problemOf(error)?.status === 401) return undefined
    throw error
  })
}

export async function requireSession(queries: QueryClient, next: string) {
  const session = await findSession(queries)
  if (session === undefined) throw redirect({ to: '/sign-in', search: { next } })
  return session
}
