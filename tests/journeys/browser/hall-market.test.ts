/** The market as members see it: one sells, another finds and buys, and both find it among their orders. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { giveCoins } from '../../world/market-inputs.ts'
import { uploadOf } from '../../world/pictures.ts'
import { checkPage, expectNoAxeFindings, measureShifts } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { type Game, startGame } from './support/playing.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

let looking: WatchedPage
const step = makeSteps(() => looking?.page)
let site: Site
let game: Game
/** Mira sells, Ben buys. */
let mira: WatchedPage
let ben: WatchedPage

beforeAll(async () => {
  site = await createSite()
  game = await startGame(site.world)
  await game.give(game.items.ore, 20)
  const buyer = await site.world.staff('Ben', [])
  await giveCoins(site.world, buyer.memberId, 1000)
  mira = await site.open(game.member)
  ben = await site.open(buyer.credential)
  await measureShifts(mira.page)
  await measureShifts(ben.page)
}, 120_000)
afterAll(() => site?.stop())

const inHall = (path: string) => `/hall/${site.world.communityId}${path}`
const dialog = () => looking.page.getByRole('dialog')
const said = (text: string | RegExp) => looking.page.getByText(text).first().waitFor()
const sale = () => looking.page.getByRole('region', { name: 'For sale' })
const look = (heading: string, picture: string, path: string) =>
  checkPage(looking, { heading, name: `hall ${picture}`, path: inHall(path) })
const ownListing = async () =>
  (await site.world.as(game.member).call('listOrders', {})).data.find(({ state }) => state !== 'filled')

async function openAtDesk(person: WatchedPage, path: string) {
  looking = person
  await person.page.setViewportSize({ width: 1440, height: 900 })
  await person.page.goto(inHall(path))
}

