/**
 * Manage Apps in a browser: a game is created, edited and given a key that works, its approval is requested and
 * granted; and each of the pages is looked at.
 */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { checkPage, expectNoAxeFindings, measureShifts } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

const step = makeSteps(() => watched?.page)
const title = 'Ember Isles'
let site: Site
let watched: WatchedPage
let appPath: string
let clientId: string
let key: string

beforeAll(async () => {
  site = await createSite()
  await site.world.member('Mira')
  watched = await site.open(site.world.owner)
  await measureShifts(watched.page)
}, 120_000)
afterAll(() => site?.stop())

const desktop = { width: 1440, height: 900 }
const inConsole = (path: string) => `/console/${site.world.communityId}${path}`
const button = (label: string) => watched.page.getByRole('button', { name: label, exact: true })
const field = (label: string) => watched.page.getByLabel(label, { exact: true })
const pathOfPage = () => new URL(watched.page.url()).pathname
const said = (text: string | RegExp) => watched.page.getByText(text).first().waitFor()
/** The button has nothing left to save. */
const saved = (label: string) => watched.page.locator('button[disabled]', { hasText: label }).waitFor()
const standing = (word: string) =>
  watched.page.getByRole('status', { name: 'Approval status' }).getByText(word, { exact: true }).waitFor()
const look = (heading: string, picture: string, path: string) =>
  checkPage(watched, { heading, name: `console ${picture}`, path })
const pullWith = (bearer: string) =>
  site.world.fetch('GET', `/api/pull_items?clientId=${clientId}&userEmail=mira%40example.com`, {
    headers: { authorization: `Bearer ${bearer}` },
  })

async function openAtDesk(path: string) {
  await watched.page.setViewportSize(desktop)
  await watched.page.goto(path)
}

describe('before the first app', () => {
  step('Manage Apps says what apps are for', async () => {
    await look('Manage Apps', 'apps first use', inConsole('/apps'))
    await said('No app yet')
  })

  step('the form of an app is in order, and says what is missing', async () => {
    await look('Create App', 'app form', inConsole('/apps/new'))
    await watched.page.setViewportSize(desktop)
    await button('Create App').click()
    await said('Give it the title of the game.')
    await said('Give the address of the page of the game.')
  })
})

describe('an app', () => {
  step('is reached from the profile menu, created as a draft, and opens with its Client Id', async () => {
    const { page } = watched
    await page.goto(inConsole(''))
    await page.getByRole('button', { name: /^Account of / }).click()
    await page.getByRole('menuitem', { name: 'Manage Apps' }).click()
    await page.getByRole('link', { name: 'Create App' }).click()
    await field('Title').fill(title)
    await field('Image Url').fill('https://items.ember-isles.example/icon.png')
    await field('App URL').fill('https://ember-isles.example/play')
    await field('Description').fill('Sail between burning islands.\nTrade what you find.')
    await button('Create App').click()
    await page.getByRole('heading', { level: 1, name: 'Edit App' }).waitFor()
    await standing('Draft')
    appPath = pathOfPage()
    clientId = await field('Client Id').inputValue()
    expect(clientId).toMatch(/^[1-9][0-9]{5,11}$/)
  })

  step('is one row of Manage Apps, and "Edit" opens it', async () => {
    const { page } = watched
    await page.goto(inConsole('/apps'))
    const row = page.getByRole('row').filter({ hasText: title })
    await row.getByText(clientId).filter({ visible: true }).waitFor()
    await row.getByText('Draft').waitFor()
    await row.getByText('Visible').waitFor()
    await row.getByRole('link', { name: `Edit ${title}` }).click()
    await page.getByRole('heading', { level: 1, name: 'Edit App' }).waitFor()
    expect(pathOfPage()).toBe(appPath)
  })

  step('is changed with "Update App Info", and only what was changed is sent', async () => {
    await field('Title').fill('Ember Isles II')
    await watched.page.getByRole('checkbox', { name: /^Visibility/ }).uncheck()
    const sent = watched.page.waitForRequest((request) => request.method() === 'PATCH')
    await button('Update App Info').click()
    expect((await sent).postDataJSON()).toEqual({ title: 'Ember Isles II', isVisible: false })
    await said('The app info was updated')
    await field('Title').fill(title)
    await button('Update App Info').click()
    await watched.page.waitForFunction(() => document.title.startsWith('Edit App · Ember Isles · '))
  })

  step('keeps what was typed when somebody else saved meanwhile, and asks which is meant', async () => {
    const { world } = site
    const params = { appId: appPath.split('/').at(-1) ?? '' }
    const saveElsewhere = (description: string) =>
      world.as(world.owner).call('updateApp', { params, body: { description } })
    await field('Description').fill('Mine')
    await saveElsewhere('Theirs')
    await button('Update App Info').click()
    await said('This app was changed meanwhile')
    await keepPicture(watched.page, 'screenshots', 'console app changed meanwhile')
    expect(await field('Description').inputValue()).toBe('Mine')
    await button('Load what is saved').click()
    expect(await field('Description').inputValue()).toBe('Theirs')
    await field('Description').fill('Sail between burning islands.')
    await saveElsewhere('Theirs again')
    await button('Update App Info').click()
    await button('Keep my changes').click()
    await button('Update App Info').click()
    await saved('Update App Info')
    expect((await world.as(world.owner).call('getApp', { params })).description).toBe(
      'Sail between burning islands.',
    )
  })
})

