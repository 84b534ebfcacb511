/** Every page of the console but those of webhooks, at three widths and in both themes, with true data. */
import { describe } from 'vitest'
import { inConsole, makeLookAt } from './support/look-at-pages.ts'

const lookAt = makeLookAt()

describe('the console, as its owner sees it', () => {
  lookAt(
    ({ world }) => world.owner,
    inConsole([
      ['Guild of Tests', 'overview', ''],
      ['Members', 'members', '/members'],
      ['Mira Okafor', 'member log', ({ memberId }) => `/members/${memberId}`],
      ['Mira Okafor', 'member fields', ({ memberId }) => `/members/${memberId}?tab=fields`],
      ['Mira Okafor', 'member identity', ({ memberId }) => `/members/${memberId}?tab=identity`],
      ['Alerts', 'alerts', '/alerts'],
      ['Economy overview', 'economy', '/economy'],
      ['Ledger explorer', 'ledger', '/ledger'],
      ['Holds and treasury', 'holds', '/holds'],
      ['Ledger proof', 'ledger proof', '/ledger-proof'],
      ['Currencies', 'currencies', '/currencies'],
      ['Gamification Logs', 'gamification logs', '/settings/gamification-logs'],
      ['User Fields', 'user fields', '/settings/user-fields'],
      ['API keys', 'api keys', '/settings/api-keys'],
      ['Audit log', 'audit log', '/settings/audit-log'],
      ['General', 'general', '/settings/general'],
      ['Server status', 'server status', '/installation'],
      ['Mailbox', 'mailbox', '/mailbox'],
    ]),
  )
})