describe('the market', () => {
  step('says that nothing is for sale yet', async () => {
    looking = ben
    await look('Market', 'market first use', '/market')
    await said('Nothing is for sale')
    await look('My orders', 'orders first use', '/orders')
  })

  step('takes units after a quote that names every part of the price while it is typed', async () => {
    await openAtDesk(mira, `/items/${game.items.ore}`)
    await looking.page.getByRole('button', { name: 'Sell' }).click()
    await dialog().getByLabel('Units').fill('10')
    await dialog().getByLabel('Price of one').fill('40')
    for (const part of ['Buyers pay', '400 Coins', 'Market fee, 5%', 'Royalty, 5%', 'You get', '360 Coins']) {
      await dialog().getByText(part, { exact: true }).waitFor()
    }
    await dialog()
      .getByText(/at least 360 Coins/)
      .waitFor()
    await expectNoAxeFindings(looking.page, 'in the dialog', { parts: ['dialog'] })
    await keepPicture(looking.page, 'screenshots', 'hall sell')
    await dialog().getByRole('button', { name: 'Put up for sale' }).click()
    await said('10 units of Cave ore are for sale')
    await sale().getByText('Yours').waitFor()
    expect(await sale().getByRole('button', { name: /^Buy/ }).count()).toBe(0)
    await said('10 for sale')
  })

  step('is browsed with filters that stand in the address', async () => {
    await openAtDesk(ben, '/market')
    const found = looking.page.getByRole('link', { name: /Cave ore/ })
    await found.waitFor()
    await looking.page.getByLabel('Highest price').fill('39')
    await looking.page.waitForURL(/[?&]to=/)
    await said('No items match')
    await looking.page.getByRole('button', { name: 'Clear the filters' }).click()
    await looking.page.getByLabel('Game').selectOption('Ember Isles')
    await looking.page.getByLabel('Order').selectOption('Cheapest first')
    await looking.page.waitForURL(/sort=price/)
    await found.waitFor()
    await look('Market', 'market', '/market')
  })

  step('sells a part of a listing, with the balance before and after', async () => {
    await openAtDesk(ben, '/market')
    await looking.page.getByRole('link', { name: /Cave ore/ }).click()
    await sale().getByRole('button', { name: 'Buy at 40 Coins' }).click()
    await dialog().getByLabel('Units').fill('4')
    await dialog().getByText('840 Coins').waitFor()
    await expectNoAxeFindings(looking.page, 'in the dialog', { parts: ['dialog'] })
    await keepPicture(looking.page, 'screenshots', 'hall buy')
    await dialog().getByRole('button', { name: 'Buy 4 units' }).click()
    await said('You bought 4 units of Cave ore for 160 Coins')
    await sale().getByText('6 units').waitFor()
    await looking.page.getByRole('region', { name: 'What I hold' }).getByText('4 available').waitFor()
    await look('Cave ore', 'item market', `/items/${game.items.ore}`)
  })

  step('charges nothing when the price was changed meanwhile, and says so', async () => {
    await openAtDesk(ben, `/items/${game.items.ore}`)
    await sale().getByRole('button', { name: 'Buy at 40 Coins' }).click()
    const params = { listingId: (await ownListing())?.id ?? '' }
    await site.world.as(game.member).call('updateListing', { params, body: { unitPrice: 45 } })
    await dialog().getByRole('button', { name: 'Buy 1 unit' }).click()
    await dialog().getByText('The terms of this listing have changed').waitFor()
    await dialog().getByText('A unit costs 45 Coins instead of 40.').waitFor()
    await dialog().getByRole('button', { name: 'Look at it now' }).click()
    await dialog().getByRole('button', { name: 'Buy 1 unit' }).waitFor()
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await sale().getByRole('button', { name: 'Buy at 45 Coins' }).waitFor()
  })

  step('shows an item that was changed after it was listed as it was and as it is', async () => {
    const owner = site.world.as(site.world.owner)
    const { url: imageUrl } = await owner.call('uploadImage', { body: await uploadOf(300, 300, 90) })
    const params = { itemId: game.items.ore }
    await owner.call('updateItem', { params, body: { imageUrl, attributes: { purity: 'low' } } })
    await openAtDesk(ben, `/items/${game.items.ore}`)
    await looking.page.locator(`img[src="${imageUrl}"]`).first().waitFor()
    await looking.page.getByText('purity').waitFor()
    await sale().getByRole('button', { name: 'Buy at 45 Coins' }).click()
    await dialog().getByText('It looks otherwise than when it was listed').waitFor()
    await dialog().getByText('What the game says of it, its attributes, is something else now.').waitFor()
    await expectNoAxeFindings(looking.page, 'in the dialog', { parts: ['dialog'] })
    await keepPicture(looking.page, 'screenshots', 'hall buy changed')
    await dialog().getByRole('button', { name: 'Cancel' }).click()
  })
})

describe('my orders', () => {
  step('show what was bought and sold, and what it did to the balance', async () => {
    await openAtDesk(ben, '/orders?tab=fills')
    const row = looking.page.getByRole('row').filter({ hasText: 'Cave ore' })
    await row.getByText('Bought').waitFor()
    await row.getByText('−160').waitFor()
    await openAtDesk(mira, '/orders?tab=fills')
    await looking.page.getByRole('row').filter({ hasText: 'Cave ore' }).getByText('+144').waitFor()
    await look('My orders', 'orders fills', '/orders?tab=fills')
  })

  step('are exported as CSV', async () => {
    await openAtDesk(mira, '/orders')
    const download = looking.page.waitForEvent('download')
    await looking.page.getByRole('button', { name: 'Export CSV' }).click()
    expect((await download).suggestedFilename()).toMatch(/^listings-\d{4}-\d{2}-\d{2}\.csv$/)
  })

  step('change the price of what is left, after a quote as when it was put up', async () => {
    await look('My orders', 'orders', '/orders')
    await openAtDesk(mira, '/orders')
    const row = looking.page.getByRole('row').filter({ hasText: 'Cave ore' })
    await row.getByRole('button', { name: 'Change price of Cave ore' }).click()
    await dialog().getByText('Now it is 45.').waitFor()
    await dialog().getByLabel('Price of one').fill('50')
    await dialog().getByText('270 Coins', { exact: true }).waitFor()
    await expectNoAxeFindings(looking.page, 'in the dialog', { parts: ['dialog'] })
    await dialog().getByRole('button', { name: 'Change price' }).click()
    await said('Cave ore now costs 50 Coins each')
    expect(await ownListing()).toMatchObject({ unitPrice: 50, remaining: 6, terms: 4 })
  })

  step('take a listing back, and the rest returns at once', async () => {
    await openAtDesk(mira, '/orders')
    const row = looking.page.getByRole('row').filter({ hasText: 'Cave ore' })
    await row.getByText('Partly sold', { exact: true }).waitFor()
    await row.getByText('4 of 10', { exact: true }).waitFor()
    await row.getByRole('button', { name: 'Cancel the sale of Cave ore' }).click()
    await said('6 units of Cave ore came back')
    await row.getByText('Canceled', { exact: true }).waitFor()
    await openAtDesk(mira, `/items/${game.items.ore}`)
    await looking.page.getByRole('region', { name: 'What I hold' }).getByText('16 available').waitFor()
    expect(ben.problems).toEqual([])
    expect(mira.problems).toEqual([])
  })
})