describe('the Api Key', () => {
  step('is generated after its warnings, shown once, and works with GET /api/pull_items', async () => {
    const { page } = watched
    await said('No key yet: nothing can call for this app.')
    await button('Generate').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^Never put it into client code/).waitFor()
    await dialog.getByText(/^Never put it into a repository/).waitFor()
    await dialog.getByText(/^A new key ends the old one at once/).waitFor()
    await expectNoAxeFindings(page, 'in the dialog', { parts: ['dialog'] })
    await keepPicture(page, 'screenshots', 'console app key dialog')
    await dialog.getByRole('button', { name: 'Generate', exact: true }).click()
    key = (await dialog.getByRole('figure', { name: 'Api Key' }).locator('code').textContent()) ?? ''
    await expectNoAxeFindings(page, 'with the new key', { parts: ['dialog'] })
    await keepPicture(page, 'screenshots', 'console app key once')
    await button('I have copied it').click()
    await said('May do everything for this app')
    expect(await page.getByText(key).count()).toBe(0)
    const answer = await pullWith(key)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ items: [] })
  })

  step('ends at once when another is generated, unless an overlap is chosen', async () => {
    const { page } = watched
    await button('Generate').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('The key before').selectOption('Works for 24 more hours')
    await dialog.getByRole('checkbox', { name: 'Take items' }).uncheck()
    await keepPicture(page, 'screenshots', 'console app key overlap')
    await dialog.getByRole('button', { name: 'Generate', exact: true }).click()
    await button('I have copied it').click()
    const lines = page.getByRole('list', { name: 'Keys of this app' }).getByRole('listitem')
    await lines.filter({ hasText: ', ends' }).waitFor()
    expect(await lines.count()).toBe(2)
    expect((await pullWith(key)).status).toBe(200)
    await lines.filter({ hasText: ', ends' }).getByRole('button', { name: /^End / }).click()
    await button('End the key').click()
    await said('The key was ended')
    expect((await pullWith(key)).status).toBe(401)
  })
})

