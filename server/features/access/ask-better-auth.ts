/** Calls into better-auth: what it is told of the caller, and how its errors become ours. */
import { isAPIError } from 'better-auth/api'
import type { RefusalCode } from '../../../contracts/refusals.ts'
import { type Database, decisionTime } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { tracked } from './async-tracking.ts'
import { ipHeader } from './better-auth.ts'

export type Browser = Pick<Actor, 'cookies' | 'userAgent' | 'ip'>

export function headersOf(browser: Browser): Headers {
  const headers = new Headers({ [ipHeader]: browser.ip })
  if (browser.cookies !== null) headers.set('cookie', browser.cookies)
  if (browser.userAgent !== null) headers.set('user-agent', browser.userAgent)
  return headers
}

/**
 * `refusals` names the codes of better-auth that are a rule saying no. Any other error is a bug, unless the
 * database is away: better-auth hides that in an error of its own, so the database is asked again, and says so
 * itself.
 */
export async function askBetterAuth<Answer>(
  db: Database,
  refusals: Readonly<Record<string, RefusalCode>>,
  question: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await tracked(question)
  } catch (error) {
    if (!isAPIError(error)) throw error
    const code = String(error.body?.code ?? error.status)
    const refusal = refusals[code]
    if (refusal) refuse(refusal)
    await decisionTime(db)
    throw new Error(`better-auth refused: ${code}`, { cause: error })
  }
}
