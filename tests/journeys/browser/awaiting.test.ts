/** Waiting for a member in a browser: the choice in the mapping, the request that waits, and what becomes of it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestWebhook } from '../../world/world.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'

const step = makeSteps(() => page)
let site: Site
let page: Page
let problems: string[]
let webhook: TestWebhook

beforeAll(async () => {
  site = await createSite()
  webhook = await site.world.webhook({
    name: 'Early supporters',
    mapping: {
      member: { identifier: 'username', path: '$.who' },
      lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
    },
  })
  await site.world.deliver(webhook, { who: 'ada', coins: 5 })
  const opened = await site.open(site.world.owner)
  page = opened.page
  problems = opened.problems
}, 120_000)
afterAll(() => site?.stop())

const inConsole = (path: string) => `/console/${site.world.communityId}/webhooks/${path}`

step(
  'a mapping can let requests wait when nobody is found, and the dry run says that this one would',
  async () => {
    await page.goto(inConsole(webhook.id))
    await page.getByRole('combobox', { name: 'When nobody is found' }).selectOption('it waits up to 30 days')
    await page.getByText('Waiting for ada: nothing would be changed until that member appears').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved as version 2').waitFor()
  },
)

step('the page of the webhook counts what waits, and leads to it in Histories', async () => {
  await site.world.deliver(webhook, { who: 'ada', coins: 7 })
  await page.getByText('One request waits for its member').waitFor()
  await page.getByRole('link', { name: 'Look at it' }).click()
  const row = page.getByRole('row', { name: /Waiting/ })
  await row.waitFor()
  await row.click()
  await page.getByText('username ada', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Discard', exact: true }).waitFor()
})

step('when the member is added it becomes a Success by itself', async () => {
  await site.world.member('Ada')
  await page.goto(inConsole(`histories?webhook=${webhook.id}`))
  await page.getByRole('row', { name: /Success/ }).waitFor()
})

it('nothing went wrong in the browser meanwhile', () => {
  expect(problems).toEqual([])
})
