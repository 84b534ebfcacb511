/** A fresh installation in a browser: its owner, its first community, and the way of a first member to Me. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmptySite, type EmptySite } from './support/site.ts'
import { makeSteps } from './support/steps.ts'

const owner = { email: 'olive@example.com', password: 'correct horse battery' }
const ada = { email: 'ada@example.com', password: 'a quiet green lantern' }

let shown: Page | undefined
const step = makeSteps(() => shown)
let site: EmptySite & { firstRunUrl: string }
let ownerPage: Page
let adaPage: Page
const problems: string[][] = []
let community = ''
let invitation = ''

beforeAll(async () => {
  site = await createEmptySite()
  const opened = [await site.open({}), await site.open({})] as const
  ownerPage = opened[0].page
  adaPage = opened[1].page
  problems.push(opened[0].problems, opened[1].problems)
}, 120_000)
afterAll(() => site?.stop())

describe('the owner', () => {
  step('a fresh installation leads from / to the set-up', async () => {
    const page = show(ownerPage)
    await page.goto('/')
    await page.waitForURL('**/setup')
    await heading(page, 'Set up Guildhall').waitFor()
  })

  step('the set-up creates the owner and the community, and shows the first steps', async () => {
    const page = show(ownerPage)
    await page.getByLabel('Your name').fill('Olive Owner')
    await page.getByLabel('E-mail').fill(owner.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(owner.password)
    await page.getByLabel('Name of the community').fill('Rivertown')
    await page.getByRole('button', { name: 'Create owner and community' }).click()
    await heading(page, 'Rivertown').waitFor()
    const steps = page.getByRole('region', { name: 'First steps' })
    await steps.getByText('0 of 5 done').waitFor()
    community = new URL(page.url()).pathname.split('/')[2] ?? ''
    expect(community).toMatch(/^[0-9a-f-]{36}$/)
  })

  step('the set-up is closed afterwards, also to the printed first-run link', async () => {
    const page = show(adaPage)
    await page.goto(site.firstRunUrl)
    await heading(page, 'Already set up').waitFor()
  })

  step('signing out leads to the sign-in, and the console is closed', async () => {
    const page = show(ownerPage)
    await page.getByRole('button', { name: 'Account of Olive Owner' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await heading(page, 'Sign in').waitFor()
    await page.goto(`/console/${community}/members`)
    await page.waitForURL('**/sign-in?*')
  })

  step('a wrong password is refused in words, and the right one goes on to where one was going', async () => {
    const page = show(ownerPage)
    await signIn(page, { ...owner, password: 'not the password' })
    await page.getByRole('alert').getByText('E-mail or password is wrong').waitFor()
    await signIn(page, owner)
    await heading(page, 'Members').waitFor()
    expect(new URL(page.url()).pathname).toBe(`/console/${community}/members`)
  })

  step('the owner adds a member, gives it XP and takes some, and makes an invitation', async () => {
    const page = show(ownerPage)
    await page.getByRole('button', { name: 'Add member' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Username').fill('ada')
    await dialog.getByLabel('Display name').fill('Ada Lovelace')
    await dialog.getByRole('button', { name: 'Add member' }).click()
    await page.getByRole('complementary', { name: 'Ada Lovelace' }).waitFor()
    await adjust(page, { operator: 'Add', amount: '120', currency: 'XP', reason: 'Won the spring race' })
    await adjust(page, { operator: 'Subtract', amount: '20', currency: 'XP', reason: 'Came too late' })
    await page.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('menuitem', { name: 'Invite' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Make the link' }).click()
    const link = page.getByRole('figure', { name: 'Invitation link' }).getByRole('code')
    invitation = (await link.textContent()) ?? ''
    expect(invitation).toContain(`${site.origin}/invitations/`)
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  })
})

describe('the first member', () => {
  step('an invitation says what it is for and leads through the registration', async () => {
    const page = show(adaPage)
    await page.goto(invitation)
    await heading(page, 'Join Rivertown').waitFor()
    await page.getByRole('link', { name: 'Register first' }).click()
    await page.getByLabel('Your name').fill('Ada')
    await page.getByLabel('E-mail').fill(ada.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(ada.password)
    await page.getByRole('button', { name: 'Register' }).click()
    await heading(page, 'Look into your mail').waitFor()
  })

  step('an address that is not verified cannot sign in yet', async () => {
    const page = show(adaPage)
    await page.getByRole('link', { name: 'Go to the sign-in' }).click()
    await signIn(page, ada)
    await page.getByText('Verify your e-mail address first').waitFor()
  })

  step('the mailbox page shows the owner the verification link, and opening it signs in', async () => {
    const page = show(ownerPage)
    await page.getByRole('link', { name: 'Mailbox' }).click()
    const mail = page.getByRole('listitem').filter({ hasText: `To ${ada.email}` })
    const link = await mail.getByRole('link', { name: 'Open the link' }).getAttribute('href')
    expect(link).toContain(`${site.origin}/verify?token=`)
    await show(adaPage).goto(link ?? '')
    await adaPage.getByText('Your e-mail address is verified').waitFor()
  })

  step('the invitation makes the member theirs, with everything it has earned', async () => {
    const page = show(adaPage)
    await page.goto(invitation)
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await heading(page, 'Ada Lovelace').waitFor()
    const balances = page.getByRole('region', { name: 'My balances' })
    await balances.getByText('100', { exact: true }).waitFor()
  })

  step('Me explains every change of a balance with action, amount, before and after', async () => {
    const changes = show(adaPage).getByRole('region', { name: 'What changed' }).getByRole('listitem')
    await changes.nth(1).waitFor()
    const [late, won] = await changes.allTextContents()
    expect(late).toMatch(/^Adjustment: Came too late.*−20 XP.*by Olive Owner.*120.*100$/)
    expect(won).toMatch(/^Adjustment: Won the spring race.*\+120 XP.*by Olive Owner.*0.*120$/)
    expect(await changes.count()).toBe(2)
  })

  step('a used invitation is not valid any more', async () => {
    const page = show(adaPage)
    await page.goto(invitation)
    await page.getByText('This invitation is not valid any more').waitFor()
  })

  step('the console and its secrets stay closed to a member', async () => {
    const page = show(adaPage)
    await page.goto(`/hall/${community}`)
    await page.getByRole('button', { name: 'Account of Ada' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
    expect(await page.getByRole('menuitem', { name: 'Open the console' }).count()).toBe(0)
    for (const part of ['', '/webhooks', '/settings/api-keys', '/mailbox', '/members']) {
      await page.goto(`/console/${community}${part}`)
      await page.getByRole('link', { name: 'Go to the hall' }).waitFor()
    }
    for (const path of ['/api/mailbox', ...['webhooks', 'api-keys', 'members'].map(pathOf)]) {
      expect([path, await statusOf(page, path)]).toEqual([path, 403])
    }
  })

  it('no page of the way had an error', () => {
    expect(problems.flat()).toEqual([])
  })
})

const pathOf = (part: string) =>
  `/api/communities/${community}/${part === 'webhooks' ? 'incoming-webhooks' : part}`

function show(page: Page): Page {
  shown = page
  return page
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

async function signIn(page: Page, { email, password }: typeof owner): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

interface Adjustment {
  operator: string
  amount: string
  currency: string
  reason: string
}

async function adjust(page: Page, { operator, amount, currency, reason }: Adjustment): Promise<void> {
  await page.getByRole('button', { name: 'Adjust balance' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Operator').selectOption({ label: operator })
  await dialog.getByLabel('Amount').fill(amount)
  await dialog.getByLabel('Currency').selectOption({ label: currency })
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Post the adjustment' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** What the page itself would be answered, with its cookies. */
const statusOf = (page: Page, path: string) =>
  page.evaluate(async (address) => (await fetch(address)).status, path)
