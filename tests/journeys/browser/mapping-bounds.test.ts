/** A sender that puts JSON into a text, and bounds for what it may give, from Catch to the reason in Histories. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWebhook } from '../../world/world.ts'
import { keepPicture } from './support/pictures.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'

const step = makeSteps(() => page)
let site: Site
let page: Page
let problems: string[]
let webhook: TestWebhook

const reward = (coins: number) => ({
  type: 'reward',
  payload: JSON.stringify({ who: 'ada', reward: { coins } }),
})

beforeAll(async () => {
  site = await createSite()
  await site.world.member('Ada')
  webhook = await site.world.webhook({ name: 'Queue of rewards' })
  await site.world.send(webhook, reward(120))
  const opened = await site.open(site.world.owner)
  page = opened.page
  problems = opened.problems
  await page.goto(`/console/${site.world.communityId}/webhooks/${webhook.id}`)
}, 120_000)
afterAll(() => site?.stop())

describe('a text that holds JSON, and bounds', { timeout: 60_000 }, () => {
  step('a caught text that is JSON can be read as such, and its values chosen like any other', async () => {
    await page.getByRole('button', { name: 'Catch', exact: true }).click()
    await pick(/^payload, string/, 'Read as JSON')
    await pick(/^who, string/, 'Find the member by username')
    await pick(/^coins, number/, 'Add to Coins')
    await dryRun().getByText('Success: this would be applied').waitFor()
    await dryRun().getByRole('row').filter({ hasText: '+120 Coins' }).waitFor()
    const texts = page.getByRole('list', { name: 'Texts that are JSON' })
    expect(await texts.getByRole('textbox').inputValue()).toBe('$.payload')
  })

  step('a bound beyond which the sample goes is told at the line, before anything is saved', async () => {
    await page.getByRole('button', { name: 'Add bounds of a currency' }).click()
    await bounds().getByRole('combobox', { name: 'Currency' }).selectOption({ label: 'Coins' })
    await bounds().getByRole('textbox', { name: 'Add per request' }).fill('100')
    await dryRun().getByText('Failed: Amount is out of bounds').waitFor()
    await page.getByRole('listitem', { name: 'Line 1' }).getByText('lets one request add 100 coins').waitFor()
    await keepPicture(page, 'screenshots', 'bounds beyond 1440')
    await bounds().getByRole('textbox', { name: 'Add per request' }).fill('150')
    await bounds().getByRole('textbox', { name: 'Add per day' }).fill('200')
    await dryRun().getByText('Success: this would be applied').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Version 1', { exact: true }).waitFor()
  })

  step('what goes beyond the bound of the day is Failed in Histories, with the reason', async () => {
    await site.world.deliver(webhook, reward(120))
    await site.world.deliver(webhook, reward(81))
    await page.goto(`/console/${site.world.communityId}/webhooks/histories`)
    await page.getByRole('row').filter({ hasText: 'Failed' }).click()
    const details = page.getByRole('tabpanel', { name: 'Details' })
    await details.getByText('lets a member get 200 coins from this webhook in a day (UTC)').waitFor()
    await details.getByText('brings the sum for ada to 201').waitFor()
    await keepPicture(page, 'screenshots', 'bounds histories 1440')
  })

  it('no page of the way had an error', () => {
    expect(problems).toEqual([])
  })
})

const dryRun = () => page.getByRole('region', { name: 'Dry run' })
const bounds = (): Locator => page.getByRole('listitem', { name: 'Bounds 1' })

async function pick(row: RegExp, use: string): Promise<void> {
  await page.getByRole('tree', { name: 'the payload' }).getByRole('treeitem', { name: row }).click()
  await page.getByRole('menuitem', { name: use, exact: true }).click()
}
