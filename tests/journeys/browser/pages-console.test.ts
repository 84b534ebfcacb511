/** Every page of the console but those of webhooks, at three widths and in both themes, with true data. */
import { afterAll, beforeAll, describe, it } from 'vitest'
import { checkPage, measureShifts, type PageCase } from './support/page-check.ts'
import { createSite, type Site } from './support/site.ts'
import { type Story, tellStory } from './support/story.ts'
import type { WatchedPage } from './support/watched-page.ts'

let site: Site
let story: Story
let watched: WatchedPage

beforeAll(async () => {
  site = await createSite()
  story = await tellStory(site.world)
  watched = await site.open(site.world.owner)
  await measureShifts(watched.page)
}, 120_000)
afterAll(() => site?.stop())

const pages: [heading: string, name: string, path: (story: Story) => string][] = [
  ['Guild of Tests', 'overview', () => ''],
  ['Members', 'members', () => '/members'],
  ['Members', 'members searched', () => '/members?search=a'],
  ['Mira Okafor', 'member log', ({ memberId }) => `/members/${memberId}`],
  ['Mira Okafor', 'member fields', ({ memberId }) => `/members/${memberId}?tab=fields`],
  ['Mira Okafor', 'member identity', ({ memberId }) => `/members/${memberId}?tab=identity`],
  ['Ledger explorer', 'ledger', () => '/ledger'],
  ['Gamification Logs', 'gamification logs', () => '/settings/gamification-logs'],
  ['User Fields', 'user fields', () => '/settings/user-fields'],
  ['API keys', 'api keys', () => '/settings/api-keys'],
  ['Audit log', 'audit log', () => '/settings/audit-log'],
  ['General', 'general', () => '/settings/general'],
  ['Mailbox', 'mailbox', () => '/mailbox'],
]

describe('the console', () => {
  for (const [heading, name, path] of pages) {
    it(`${name} is in order at 1440, 1024 and 390 px, light and dark`, async () => {
      await checkPage(watched, caseOf(heading, `console ${name}`, path(story)))
    })
  }
})

const caseOf = (heading: string, name: string, path: string): PageCase => ({
  name,
  heading,
  path: `/console/${site.world.communityId}${path}`,
})
