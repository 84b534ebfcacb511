/** The API reference at /docs: one long page, so axe looks at its frame, its introduction, and some endpoints. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectCalm, expectNoAxeFindings, measureShifts, settle } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { createEmptySite, type EmptySite } from './support/site.ts'
import { openWatchedPage } from './support/watched-page.ts'

let site: EmptySite
beforeAll(async () => {
  site = await createEmptySite()
}, 120_000)
afterAll(() => site?.stop())

// Endpoints are all built alike.
const parts = ['header', '#introduction', '#problems', '#logIn', '#dryRunIncomingWebhook']

/** They are not looked at, and yet axe would walk through all of them, which takes a quarter of a minute. */
const removeOtherEndpoints = (page: Page) =>
  page.evaluate((kept) => {
    const endpoints = [...document.querySelectorAll('section[id]:has(> div > div > h3)')]
    for (const endpoint of endpoints) if (!kept.includes(`#${endpoint.id}`)) endpoint.remove()
  }, parts)

describe('the API reference', () => {
  it.each([
    [1440, 'light'],
    [1024, 'dark'],
    [390, 'dark'],
  ] as const)('is in order at %i px, %s', async (width, colorScheme) => {
    const context = await site.profile({}, { viewport: { width, height: 900 }, colorScheme })
    const { page, problems } = await openWatchedPage(context)
    await measureShifts(page)
    await page.goto('/docs')
    await settle(page, 'Refusals')
    await expectCalm(page, 'here')
    await removeOtherEndpoints(page)
    await expectNoAxeFindings(page, 'here', { parts })
    await keepPicture(page, 'screenshots', `docs ${width} ${colorScheme}`)
    expect(problems).toEqual([])
    await context.close()
  })
})
