/** Leaving in a browser: staff remove a member, another leaves by themselves; both are told what stays before. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'

let shown: Page | undefined
const step = makeSteps(() => shown)
let site: Site
let ownerPage: Page
let benPage: Page
const problems: string[][] = []

beforeAll(async () => {
  site = await createSite()
  await site.world.member('Ada')
  const { email } = await site.world.member('Ben')
  const ben = await site.world.person(email ?? '')
  const opened = [await site.open(site.world.owner), await site.open(ben.credential)] as const
  ownerPage = opened[0].page
  benPage = opened[1].page
  problems.push(opened[0].problems, opened[1].problems)
}, 120_000)
afterAll(() => site?.stop())

const inConsole = (path: string) => `/console/${site.world.communityId}/${path}`

step(
  'a member is removed from the actions, after a question that names them and says what stays',
  async () => {
    const page = show(ownerPage)
    await page.goto(inConsole('members'))
    await page.getByRole('row', { name: /Ada/ }).click()
    await page.getByRole('complementary', { name: 'Ada' }).waitFor()
    await page.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('menuitem', { name: 'Remove from community' }).click()
    const question = page.getByRole('dialog', { name: 'Remove Ada from Guild of Tests?' })
    await question.getByText('Their balances, open holds and every history stay').waitFor()
    await question.getByRole('button', { name: 'Remove from community' }).click()
  },
)

step('a note says so, and the list is without them', async () => {
  const page = show(ownerPage)
  await page.getByRole('status').getByText('Ada was removed').waitFor()
  await page.getByRole('complementary', { name: 'Ada' }).waitFor({ state: 'detached' })
  await page.getByRole('row', { name: /Ben/ }).waitFor()
  expect(await page.getByRole('row', { name: /Ada/ }).count()).toBe(0)
})

step('the owner is offered no way out, neither in the console nor on Me', async () => {
  const page = show(ownerPage)
  await page.goto(inConsole(`members/${site.world.ownerMemberId}`))
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Edit names and e-mail' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Remove from community' }).count()).toBe(0)
  await page.goto(`/hall/${site.world.communityId}`)
  await page.getByRole('region', { name: 'About me' }).waitFor()
  expect(await page.getByRole('button', { name: 'Leave this community' }).count()).toBe(0)
})

step('a member leaves on Me, after a question, and stands outside', async () => {
  const page = show(benPage)
  await page.goto(`/hall/${site.world.communityId}`)
  await page.getByRole('button', { name: 'Leave this community' }).click()
  const question = page.getByRole('dialog', { name: 'Leave Guild of Tests?' })
  await question.getByText('you are a new member and start with nothing').waitFor()
  await question.getByRole('button', { name: 'Leave', exact: true }).click()
  await page.getByRole('status').getByText('You left Guild of Tests').waitFor()
  await page.getByRole('heading', { name: 'Welcome, ben' }).waitFor()
  await page.goto(`/hall/${site.world.communityId}`)
  await page.getByText('You are not a member of this community').waitFor()
})

it('nothing went wrong in the browser meanwhile', () => {
  expect(problems).toEqual([[], []])
})

function show(page: Page): Page {
  shown = page
  return page
}
