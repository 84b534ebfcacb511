/** Who plays in which browser. A sample: it believes the e-mail it is told. A real game proves it first. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const cookieName = 'sample_game'

export interface Sessions {
  /** The header that signs the browser in. */
  begin: (email: string) => string
  emailOf: (request: IncomingMessage) => string | undefined
}

export function createSessions(): Sessions {
  const emails = new Map<string, string>()
  return {
    begin(email) {
      const token = randomBytes(24).toString('base64url')
      emails.set(token, email)
      return `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`
    },
    emailOf({ headers }) {
      const pairs = (headers.cookie ?? '').split('; ').map((pair) => pair.split('='))
      const token = pairs.find(([name]) => name === cookieName)?.[1]
      return token === undefined ? undefined : emails.get(token)
    },
  }
}
