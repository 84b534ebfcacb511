/** The pages of the console before anything has happened, and what those see who may not see a page. */
import { describe } from 'vitest'
import { inConsole, makeLookAt } from './support/look-at-pages.ts'

const lookAt = makeLookAt()

describe('a community on its first day', () => {
  const first = inConsole([
    ['Second Guild', 'first overview', ''],
    ['Members', 'first members', '/members'],
    ['Webhooks', 'first webhooks', '/webhooks'],
    ['Histories', 'first histories', '/webhooks/histories'],
    ['Alerts', 'first alerts', '/alerts'],
    ['Economy overview', 'first economy', '/economy'],
    ['Ledger explorer', 'first ledger', '/ledger'],
    ['Gamification Logs', 'first gamification logs', '/settings/gamification-logs'],
    ['User Fields', 'first user fields', '/settings/user-fields'],
    ['API keys', 'first api keys', '/settings/api-keys'],
  ])
  lookAt(
    ({ world }) => world.owner,
    first.map((place) => ({ ...place, path: (story) => place.path(story, story.emptyCommunityId) })),
  )
})

describe('the console, as a member without permissions sees it', () => {
  lookAt((_site, { member }) => member, inConsole([['Console', 'closed', '']]))
})
