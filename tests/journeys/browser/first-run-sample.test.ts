/** A fresh installation whose owner asks for the sample community as well, and is shown how far it is. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEmptySite, type EmptySite } from './support/site.ts'

let site: EmptySite
beforeAll(async () => {
  site = await createEmptySite()
}, 240_000)
afterAll(() => site?.stop())

it('the set-up makes the sample community beside the first one, and leads to it', async () => {
  const { page, problems } = await site.open({})
  await page.goto('/setup')
  await page.getByLabel('Your name').fill('Olive Owner')
  await page.getByLabel('E-mail').fill('olive@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
  await page.getByLabel('Name of the community').fill('Rivertown')
  await page.getByLabel('Also add the sample community').check()
  await page.getByRole('button', { name: 'Create owner and community' }).click()
  await page.getByRole('heading', { level: 1, name: 'General', exact: true }).waitFor()
  await page.getByRole('link', { name: 'Open it' }).click({ timeout: 150_000 })
  await page.getByText('This is the sample community').waitFor()
  await page.getByRole('button', { name: /^Community: / }).click()
  await page.getByRole('menuitem', { name: 'Rivertown' }).waitFor()
  expect(problems).toEqual([])
}, 240_000)
