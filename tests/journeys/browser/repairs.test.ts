/** Repairs in a browser: what is offered, what the previews say, an undo with its typed name, and its result. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mapping } from '../../../contracts/mapping.ts'
import type { TestWebhook } from '../../world/world.ts'
import { expectNoAxeFindings } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'

const coinsOf = (path: string): Mapping => ({
  member: { identifier: 'username', path: '$.who' },
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path },
    { kind: 'field', field: 'rank', operator: 'set', path: '$.rank', optional: true },
  ],
})

const step = makeSteps(() => page)
let site: Site
let page: Page
let problems: string[]
let webhook: TestWebhook

beforeAll(async () => {
  site = await createSite()
  const { world } = site
  const owner = world.as(world.owner)
  const ada = await world.member('Ada')
  await world.member('Bob')
  await owner.call('createField', { body: { key: 'rank', name: 'Rank', type: 'numerical' } })
  webhook = await world.webhook({ name: 'Arena results' })
  for (const coins of [3, 4]) await world.deliver(webhook, { who: 'bob', coins })
  const params = { webhookId: webhook.id }
  await owner.call('saveIncomingWebhookMapping', { params, body: coinsOf('$.coins') })
  for (let coins = 10; coins < 15; coins++) await world.deliver(webhook, { who: 'ada', coins, rank: coins })
  for (const who of ['stranger', 'wanderer']) await world.deliver(webhook, { who, coins: 2 })
  await owner.call('saveIncomingWebhookMapping', { params, body: coinsOf('$.gold') })
  for (let index = 0; index < 4; index++) await world.deliver(webhook, { who: 'bob', coins: 5 })
  await owner.call('saveIncomingWebhookMapping', { params, body: coinsOf('$.coins') })
  const spent = { asset: 'coins', amount: -45, reason: 'Bought a cloak' }
  await owner.call('adjustBalance', { params: { memberId: ada.id }, body: spent })
  const opened = await site.open(world.owner)
  page = opened.page
  problems = opened.problems
}, 120_000)
afterAll(() => site?.stop())

const histories = () => `/console/${site.world.communityId}/webhooks/histories?webhook=${webhook.id}`
const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')

/** Of what is open now, at the desktop's and the phone's width, in both themes. */
async function look(name: string): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('dialog .animate-pulse, [aria-busy="true"]') === null,
  )
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await keepPicture(page, 'screenshots', `console ${name} ${width} ${colorScheme}`)
    }
    await expectNoAxeFindings(page, `${name} at ${width} px`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

describe('Histories of one webhook', () => {
  step('offer with a count what can be done with all of its requests', async () => {
    await page.goto(histories())
    await button('Run 6 failed again…').waitFor()
    await button('Apply 2 waiting…').waitFor()
    await button('Discard 2 waiting…').waitFor()
    await button('Undo 5 applied…').waitFor()
    await look('repairs offered')
  })

  step('show before a rerun what would come out, and run only one reason again', async () => {
    await button('Run 6 failed again…').click()
    await dialog().getByText('4 would succeed').or(dialog().getByText('would succeed')).waitFor()
    await look('repair rerun preview')
    await dialog()
      .getByRole('combobox', { name: 'Failed because' })
      .selectOption({ label: 'Value missing in payload (4)' })
    await dialog().getByRole('button', { name: 'Run 4 requests again' }).click()
    await page.getByText('4 of 4 done: 4 succeeded').waitFor()
    await button('Run 2 failed again…').waitFor()
  })

  step('undo after the name of the webhook has been typed, and tell who had spent it', async () => {
    await button('Undo 9 applied…').click()
    await dialog().getByText('One balance is too small').waitFor()
    const start = dialog().getByRole('button', { name: 'Undo 9 requests' })
    expect(await start.isDisabled()).toBe(true)
    await look('repair undo preview')
    await dialog()
      .getByRole('combobox', { name: 'When it has been spent already' })
      .selectOption('take what is left')
    await dialog()
      .getByRole('textbox', { name: /Type the name/ })
      .fill('Arena results')
    await dialog().getByRole('textbox', { name: 'Reason' }).fill('The arena paid twice – “Grüße” 🎁')
    await start.click()
    await page.getByText(/9 of 9 done/).waitFor()
    await page.getByText(/: The arena paid twice – “Grüße” 🎁/).waitFor()
    await button('What was left').click()
    await page
      .getByText(/had spent \d+ Coins already/)
      .first()
      .waitFor()
    await look('repair undo result')
  })

  step('keep the result over a reload, and the requests say that they were undone', async () => {
    await page.reload()
    await page.getByText(/9 of 9 done/).waitFor()
    await page.getByText('Undone by Olive Owner').first().waitFor()
    await button('All repairs').click()
    await dialog().getByText('Undoing 9 requests: done').waitFor()
    await look('repairs of a webhook')
    await dialog().getByRole('button', { name: 'Close' }).first().click()
  })

  step('discard what waits after asking once', async () => {
    await button('Discard 2 waiting…').click()
    await dialog().getByRole('button', { name: 'Discard 2 requests' }).click()
    await page.getByText('2 of 2 done: 2 discarded').waitFor()
  })
})

it('nothing went wrong in the page on the way', () => {
  expect(problems).toEqual([])
})
