/** The items of an app in a browser: created, published, given and taken, frozen and retired; each page is looked at. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { approvedApp } from '../../world/app-inputs.ts'
import { type ItemPages, type Page, startItemPages } from '../../world/item-pages.ts'
import { pictureFile } from '../../world/pictures.ts'
import { egressToLoopback } from '../../world/receiver.ts'
import { checkPage, expectNoAxeFindings, measureShifts } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

const step = makeSteps(() => watched?.page)
const swordPage = '/item'
const boosterUri = 'https://items.ember-isles.example/item?id=4107'
let site: Site
let pages: ItemPages
let watched: WatchedPage
let appId: string
let swordPath: string
let boosterPath: string

beforeAll(async () => {
  pages = await startItemPages()
  site = await createSite({ egress: egressToLoopback() })
  await site.world.member('Mira')
  appId = (await approvedApp({ world: site.world })).params.appId
  watched = await site.open(site.world.owner)
  await measureShifts(watched.page)
}, 120_000)
afterAll(async () => {
  await site?.stop()
  await pages?.close()
})

const missing: Page = (_request, response) => void response.writeHead(404).end()
const ofApp = (path: string) => `/console/${site.world.communityId}/apps/${appId}${path}`
const button = (label: string) => watched.page.getByRole('button', { name: label, exact: true })
const field = (label: string) => watched.page.getByLabel(label, { exact: true })
const said = (text: string | RegExp) => watched.page.getByText(text).first().waitFor()
const pathOfPage = () => new URL(watched.page.url()).pathname
const heading = (name: string) => watched.page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const look = (title: string, picture: string, path: string) =>
  checkPage(watched, { heading: title, name: `console ${picture}`, path })

async function openAtDesk(path: string) {
  await watched.page.setViewportSize({ width: 1440, height: 900 })
  await watched.page.goto(path)
}

describe('the catalog of an app', () => {
  step('says what items are for, before the first one', async () => {
    await look('Edit App', 'items first use', ofApp('?tab=items'))
    await said('No items yet')
  })

  step('has a form that is in order, and says what is missing', async () => {
    await look('Create item', 'item form', ofApp('/items/new'))
    await watched.page.setViewportSize({ width: 1440, height: 900 })
    await button('Create item').click()
    await said('Give it a name.')
  })

  step('gets a permanent item with its limits', async () => {
    await openAtDesk(ofApp('?tab=items'))
    await watched.page.getByRole('link', { name: 'Create item' }).click()
    await field('Address (itemUri)').fill(pages.at(missing, swordPage))
    await field('Name').fill('Cinder blade')
    await field('At most in all').fill('1000')
    await field('At most per member').fill('5')
    await button('Create item').click()
    await heading('Cinder blade')
    await said('Nothing of it can be given yet, and members do not see it.')
    swordPath = pathOfPage()
  })

  step('gets a time-limited item with two tiers', async () => {
    const { page } = watched
    await page.goto(ofApp('/items/new'))
    await field('Address (itemUri)').fill(boosterUri)
    await field('Kind').selectOption('Time-limited')
    await field('Name').fill('Fair wind')
    await field('Key of tier 1').fill('week')
    await field('Duration of tier 1').fill('7')
    await button('Add a tier').click()
    await field('Key of tier 2').fill('Hour')
    await field('Duration of tier 2').fill('1')
    await field('Unit of tier 2').selectOption('hours')
    await button('Create item').click()
    await said('A key is made of small letters, digits, “-” and “_”.')
    await field('Key of tier 2').fill('hour')
    await button('Create item').click()
    await heading('Fair wind')
    boosterPath = pathOfPage()
  })

  step('shows them in one list, and finds one by its name and kind', async () => {
    const { page } = watched
    await page.getByRole('link', { name: /^Items of / }).click()
    await page.getByRole('row', { name: /Cinder blade/ }).waitFor()
    await page.getByRole('row', { name: /7 days, 1 hour/ }).waitFor()
    await page.getByRole('searchbox', { name: 'Search items' }).fill('cinder')
    await page.getByRole('row', { name: /Fair wind/ }).waitFor({ state: 'detached' })
    await field('Kind').selectOption('Mergeable')
    await said('No items match')
    await button('Clear the filters').click()
    await page.getByRole('row', { name: /Fair wind/ }).waitFor()
  })
})

describe('an item', () => {
  step('is changed, and only what was changed is sent', async () => {
    const { page } = watched
    await page.goto(swordPath)
    await field('At most in all').fill('')
    const sent = page.waitForRequest((request) => request.method() === 'PATCH')
    await button('Save the item').click()
    expect((await sent).postDataJSON()).toEqual({ supplyCap: null })
    await said('The item was saved')
  })

  step('has a picture that is uploaded, and one that is not taken is told why', async () => {
    const chooser = watched.page.getByLabel('File for Image Url')
    const file = { name: 'blade.png', mimeType: 'image/png' }
    await chooser.setInputFiles({ ...file, buffer: await pictureFile(299) })
    await said(/^The picture is too small: 299 × 299 px/)
    await keepPicture(watched.page, 'screenshots', 'console item picture refused')
    await chooser.setInputFiles({ ...file, buffer: await pictureFile(400) })
    await watched.page.locator('form img[src^="/api/communities/"]').waitFor()
    await button('Save the item').click()
    await said('The item was saved')
  })

  step('is told of by its address, which is asked when somebody wants it', async () => {
    const { page } = watched
    const says = page.getByRole('region', { name: 'What its address says' })
    await says.getByText('Failing').waitFor()
    pages.at({ description: 'Glows in the dark.', attributes: { rarity: 'epic' } }, swordPage)
    await says.getByRole('button', { name: 'Refresh' }).click()
    await says.getByText('Up to date').waitFor()
    await says.getByText('{"rarity":"epic"}').waitFor()
    await expectNoAxeFindings(page, 'in the section', { parts: ['section'] })
    await keepPicture(page, 'screenshots', 'console item metadata')
    await says.getByRole('button', { name: 'Refresh' }).click()
    await said('Whoever asks has an item fetched once a minute.')
  })

  step('is published, and given after what would happen was shown', async () => {
    const { page } = watched
    await button('Publish').click()
    await said('Units of it can be given.')
    await button('Give or take units').click()
    await page.getByRole('searchbox', { name: 'Search members' }).fill('mira')
    await page.getByRole('button', { name: /Mira mira@example.com/ }).click()
    await keepPicture(page, 'screenshots', 'console units member')
    await field('Units').fill('9')
    await field('Reason').fill('Prize of the regatta')
    await button('Show what would happen').click()
    await said(/would give the member 9 units, and 5 are the most/i)
    await field('Units').fill('3')
    await button('Show what would happen').click()
    await said('Mira has 0 units now and would have 3. Nothing was moved yet.')
    await expectNoAxeFindings(page, 'in the dialog', { parts: ['dialog'] })
    await keepPicture(page, 'screenshots', 'console units dialog')
    await button('Give 3 units').click()
    await said('3 units were given to Mira')
  })

  step('is taken again in parts', async () => {
    const { page } = watched
    await button('Give or take units').click()
    await page.getByRole('button', { name: /Mira mira@example.com/ }).click()
    await field('What').selectOption('Take')
    await field('Reason').fill('One too many')
    await field('Close orders first').check()
    const asked = page.waitForRequest((request) => request.url().endsWith('/postings'))
    await button('Show what would happen').click()
    expect((await asked).postDataJSON()).toMatchObject({ operations: [{ closeOrders: true }] })
    await said('Mira has 3 units now and would have 2. Nothing was moved yet.')
    await keepPicture(page, 'screenshots', 'console units taken')
    await button('Take 1 unit').click()
    await said('1 unit was taken from Mira')
  })

  step('is frozen with a reason, thawed, and retired for good', async () => {
    await button('Freeze').click()
    await field('Reason').fill('Given twice')
    await watched.page.getByRole('dialog').getByRole('button', { name: 'Freeze', exact: true }).click()
    await said('Frozen')
    await said('Given twice')
    await button('End the freeze').click()
    await button('Freeze').waitFor()
    await button('Retire').click()
    await button('Retire it').click()
    await said('Nothing more is given; what members hold stays theirs.')
  })

  step('has pages that are in order', async () => {
    await look('Edit App', 'items', ofApp('?tab=items'))
    await look('Fair wind', 'item', boosterPath)
    await look('Cinder blade', 'item retired', swordPath)
    expect(watched.problems).toEqual([])
  })
})

describe('a reconciliation', () => {
  step('stands with what differed, and is mended after what would happen was shown', async () => {
    const { page } = watched
    const items = [{ itemUri: pages.at(missing, swordPage), count: 1 }]
    const body = { members: [{ member: 'mira@example.com', items }] }
    await site.world.as(site.world.owner).call('reconcile', { params: { appId }, body })
    const path = `/console/${site.world.communityId}/reconciliations`
    await look('Reconciliations', 'reconciliations', path)
    await openAtDesk(path)
    await page.getByRole('row').filter({ hasText: '1 differs' }).click()
    const panel = page.getByRole('complementary', { name: '1 differs' })
    await panel.getByText('Available here: the game says 1, here it is 2 (−1).').waitFor()
    await panel.getByRole('button', { name: 'Take 1 unit' }).click()
    await button('Show what would happen').click()
    await said('Mira has 2 units now and would have 1. Nothing was moved yet.')
    await page.getByRole('dialog').getByRole('button', { name: 'Take 1 unit' }).click()
    await said('1 unit was taken from Mira')
    await panel.getByRole('link', { name: 'Agreed with the game' }).waitFor()
    await panel.getByText('Mended, see below.').waitFor()
    await expectNoAxeFindings(page, 'beside the list', { parts: ['aside'] })
    await keepPicture(page, 'screenshots', 'console reconciliation')
    expect(watched.problems).toEqual([])
  })
})

describe('the test player', () => {
  step('is made, given units and used like a member; what it has stands there', async () => {
    const itemId = boosterPath.split('/').at(-1) ?? ''
    await site.world.as(site.world.owner).call('publishItem', { params: { itemId } })
    await openAtDesk(ofApp('?tab=test'))
    await button('Create the test player').click()
    await said(/^test-[0-9]+@members\.invalid$/)
    await said('It has nothing yet.')
    await field('Units').fill('2')
    await button('Grant units').click()
    await said('The test player was given 2 units')
    await field('Flow').selectOption('Activate')
    await field('Units').fill('1')
    await button('Activate').click()
    await said('1 unit used up: the item is active')
    await said('1 available')
    await look('Edit App', 'test player', ofApp('?tab=test'))
    await button('Reset').click()
    await button('Reset it').click()
    await said('The test player was reset; units burned: 1')
    expect(watched.problems).toEqual([])
  })
})

describe('the face settings', () => {
  step('are in order, and say what a 2xx does', async () => {
    await look('Edit App', 'face settings', ofApp('?tab=face'))
    await said('A 2xx burns the units here')
  })

  step('refuse a deadline that is no time, and are saved as far as they were changed', async () => {
    await openAtDesk(ofApp('?tab=face'))
    await field('Hours to answer a merge').fill('0')
    await button('Save settings').click()
    await said('Give 1 to 720 hours.')
    await field('Hours to answer a merge').fill('24')
    await field('A merge or mint order is confirmed by').selectOption('explicit')
    await watched.page.getByText('A 2xx burns the units here').waitFor({ state: 'detached' })
    await button('Save settings').click()
    await said('The face settings were saved')
    const { settings } = await site.world.as(site.world.owner).call('getAppWebhook', { params: { appId } })
    expect(settings).toMatchObject({
      confirmMode: 'explicit',
      mergeDeadlineS: 86_400,
      mintDeadlineS: 259_200,
    })
    expect(watched.problems).toEqual([])
  })
})
