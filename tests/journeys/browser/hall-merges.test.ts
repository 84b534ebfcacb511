/** Merges as a member sees them: asked for, taken back, confirmed by the game or refused; always saying how far it is. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { giftable } from '../../world/gift-inputs.ts'
import { checkPage, expectNoAxeFindings, measureShifts } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { type Game, startGame } from './support/playing.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

const step = makeSteps(() => watched?.page)
let site: Site
let game: Game
let watched: WatchedPage

beforeAll(async () => {
  site = await createSite()
  game = await startGame(site.world)
  // The game answers by calls only, as one without a webhook does.
  await site.world.as(site.world.owner).call('saveAppWebhook', {
    params: { appId: game.appId },
    body: { settings: { confirmMode: 'explicit' } },
  })
  await game.give(game.items.ore, 20)
  await game.give(game.items.shard, 4)
  watched = await site.open(game.member)
  await measureShifts(watched.page)
}, 120_000)
afterAll(() => site?.stop())

const inHall = (path: string) => `/hall/${site.world.communityId}${path}`
const said = (text: string | RegExp) => watched.page.getByText(text).first().waitFor()
const merging = () => watched.page.getByRole('button', { name: 'Merge into the game' })
const article = (name: string) => watched.page.getByRole('article', { name })
const held = () => watched.page.getByRole('region', { name: 'What I hold' })

async function openAtDesk(path: string) {
  await watched.page.setViewportSize({ width: 1440, height: 900 })
  await watched.page.goto(inHall(path))
}

async function mergeUnits(quantity: number) {
  await merging().click()
  const dialog = watched.page.getByRole('dialog')
  await dialog.getByLabel('Units').fill(String(quantity))
  await dialog.getByRole('button', { name: /^Merge \d+ units?$/ }).click()
  await article(`${quantity} × Cave ore`).waitFor()
}

async function latestMerge(): Promise<string> {
  const { data } = await site.world.as(game.member).call('listMerges', {})
  return data[0]?.id ?? ''
}

describe('a merge', () => {
  step('of units under a trade hold is off, and says why', async () => {
    await openAtDesk(`/items/${game.items.shard}`)
    await said('What you have cannot be moved yet.')
    expect(await merging().isDisabled()).toBe(true)
  })

  step('warns that the units leave for good, and then holds them', async () => {
    const { page } = watched
    await openAtDesk(`/items/${game.items.ore}`)
    await merging().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('They leave for good').waitFor()
    await expectNoAxeFindings(page, 'in the dialog', { parts: ['dialog'] })
    await keepPicture(page, 'screenshots', 'hall merge')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await mergeUnits(5)
    await held().getByText('15 available').waitFor()
    await held().getByText('5 on the way into the game').waitFor()
    await article('5 × Cave ore').getByText('Held').waitFor()
  })

  step('that is open stands on top of the inventory, and can be taken back', async () => {
    await checkPage(watched, {
      heading: 'Inventory',
      name: 'hall inventory merges',
      path: inHall('/inventory'),
    })
    await openAtDesk('/inventory')
    await article('5 × Cave ore').getByRole('button', { name: 'Cancel' }).click()
    await said('5 units of Cave ore came back')
    await article('5 × Cave ore').waitFor({ state: 'detached' })
    await openAtDesk(`/items/${game.items.ore}`)
    await article('5 × Cave ore').getByText('You took them back.').waitFor()
    await held().getByText('20 available').waitFor()
  })

  step('is confirmed by the game while the page is open', async () => {
    await mergeUnits(3)
    const params = { mergeId: await latestMerge() }
    await site.world.as(site.world.owner).call('confirmMerge', { params })
    await article('3 × Cave ore').getByText('They are in the game.').waitFor()
    await held().getByText('17 available').waitFor()
  })

  step('that the game refuses says why, and the units are back', async () => {
    await mergeUnits(2)
    const params = { mergeId: await latestMerge() }
    await site.world
      .as(site.world.owner)
      .call('rejectMerge', { params, body: { reason: 'Your bag is full' } })
    await article('2 × Cave ore')
      .getByText(/The reason: “Your bag is full”/)
      .waitFor()
    await held().getByText('17 available').waitFor()
    await checkPage(watched, {
      heading: 'Cave ore',
      name: 'hall item merges',
      path: inHall(`/items/${game.items.ore}`),
    })
  })
})

describe('staff', () => {
  step('see merges in doubt first, and decide any that is open', async () => {
    const { page } = watched
    await openAtDesk(`/items/${game.items.ore}`)
    await mergeUnits(4)
    const staff = await site.open(
      (await site.world.staff('Sara', ['approve_apps', 'view_members'])).credential,
    )
    const path = `/console/${site.world.communityId}/merges`
    await measureShifts(staff.page)
    await checkPage(staff, { heading: 'Merges', name: 'console merges first use', path })
    await staff.page.getByText('Nothing is in doubt').waitFor()
    await staff.page.setViewportSize({ width: 1440, height: 900 })
    await staff.page.getByLabel('State').selectOption('All states')
    await staff.page.getByRole('row').filter({ hasText: 'Requested' }).click()
    const panel = staff.page.getByRole('complementary', { name: 'Cave ore' })
    const params = { memberId: game.memberId }
    const { displayName } = await site.world.as(site.world.owner).call('getMember', { params })
    await panel.getByRole('link', { name: displayName, exact: true }).waitFor()
    await panel.getByRole('button', { name: 'Reject' }).click()
    await staff.page.getByLabel('Reason').fill('The game is gone')
    await staff.page.getByRole('button', { name: 'Reject the merge' }).click()
    await staff.page.getByText('The merge is rejected').waitFor()
    await panel.getByText('The game is gone').waitFor()
    await article('4 × Cave ore')
      .getByText(/The reason: “The game is gone”/)
      .waitFor()
    await page.bringToFront()
    await mergeUnits(1)
    await staff.page.goto(`${path}?state=requested`)
    await staff.page.getByRole('row').filter({ hasText: 'Cave ore' }).click()
    await panel.getByRole('button', { name: 'Confirm' }).click()
    await staff.page.getByRole('button', { name: 'Confirm the merge' }).click()
    await panel.getByText('Confirmed', { exact: true }).waitFor()
    await checkPage(staff, { heading: 'Merges', name: 'console merges', path: `${path}?state=all` })
    const { itemId } = await giftable({ world: site.world }, game.memberId)
    const gift = { toMemberId: site.world.ownerMemberId, itemId, quantity: 2, message: 'For the raid' }
    await site.world.as(game.member).call('offerGift', { body: gift })
    const gifts = `/console/${site.world.communityId}/gifts`
    await checkPage(staff, { heading: 'Gifts', name: 'console gifts', path: gifts })
    await staff.page.getByRole('row').filter({ hasText: 'Offered' }).last().click()
    await staff.page.getByRole('button', { name: 'Take the gift back' }).click()
    await staff.page.getByRole('button', { name: 'Take it back' }).click()
    await staff.page.getByRole('complementary').getByText('Canceled', { exact: true }).waitFor()
    await staff.page.context().close()
  })

  step('answer for the game what is sold out of it, those in doubt first', async () => {
    const order = { params: { itemId: game.items.ore }, body: { quantity: 3, unitPrice: 50 } }
    await site.world.as(game.member).call('requestMintOrder', order)
    const staff = await site.open((await site.world.staff('Omar', ['manage_market'])).credential)
    await staff.page.setViewportSize({ width: 1440, height: 900 })
    await staff.page.goto(`/console/${site.world.communityId}/orders`)
    await staff.page.getByText('Nothing is in doubt').waitFor()
    await staff.page.getByLabel('State').selectOption('Requested')
    await staff.page.getByRole('row').filter({ hasText: 'Mira' }).click()
    const panel = staff.page.getByRole('complementary', { name: 'Cave ore' })
    await panel.getByText('The units are put up for sale').waitFor()
    await expectNoAxeFindings(staff.page, 'beside the list', { parts: ['aside'] })
    await keepPicture(staff.page, 'screenshots', 'console order from game')
    await panel.getByRole('button', { name: 'Confirm' }).click()
    await staff.page.getByRole('button', { name: 'Confirm the order' }).click()
    await panel.getByText('Confirmed', { exact: true }).waitFor()
    const { data } = await site.world.as(site.world.owner).call('listOrders', { query: { isOpen: true } })
    expect(data).toMatchObject([{ kind: 'sell', quantity: 3, unitPrice: 50, memberLabel: 'Mira' }])
    expect(staff.problems).toEqual([])
    await staff.page.context().close()
  })

  step('see what a member holds, why some of it is held, and what moved it', async () => {
    const permissions = ['view_members', 'manage_apps', 'approve_apps', 'manage_market'] as const
    const staff = await site.open((await site.world.staff('Tom', [...permissions])).credential)
    const params = { itemId: game.items.ore }
    await site.world.as(game.member).call('requestMerge', { params, body: { quantity: 2 } })
    const path = `/console/${site.world.communityId}/members/${game.memberId}?tab=items`
    await measureShifts(staff.page)
    await checkPage(staff, { heading: 'Mira', name: 'console member items', path })
    await staff.page.setViewportSize({ width: 1440, height: 900 })
    const part = (name: string) => staff.page.getByRole('region', { name })
    await part('Holds').getByText('2 on the way into the game').waitFor()
    await part('What moved in Ember Isles').getByText('−2', { exact: true }).first().waitFor()
    await staff.page.getByRole('searchbox', { name: 'Search items' }).fill('shard')
    await staff.page.waitForURL(/q=shard/)
    await part('Holds').getByText('Cave ore').waitFor({ state: 'detached' })
    await part('Holds').getByText('4 not tradable yet').waitFor()
    await part('Merges').getByRole('link', { name: 'All merges of the member' }).click()
    await staff.page.waitForURL(/member=/)
    await staff.page.getByRole('button', { name: 'Of one member' }).waitFor()
    await staff.page.getByRole('row').filter({ hasText: 'Requested' }).waitFor()
    await staff.page.goto(`${path}&q=shard`)
    const gift = part('Gifts').getByRole('link', { name: /2 units of Sword/ })
    await gift.scrollIntoViewIfNeeded()
    await keepPicture(staff.page, 'screenshots', 'console member gifts')
    await gift.click()
    const panel = staff.page.getByRole('complementary')
    await panel.getByText('For the raid').waitFor()
    await staff.page.getByRole('button', { name: 'Of one member' }).waitFor()
    await staff.page.context().close()
  })

  step('open a hold by its address, also one that the list beside it does not show', async () => {
    const staff = await site.open((await site.world.staff('Lea', ['view_ledger'])).credential)
    const { data } = await site.world.as(site.world.owner).call('listHolds', { query: { state: 'pending' } })
    const [hold] = data
    await staff.page.setViewportSize({ width: 1440, height: 900 })
    await staff.page.goto(`/console/${site.world.communityId}/holds?state=expired&hold=${hold?.id}`)
    const panel = staff.page.getByRole('complementary', { name: hold?.purpose ?? '' })
    await panel.getByText('What it was opened for ends').waitFor()
    await expectNoAxeFindings(staff.page, 'beside the list', { parts: ['aside'] })
    await keepPicture(staff.page, 'screenshots', 'console hold')
    expect(staff.problems).toEqual([])
    await staff.page.context().close()
  })
})
