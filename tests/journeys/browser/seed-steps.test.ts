/**
 * The page the product starts from, "Update In-game currency", walked in a browser: its steps 1 to 9 in their
 * order, then its Logs. Everything is found by the names that the seed uses.
 */
import { createCipheriv, randomBytes } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'

const encryptionKey = 'abcdefghijklmnopqrstuvwxyz012345'
const request = {
  player: { email: 'ADA@example.com', level: 7 },
  reward: { xp: 40, coins: 25 },
}

const step = makeSteps(() => page)
let site: Site
let page: Page
let problems: string[]
let address = ''
let apiKey = ''

beforeAll(async () => {
  site = await createSite()
  const { world } = site
  await world.member('Ada')
  await world
    .as(world.owner)
    .call('createField', { body: { key: 'level', name: 'Level', type: 'numerical' } })
  const opened = await site.open(world.owner)
  page = opened.page
  problems = opened.problems
  await page.goto('/console')
}, 120_000)
afterAll(() => site?.stop())

describe('Update In-game currency: set up', { timeout: 60_000 }, () => {
  step('1. Create an incoming webhook and set up the name, API key and encryption', async () => {
    await page.getByRole('link', { name: 'Webhooks', exact: true }).click()
    await page.getByRole('link', { name: 'Create incoming webhook' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Quest rewards')
    expect(await page.getByRole('switch', { name: 'API key' }).getAttribute('aria-checked')).toBe('true')
    await page.getByRole('switch', { name: 'Encryption' }).click()
    await page.getByRole('combobox', { name: 'Mode' }).selectOption('gcm')
    await page.getByRole('textbox', { name: 'Encryption key' }).fill(encryptionKey)
  })

  step('2. Select User Fields as the webhook location', async () => {
    await page.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'User Fields' })
    await page.getByRole('button', { name: 'Create incoming webhook' }).click()
    await heading('Quest rewards is ready').waitFor()
    apiKey = (await page.getByRole('figure', { name: 'API key' }).getByRole('code').textContent()) ?? ''
    await page.getByRole('link', { name: 'Go on' }).click()
    await heading('Quest rewards').waitFor()
    address = await page.getByRole('textbox', { name: 'Incoming Webhook URL' }).inputValue()
    expect(address).toMatch(new RegExp(`^${site.origin}/hooks/[A-Za-z0-9_-]{32}$`))
  })

  step(
    '3. Send a test request to the Incoming Webhook URL, then click Catch to capture a sample payload',
    async () => {
      expect(await send(request)).toBe(202)
      await page.getByRole('button', { name: 'Catch', exact: true }).click()
      const sample = page.getByRole('tree', { name: 'the payload' })
      await sample.getByRole('treeitem', { name: 'email, string, "ADA@example.com"' }).waitFor()
      await sample.getByRole('treeitem', { name: 'coins, number, 25' }).waitFor()
    },
  )

  step(
    '4. Under Map to User, select a user identifier, select the field and choose the identifier from the payload',
    async () => {
      const mapToUser = page.getByRole('region', { name: 'Map to User' })
      const identifier = mapToUser.getByRole('combobox', { name: 'User identifier' })
      expect(await identifier.getByRole('option').allInnerTexts()).toEqual(['email', 'username'])
      await identifier.selectOption('email')
      await chooseFromPayload(mapToUser, '$.player.email')
      await mapToUser.getByText('in the sample: "ADA@example.com"').waitFor()
    },
  )

  step('5. Click on Add field mapping and select Currency field', async () => {
    await addFieldMapping('Currency')
    await line(1).waitFor()
  })

  step('6. Select XP or Coins as the currency', async () => {
    const currency = line(1).getByRole('combobox', { name: 'Currency' })
    expect(await currency.getByRole('option', { disabled: false }).allInnerTexts()).toEqual(
      expect.arrayContaining(['XP', 'Coins']),
    )
    await currency.selectOption({ label: 'XP' })
    await chooseFromPayload(line(1), '$.reward.xp')
  })

  step('7. Currency can be added or subtracted by selecting the operator before the field', async () => {
    const operator = line(1).getByRole('combobox', { name: 'Operator' })
    expect(await operator.getByRole('option').allInnerTexts()).toEqual(['Add', 'Subtract'])
    expect(await leftOf(operator)).toBeLessThan(
      await leftOf(line(1).getByRole('combobox', { name: 'Currency' })),
    )
    await operator.selectOption({ label: 'Subtract' })
    await dryRun().getByText('Failed: Insufficient balance').waitFor()
    await operator.selectOption({ label: 'Add' })
    await change('+40 XP', '0 → 40').waitFor()

    await addFieldMapping('Currency')
    await line(2).getByRole('combobox', { name: 'Operator' }).selectOption({ label: 'Subtract' })
    await line(2).getByRole('combobox', { name: 'Currency' }).selectOption({ label: 'XP' })
    await line(2).getByRole('combobox', { name: 'Value from' }).selectOption({ label: 'amount' })
    await line(2).getByRole('textbox', { name: 'Amount' }).fill('5')
    await change('−5 XP', '40 → 35').waitFor()
  })

  step('8. Repeat from step 5 to add more currencies', async () => {
    await addFieldMapping('Currency')
    await line(3).getByRole('combobox', { name: 'Operator' }).selectOption({ label: 'Add' })
    await line(3).getByRole('combobox', { name: 'Currency' }).selectOption({ label: 'Coins' })
    await chooseFromPayload(line(3), '$.reward.coins')
    await change('+25 Coins', '0 → 25').waitFor()
  })

  step('9. Additional fields can be merged with Update Custom User Fields', async () => {
    await addFieldMapping('Level')
    await line(4).getByRole('combobox', { name: 'Operator' }).selectOption({ label: 'Set' })
    await chooseFromPayload(line(4), '$.player.level')
    await change('Level', 'empty → 7').waitFor()
    await dryRun().getByText('Success: this would be applied').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Version 1', { exact: true }).waitFor()
  })
})