describe('the settings of the market', () => {
  step('show what a sale comes to while the fee is typed, and are saved as a whole', async () => {
    const path = `/console/${site.world.communityId}/market`
    looking = await site.open((await site.world.staff('Sara', ['manage_market'])).credential)
    await measureShifts(looking.page)
    await checkPage(looking, { heading: 'Market settings', name: 'console market settings', path })
    await looking.page.setViewportSize({ width: 1440, height: 900 })
    const example = looking.page.getByRole('region', { name: 'Worked example' })
    await looking.page.getByLabel('Market fee in percent').fill('12.5')
    await example.getByText('125').waitFor()
    await example.getByText('825').waitFor()
    await looking.page.getByLabel('Royalty in percent').fill('7.5')
    await example.getByText('800').waitFor()
    await looking.page.getByLabel('Shortest trade hold in hours').fill('2')
    await looking.page.getByText('from 13:00').waitFor()
    await looking.page.getByLabel('Highest price of one').fill('0')
    await looking.page.getByRole('button', { name: 'Save' }).click()
    await said('A whole number from 1 to 900,000,000,000,000.')
    await looking.page.getByLabel('Highest price of one').fill('5000')
    await looking.page.getByRole('button', { name: 'Save' }).click()
    await said('The settings of the market were saved')
    const saved = await site.world.as(site.world.owner).call('getMarketSettings', {})
    expect(saved).toMatchObject({ feeBps: 1250, maxUnitPrice: 5000, tradeHoldFloorS: 7200 })
    expect(looking.problems).toEqual([])
  })

  step(
    'come with the orders of all members, and with every line of a reversal before it is done',
    async () => {
      const path = `/console/${site.world.communityId}/orders`
      await checkPage(looking, { heading: 'Orders', name: 'console orders', path: `${path}?state=all` })
      await looking.page.setViewportSize({ width: 1440, height: 900 })
      await looking.page.getByRole('row').filter({ hasText: 'Canceled' }).click()
      await looking.page.getByRole('link', { name: 'What was sold of it' }).click()
      await looking.page.getByRole('row').filter({ hasText: 'Ben' }).click()
      const panel = looking.page.getByRole('complementary', { name: 'Cave ore' })
      await panel.getByRole('button', { name: 'Reverse' }).click()
      const lines = dialog().getByRole('list', { name: 'What moves back' }).getByRole('listitem')
      expect(await lines.allInnerTexts()).toHaveLength(4)
      await dialog().getByLabel('Reason').fill('Sold by mistake')
      const reverse = dialog().getByRole('button', { name: 'Reverse' })
      expect(await reverse.isDisabled()).toBe(true)
      await dialog().getByLabel('Type “Cave ore” to reverse it').fill('Cave ore')
      await expectNoAxeFindings(looking.page, 'in the dialog', { parts: ['dialog'] })
      await keepPicture(looking.page, 'screenshots', 'console reverse fill')
      await reverse.click()
      await said('The sale of Cave ore was reversed')
      await panel.getByText('Sold by mistake').waitFor()
      const { data } = await site.world.as(site.world.owner).call('listFills', {})
      expect(data).toMatchObject([{ reversalReason: 'Sold by mistake', buyer: { label: 'Ben' } }])
      expect(looking.problems).toEqual([])
    },
  )
})
