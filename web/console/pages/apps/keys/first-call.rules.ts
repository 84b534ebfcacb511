/** The first call of a game as a command; its key is taken from the environment, never written down. */
import { shellQuoted } from '../../../../api/request.rules.ts'

const somebody = 'member@example.com'

export function firstCall(origin: string, clientId: string): string {
  const query = new URLSearchParams({ clientId, userEmail: somebody })
  return [
    `curl ${shellQuoted(`${origin}/api/pull_items?${query}`)}`,
    `-H "Authorization: Bearer $GUILDHALL_APP_KEY"`,
  ].join(' \\\n  ')
}