describe('Update In-game currency: Logs', { timeout: 60_000 }, () => {
  step('Histories at the top right of the Webhooks page shows Success, Failed and Pending', async () => {
    expect(await send(request)).toBe(202)
    expect(await send({ ...request, player: { email: 'nobody@example.com', level: 1 } })).toBe(202)

    await page.getByRole('link', { name: 'Webhooks', exact: true }).first().click()
    await heading('Webhooks').waitFor()
    const histories = page.getByRole('link', { name: 'Histories' })
    const place = await histories.boundingBox()
    expect(place?.x).toBeGreaterThan(1440 / 2)
    expect(place?.y).toBeLessThan(150)
    await histories.click()
    await heading('Histories').waitFor()
    await received('Failed').waitFor()
    await received('Success').waitFor()
    await received('Pending').waitFor()
    expect(await page.getByRole('row').filter({ hasText: 'Quest rewards' }).count()).toBe(3)
  })

  step('Failed has its reason in the Details tab', async () => {
    await received('Failed').click()
    const details = page.getByRole('tabpanel', { name: 'Details' })
    await details.getByText('User not found').waitFor()
    await details.getByText('nobody@example.com').first().waitFor()
    await page.keyboard.press('Escape')
    await details.waitFor({ state: 'detached' })
  })

  step('Pending is a request to which nothing was done yet, and becomes Success when it is run', async () => {
    await received('Pending').click()
    const details = page.getByRole('tabpanel', { name: 'Details' })
    await details.getByText('Received before the first mapping was saved').waitFor()
    await details.getByRole('button', { name: 'Run', exact: true }).click()
    await details.getByText('Success').waitFor()
    await page.keyboard.press('Escape')
    await received('Pending').waitFor({ state: 'detached' })
  })

  step(
    'Coins and XP appear under Community Settings > Gamification Logs, with the name of the webhook as the action',
    async () => {
      const navigation = page.getByRole('navigation', { name: 'Console' })
      await navigation.getByText('Community Settings').waitFor()
      await navigation.getByRole('link', { name: 'Gamification Logs' }).click()
      await heading('Gamification Logs').waitFor()
      const lines = page.getByRole('row').filter({ hasText: 'Ada' })
      await lines.nth(5).waitFor()
      const texts = await lines.allInnerTexts()
      const [who, action] = ['Ada', 'Quest rewards']
      expect(texts.map((text) => text.split(/\s*\t\s*/).slice(0, 5))).toEqual([
        [who, action, '+25 Coins', '25', '50'],
        [who, action, '−5 XP', '75', '70'],
        [who, action, '+40 XP', '35', '75'],
        [who, action, '+25 Coins', '0', '25'],
        [who, action, '−5 XP', '40', '35'],
        [who, action, '+40 XP', '0', '40'],
      ])
    },
  )

  step('The lines say as much on a phone, and the audit log who made the webhook', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const first = page.getByRole('row').filter({ hasText: 'Ada' }).first()
    for (const said of ['Quest rewards', '+25', 'now']) {
      await first.getByText(said).filter({ visible: true }).first().waitFor()
    }
    await page.goto(page.url().replace(/gamification-logs.*/, 'audit-log'))
    const made = page.getByRole('row').filter({ hasText: 'Incoming webhook created' })
    await made
      .getByText(/Quest rewards, by \w+/)
      .filter({ visible: true })
      .waitFor()
  })

  it('no page of the way had an error', () => {
    expect(problems).toEqual([])
  })
})

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const line = (number: number) => page.getByRole('listitem', { name: `Line ${number}`, exact: true })
const dryRun = () => page.getByRole('region', { name: 'Dry run' })
const change = (what: string, beforeAndAfter: string) =>
  dryRun()
    .getByRole('row')
    .filter({ hasText: what })
    .filter({ hasText: spaced(beforeAndAfter) })
const received = (status: string) => page.getByRole('row').filter({ hasText: status })
const leftOf = async (locator: Locator) => (await locator.boundingBox())?.x ?? Number.NaN

/** Words for screen readers may stand beside the arrow. */
const spaced = (text: string) => new RegExp(text.split(' → ').join('.*→.*'))

async function addFieldMapping(kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add field mapping' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
}

async function chooseFromPayload(part: Locator, path: string): Promise<void> {
  await part.getByRole('button', { name: 'Choose from the sample' }).click()
  await page.getByRole('menuitem', { name: path }).click()
}

/** As an external system does: encrypted, with the key, to the address that the page shows. */
async function send(payload: unknown): Promise<number> {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(encryptionKey), iv)
  const text = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final()])
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey, 'x-encrypted': 'true' },
    body: JSON.stringify({
      iv: iv.toString('base64'),
      data: text.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    }),
  })
  await answer.arrayBuffer()
  return answer.status
}
