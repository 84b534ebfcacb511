/** A webhook that is signed and encrypted from its first request on: created, tested from the console, tried out. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPicture } from './support/pictures.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'

const step = makeSteps(() => page)
let site: Site
let page: Page
let problems: string[]
const encryptionKey = 'guildhall-demo-key-32-characters'
/** `{"hello":"world"}` under that key (wire/returning-ai.md 9.2). */
const sealed = '{"iv":"AAECAwQFBgcICQoL","data":"o6Spjgi7YudLlLusYdcWD04=","tag":"b8gCG9DrfKvecB5sjIeCFQ=="}'

beforeAll(async () => {
  site = await createSite()
  await site.world.member('Ada')
  const opened = await site.open(site.world.owner)
  page = opened.page
  problems = opened.problems
  await page.goto(`/console/${site.world.communityId}/webhooks/new`)
}, 120_000)
afterAll(() => site?.stop())

describe('a webhook that is signed and encrypted', { timeout: 60_000 }, () => {
  step('is created so, with the secret of the sender', async () => {
    await page.getByRole('textbox', { name: 'Name' }).fill('Deploys')
    await page.getByRole('switch', { name: 'API key' }).click()
    await page.getByRole('switch', { name: 'Signature' }).click()
    await page.getByRole('combobox', { name: 'Sender' }).selectOption({ label: 'GitHub' })
    const create = page.getByRole('button', { name: 'Create incoming webhook' })
    await create.click()
    await page.getByText('The secret needs at least 16 characters.').waitFor()
    await page.getByRole('textbox', { name: 'Secret' }).fill('a secret of GitHub'.replaceAll(' ', '-'))
    await page.getByRole('switch', { name: 'Encryption' }).click()
    await page.getByRole('textbox', { name: 'Encryption key' }).fill(encryptionKey)
    await keepPicture(page, 'screenshots', 'webhook new signed 1440')
    await create.click()
    await page.getByRole('heading', { name: 'Deploys is ready' }).waitFor()
    await page.getByRole('link', { name: 'Go on: send a test and catch it' }).click()
  })

  step('takes a test from the console, which the server encrypts and signs', async () => {
    await page.getByText('The server signs the test as GitHub').waitFor()
    for (const form of ['AES-256-GCM, iv and data', 'JWE, dir with A256GCM']) {
      await page.getByRole('combobox', { name: 'Encrypted as' }).selectOption({ label: form })
      await page.getByRole('button', { name: 'Send the test request' }).click()
      await page.getByText('202').first().waitFor()
    }
    await keepPicture(page, 'screenshots', 'webhook test signed 1440')
    await expect
      .poll(async () => {
        const { data } = await site.world.as(site.world.owner).call('listReceipts', {})
        return data.length
      })
      .toBe(2)
  })

  step('tells what a body holds, or what is wrong with it', async () => {
    await page.getByRole('tab', { name: 'Settings' }).click()
    const body = page.getByRole('textbox', { name: 'Encrypted body' })
    const attempt = page.getByRole('button', { name: 'Try to decrypt' })
    await body.fill(sealed)
    await attempt.click()
    await page.getByText('Read as iv, data and tag.').waitFor()
    await body.fill(sealed.replace('o6Sp', 'o6Sq'))
    await attempt.click()
    await page.getByText('This body would fail').waitFor()
    await keepPicture(page, 'screenshots', 'webhook decrypt 1440')
  })

  it('has met no error on the way', () => {
    expect(problems).toEqual([])
  })
})