describe('the webhook', () => {
  const label = 'Your unique URL for events (FINGI webhook)'
  const standing = () => watched.page.getByRole('region', { name: 'Webhook' })

  step('is saved at the bottom of the page, and its signing secret is shown once', async () => {
    await field(label).fill('ember-isles.example/fingi')
    await button('Save').click()
    await said('It starts with https:// or http://.')
    await field(label).fill('https://events.ember-isles.example/fingi')
    await button('Save').click()
    await said(/^whsec_/)
    await expectNoAxeFindings(watched.page, 'with the secret', { parts: ['dialog'] })
    await button('I have copied it').click()
    await standing().getByText('Active', { exact: true }).waitFor()
    expect(await watched.page.getByText(/^whsec_/).count()).toBe(0)
    await standing().getByRole('link', { name: 'Tests and deliveries' }).waitFor()
  })

  step('is changed without another secret, and removed with an empty field after a question', async () => {
    await field(label).fill('https://events.ember-isles.example/v2')
    await button('Save').click()
    await saved('Save')
    await field(label).fill('')
    await button('Save').click()
    await button('Remove it').click()
    await said('The webhook was removed')
    await standing().getByText('Active', { exact: true }).waitFor({ state: 'detached' })
    await field(label).fill('https://events.ember-isles.example/fingi')
    await button('Save').click()
    await button('I have copied it').click()
  })
})

describe('the approval', () => {
  step('is requested, withdrawn and requested again', async () => {
    await button('Request approval').click()
    await standing('Pending')
    await button('Withdraw').click()
    await standing('Draft')
    await button('Request approval').click()
    await standing('Pending')
  })

  step('is rejected with a reason that is shown', async () => {
    await button('Reject').click()
    await field('Reason').fill('The page of the game is empty')
    await watched.page.getByRole('dialog').getByRole('button', { name: 'Reject', exact: true }).click()
    await standing('Rejected')
    await said('The page of the game is empty')
    await look('Edit App', 'app rejected', appPath)
  })

  step('is granted, suspended and resumed', async () => {
    await openAtDesk(appPath)
    await button('Request approval').click()
    await standing('Pending')
    await look('Waiting for approval', 'approvals', inConsole('/approvals'))
    await openAtDesk(inConsole('/approvals'))
    await watched.page.getByRole('link', { name: /^Waiting for approval\W+1$/ }).waitFor()
    await watched.page.getByRole('row').filter({ hasText: title }).click()
    const panel = watched.page.getByRole('complementary', { name: title })
    await panel.getByText('None yet.').waitFor()
    await keepPicture(watched.page, 'screenshots', 'console approval')
    await panel.getByRole('button', { name: 'Approve' }).click()
    await panel.getByText('Approved', { exact: true }).waitFor()
    await said('Nothing waits')
    await openAtDesk(appPath)
    await standing('Approved')
    await button('Suspend').click()
    await field('Reason').fill('Items were given twice')
    await watched.page.getByRole('dialog').getByRole('button', { name: 'Suspend', exact: true }).click()
    await standing('Suspended')
    await button('Resume').click()
    await standing('Approved')
  })

  step('is decided by those who may, and hidden from the others', async () => {
    const ben = await site.open((await site.world.staff('Ben', ['approve_apps'])).credential)
    await ben.page.goto(appPath)
    await ben.page.getByRole('button', { name: 'Suspend' }).waitFor()
    expect(await ben.page.getByRole('button', { name: /Update App Info|Generate|Archive/ }).count()).toBe(0)
    expect(await ben.page.getByLabel('Title', { exact: true }).isDisabled()).toBe(true)
    await ben.page.goto(inConsole('/apps'))
    await ben.page.getByRole('link', { name: `Open ${title}` }).waitFor()
    expect(await ben.page.getByRole('link', { name: 'Create App' }).count()).toBe(0)
    expect(ben.problems).toEqual([])
    await ben.page.context().close()
  })
})

describe('the pages', () => {
  step('of the list and of one app are in order', async () => {
    await look('Manage Apps', 'apps', inConsole('/apps'))
    await look('Edit App', 'app', appPath)
  })

  step('of an archived app are gone, after its title was typed', async () => {
    await openAtDesk(appPath)
    await button('Archive').click()
    await field(`Type “${title}” to archive it`).fill(title)
    await watched.page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
    await said(`${title} was archived`)
    await said('No app yet')
    expect(watched.problems).toEqual([])
  })
})
