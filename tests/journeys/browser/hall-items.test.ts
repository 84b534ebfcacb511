/** The hall's pages of items, as a member sees them: what they hold, one item, what changed, and gifts. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { marketSettings } from '../../world/market-inputs.ts'
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
  watched = await site.open(game.member)
  await measureShifts(watched.page)
}, 120_000)
afterAll(() => site?.stop())

const inHall = (path: string) => `/hall/${site.world.communityId}${path}`
const said = (text: string | RegExp) => watched.page.getByText(text).first().waitFor()
const look = (heading: string, picture: string, path: string) =>
  checkPage(watched, { heading, name: `hall ${picture}`, path: inHall(path) })
const card = (name: string | RegExp) => watched.page.getByRole('listitem').filter({ hasText: name })
const cardCount = () => watched.page.getByRole('main').getByRole('listitem').getByRole('link').count()

async function openAtDesk(path: string) {
  await watched.page.setViewportSize({ width: 1440, height: 900 })
  await watched.page.goto(inHall(path))
}

describe('the inventory', () => {
  step('says what will stand here, before the first item', async () => {
    await look('Inventory', 'inventory first use', '/inventory')
    await said('Nothing yet')
  })

  step('is reached from the navigation, which marks where one is', async () => {
    await openAtDesk('')
    const link = watched.page.getByRole('link', { name: 'Inventory' }).filter({ visible: true })
    await link.click()
    await watched.page.getByRole('heading', { level: 1, name: 'Inventory' }).waitFor()
    expect(await link.getAttribute('aria-current')).toBe('page')
    const me = watched.page.getByRole('link', { name: 'Me', exact: true }).filter({ visible: true })
    expect(await me.getAttribute('aria-current')).toBeNull()
  })

  step('shows what comes while it is open, and of which game', async () => {
    await game.give(game.items.sword, 2, { reason: 'Found in the cave' })
    await said('Sword of Dawn')
    await card('Sword of Dawn').getByText('Ember Isles').waitFor()
    await game.give(game.items.shard, 12)
    await game.give(game.items.booster, 3, { tier: 'day' })
    await game.give(game.items.booster, 1, { tier: 'month' })
    await watched.page.reload()
    await card('Ember shard').getByText('12 available').waitFor()
    await card('Ember shard')
      .getByText(/^12 not tradable yet, free in \dh/)
      .waitFor()
    await card('Adds 30 days').getByText('1 available').waitFor()
    await look('Inventory', 'inventory', '/inventory')
  })

  step('is narrowed by name, kind and tag, which stand in the address', async () => {
    const { page } = watched
    await openAtDesk('/inventory')
    await page.getByRole('searchbox', { name: 'Search items' }).fill('SWORD')
    await page.waitForURL(/q=SWORD/)
    await expect.poll(cardCount).toBe(1)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await page.getByLabel('Kind').selectOption('Time-limited')
    await page.waitForURL(/kind=time_limited/)
    await expect.poll(cardCount).toBe(2)
    await page.getByLabel('Tag').selectOption('rare')
    await said('No items match')
    await page.getByRole('button', { name: 'Clear the filters' }).click()
    await said('Sword of Dawn')
    expect(new URL(page.url()).search).toBe('')
  })
})

describe('an item', () => {
  step('shows what it is, what I hold of it, and why that changed', async () => {
    const { page } = watched
    await openAtDesk('/inventory')
    await page.getByRole('link', { name: /Sword of Dawn/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Sword of Dawn' }).waitFor()
    await page.getByRole('region', { name: 'What I hold' }).getByText('2 available').waitFor()
    await said(/It hums near water/)
    await said('At most 1,500 at a time')
    await said('["ruby","opal"]')
    const changes = page.getByRole('region', { name: 'What changed' })
    await changes.getByRole('listitem').filter({ hasText: 'Found in the cave' }).getByText('+2').waitFor()
    await look('Sword of Dawn', 'item', `/items/${game.items.sword}`)
  })

  step('with tiers shows the changes of one tier at a time', async () => {
    const { page } = watched
    await openAtDesk('/inventory')
    await page.getByRole('link', { name: /Adds 30 days/ }).click()
    await page.getByLabel('Tier', { exact: true }).waitFor()
    const changes = page.getByRole('region', { name: 'What changed' }).getByRole('listitem')
    await changes.getByText('+1', { exact: true }).waitFor()
    await page.getByLabel('Tier', { exact: true }).selectOption('day: 1 day')
    await changes.getByText('+3', { exact: true }).waitFor()
    await look('Wind booster', 'item tiers', `/items/${game.items.booster}`)
  })

  step('is activated after its end before and after were shown, and counts down', async () => {
    const { page } = watched
    await openAtDesk(`/items/${game.items.booster}`)
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Units').fill('4')
    await dialog.getByText('That is more than you can.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Activate 4 units' }).isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: 'All' }).click()
    expect(await dialog.getByLabel('Units').inputValue()).toBe('3')
    await dialog.getByLabel('Units').fill('2')
    await dialog.getByText(/^Until /).waitFor()
    await expectNoAxeFindings(page, 'in the dialog', { parts: ['dialog'] })
    await keepPicture(page, 'screenshots', 'hall activate')
    await dialog.getByRole('button', { name: 'Activate 2 units' }).click()
    await said(/^Wind booster is active until /)
    await page.getByText(/^(1d 23h|2d)$/).waitFor()
    await page.getByRole('region', { name: 'What I hold' }).getByText('1 available').first().waitFor()
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await dialog.getByLabel('Tier').selectOption('30 days each, 1 available')
    expect(await dialog.getByText(/^Until /).count()).toBe(2)
    await dialog.getByRole('button', { name: 'Activate 1 unit' }).click()
    await page.getByText(/^(31d 23h|32d)$/).waitFor()
    await look('Wind booster', 'item active', `/items/${game.items.booster}`)
  })

  step('that is active stands on top of the inventory', async () => {
    await look('Inventory', 'inventory active', '/inventory')
    const active = watched.page.getByRole('region', { name: 'Active now' })
    await active.getByRole('link', { name: /Wind booster/ }).waitFor()
  })

  step('that is frozen says so, and why', async () => {
    const params = { itemId: game.items.sword }
    const owner = site.world.as(site.world.owner)
    await owner.call('freezeItem', { params, body: { reason: 'Swords were copied' } })
    await openAtDesk(`/items/${game.items.sword}`)
    await said('Frozen for now')
    await said(/Swords were copied/)
    await owner.call('thawItem', { params })
  })

  step('of a game that is closed is still mine', async () => {
    const params = { appId: game.appId }
    const owner = site.world.as(site.world.owner)
    await owner.call('suspendApp', { params, body: { reason: 'A test' } })
    expect(watched.problems).toEqual([])
    await openAtDesk(`/items/${game.items.sword}`)
    await said('Its game is closed for now')
    await watched.page.getByRole('region', { name: 'What I hold' }).getByText('2 available').waitFor()
    await owner.call('resumeApp', { params })
    // The catalog answered that it is not there, which is what this step is about.
    expect(watched.problems.every((problem) => problem.startsWith('404 GET'))).toBe(true)
    watched.problems.length = 0
  })

  step('that is not there says so', async () => {
    await openAtDesk(`/items/${game.appId}`)
    await said('This item could not be found')
    watched.problems.length = 0
  })
})

describe('a gift', () => {
  let friend: WatchedPage
  let bo: Awaited<ReturnType<typeof site.world.staff>>
  const giving = () => watched.page.getByRole('button', { name: 'Give', exact: true })
  const held = (seen: WatchedPage) => seen.page.getByRole('region', { name: 'What I hold' })
  const sword = (who: string) => watched.page.getByRole('article', { name: `1 × Sword of Dawn ${who}` })
  const giveTo = (toMemberId: string, message: string) => ({
    body: { toMemberId, itemId: game.items.sword, quantity: 1, message },
  })

  step('of what its game keeps with its holder is off, and says why', async () => {
    await openAtDesk(`/items/${game.items.shard}`)
    await said('Its game does not let it be given away.')
    expect(await giving().isDisabled()).toBe(true)
  })

  step('goes to somebody by their username, and is held', async () => {
    bo = await site.world.staff('Bo', [])
    await openAtDesk(`/items/${game.items.sword}`)
    await giving().click()
    const dialog = watched.page.getByRole('dialog')
    await dialog.getByText('They are held until the other accepts').waitFor()
    const give = dialog.getByRole('button', { name: 'Give 1 unit' })
    await dialog.getByLabel('To').fill('Mira')
    await dialog.getByText('That is you.').waitFor()
    expect(await give.isDisabled()).toBe(true)
    await dialog.getByLabel('To').fill('nobody')
    await give.click()
    await dialog
      .getByRole('alert')
      .getByText(/Nobody here has this username/)
      .waitFor()
    await expectNoAxeFindings(watched.page, 'in the dialog', { parts: ['dialog'] })
    await keepPicture(watched.page, 'screenshots', 'hall give')
    // The refusal is what this step is about.
    watched.problems.length = 0
    await dialog.getByLabel('To').fill('@BO')
    await dialog.getByLabel('Message').fill('For the raid')
    await give.click()
    await said('1 unit of Sword of Dawn is offered to Bo')
    await held(watched).getByText('1 available').waitFor()
    await held(watched).getByText('1 offered as a gift').waitFor()
  })

  step('waits on top of the inventory of the other, who accepts it', async () => {
    friend = await site.open(bo.credential)
    await friend.page.goto(inHall('/inventory'))
    const gift = friend.page.getByRole('region', { name: 'Gifts that wait for an answer' })
    await gift.getByText('“For the raid”').waitFor()
    await gift.getByRole('button', { name: 'Accept the gift of Sword of Dawn' }).click()
    await friend.page.getByText('1 unit of Sword of Dawn is yours').waitFor()
    await gift.waitFor({ state: 'detached' })
    await friend.page.goto(inHall(`/items/${game.items.sword}`))
    await held(friend).getByText('1 owned').waitFor()
    await watched.page.reload()
    await held(watched).getByText('1 owned').waitFor()
    expect(friend.problems).toEqual([])
    await friend.page.context().close()
  })

  step('is rejected by whom it is for, and taken back by whose it is', async () => {
    await site.world.as(bo.credential).call('offerGift', giveTo(game.memberId, 'It hums too loudly.'))
    await site.world.as(game.member).call('offerGift', giveTo(bo.memberId, ''))
    await look('Inventory', 'inventory gifts', '/inventory')
    await openAtDesk('/inventory')
    await sword('from Bo').getByRole('button', { name: 'Reject the gift of Sword of Dawn' }).click()
    await said('1 unit of Sword of Dawn went back to Bo')
    await sword('to Bo').getByRole('button', { name: 'Cancel the gift of Sword of Dawn' }).click()
    await said('1 unit of Sword of Dawn came back')
    await sword('to Bo').waitFor({ state: 'detached' })
  })

  step('stays under My orders, with how it ended', async () => {
    const { page } = watched
    await site.world.as(bo.credential).call('offerGift', giveTo(game.memberId, 'Take it after all.'))
    await look('My orders', 'orders gifts', '/orders?tab=gifts')
    await openAtDesk('/orders')
    await page.getByRole('tab', { name: 'Gifts' }).click()
    await page.getByLabel('Direction').selectOption('From me')
    await page.waitForURL(/direction=sent/)
    const rows = page.getByRole('row').filter({ hasText: 'Sword of Dawn' })
    await expect.poll(() => rows.count()).toBe(2)
    await rows.filter({ hasText: 'Accepted' }).getByText('to Bo', { exact: true }).waitFor()
    await page.getByLabel('Direction').selectOption('For me')
    await page.getByLabel('State').selectOption('Offered')
    await rows.getByRole('button', { name: 'Accept the gift of Sword of Dawn' }).click()
    await said('1 unit of Sword of Dawn is yours')
    await said('No gifts match')
  })

  step('is the other’s at once where the community accepts gifts automatically', async () => {
    const body = marketSettings({ giftAcceptance: 'automatic' })
    await site.world.as(site.world.owner).call('saveMarketSettings', { body })
    await openAtDesk(`/items/${game.items.sword}`)
    await giving().click()
    const dialog = watched.page.getByRole('dialog')
    await dialog.getByText('They are given at once').waitFor()
    await dialog.getByLabel('To').fill('bo')
    await dialog.getByRole('button', { name: 'All' }).click()
    await dialog.getByRole('button', { name: 'Give 2 units' }).click()
    await said('2 units of Sword of Dawn are with Bo now')
    await said('You hold none of it.')
    await dialog.waitFor({ state: 'detached' })
    expect(watched.problems).toEqual([])
  })
})
