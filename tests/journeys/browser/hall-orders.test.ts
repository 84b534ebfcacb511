/** Many orders of a member at once: chosen by mouse and keyboard, canceled, and told which could not be, and why. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Credential } from '../../world/caller.ts'
import { giveCoins } from '../../world/market-inputs.ts'
import { checkPage, expectNoAxeFindings, measureShifts } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { type Game, startGame } from './support/playing.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

let site: Site
let game: Game
/** Sells. */
let mira: WatchedPage
let buyer: Credential
const step = makeSteps(() => mira?.page)
/** The keys of the calls that canceled something. */
const keys: string[] = []

beforeAll(async () => {
  site = await createSite()
  game = await startGame(site.world)
  const params = { appId: game.appId }
  const body = { settings: { confirmMode: 'explicit' as const } }
  await site.world.as(site.world.owner).call('saveAppWebhook', { params, body })
  await game.give(game.items.ore, 20)
  await game.give(game.items.sword, 4)
  const ben = await site.world.staff('Ben', [])
  await giveCoins(site.world, ben.memberId, 1000)
  buyer = ben.credential
  mira = await site.open(game.member)
  await measureShifts(mira.page)
  mira.page.on('request', (request) => {
    if (request.url().endsWith('/cancellation')) keys.push(request.headers()['idempotency-key'] ?? '')
  })
}, 120_000)
afterAll(() => site?.stop())

const inHall = (path: string) => `/hall/${site.world.communityId}${path}`
const box = (name: string) => mira.page.getByRole('checkbox', { name, exact: true })
const button = (name: string) => mira.page.getByRole('button', { name, exact: true })
const dialog = () => mira.page.getByRole('dialog')
const linesOf = (name: string) => dialog().getByRole('list', { name }).getByRole('listitem')
const said = (text: string) => mira.page.getByText(text, { exact: true }).waitFor()
const list = (itemId: string, quantity: number) =>
  site.world.as(game.member).call('createListing', { params: { itemId }, body: { quantity, unitPrice: 40 } })
const expectAvailable = async (itemId: string, count: number) => {
  await mira.page.goto(inHall(`/items/${itemId}`))
  await mira.page.getByRole('region', { name: 'What I hold' }).getByText(`${count} available`).waitFor()
}

async function openOrders() {
  await mira.page.emulateMedia({ colorScheme: 'light' })
  await mira.page.setViewportSize({ width: 1440, height: 900 })
  await mira.page.goto(inHall('/orders'))
  // Before there are rows nothing can be chosen.
  await mira.page
    .getByRole('checkbox', { name: /^Select \d/ })
    .first()
    .waitFor()
}

/** As it stands, at both ends of widths and in both themes. */
async function lookAround(name: string, part?: string) {
  const { page } = mira
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 })
      await expectNoAxeFindings(page, `${name}, ${colorScheme}, ${width}`, part ? { parts: [part] } : {})
      await keepPicture(page, 'screenshots', `hall orders ${name} ${width} ${colorScheme}`)
    }
  }
  const scrolled = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(scrolled, 'the page does not scroll sideways').toBeLessThanOrEqual(390)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

describe('several orders at once', () => {
  step('are chosen with the keyboard, one or all, and let go with Escape', async () => {
    await list(game.items.ore, 6)
    await list(game.items.ore, 5)
    await list(game.items.sword, 3)
    await checkPage(mira, { heading: 'My orders', name: 'hall orders to choose', path: inHall('/orders') })
    await openOrders()
    await box('Select all').focus()
    await mira.page.keyboard.press('Space')
    await said('3 chosen')
    await mira.page.keyboard.press('Tab')
    await box('Select 3 units of Sword of Dawn').and(mira.page.locator(':focus')).waitFor()
    await mira.page.keyboard.press('Space')
    await said('2 chosen')
    const isMixed = () => box('Select all').evaluate((each) => (each as HTMLInputElement).indeterminate)
    expect(await isMixed()).toBe(true)
    await mira.page.keyboard.press('Escape')
    await button('Cancel orders').waitFor({ state: 'detached' })
    expect(await mira.page.getByRole('checkbox', { checked: true }).count()).toBe(0)
    expect(await isMixed()).toBe(false)
  })

  step('say before they are canceled what comes back, and the choice stays when they are kept', async () => {
    await openOrders()
    await box('Select 6 units of Cave ore').check()
    await box('Select 3 units of Sword of Dawn').check()
    await lookAround('chosen')
    await button('Cancel orders').click()
    await dialog().getByRole('heading', { name: 'Cancel 2 orders?' }).waitFor()
    expect(await linesOf('Comes back to your inventory').allInnerTexts()).toEqual([
      '3 units of Sword of Dawn',
      '6 units of Cave ore',
    ])
    await lookAround('cancel', 'dialog')
    await mira.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await said('2 chosen')
    expect(keys).toEqual([])
  })

  step('are canceled each by a call of its own, and their units are back in the inventory', async () => {
    await button('Cancel orders').click()
    await dialog().getByRole('button', { name: 'Cancel orders' }).click()
    await said('2 orders were canceled: 9 units came back')
    await dialog().waitFor({ state: 'detached' })
    await button('Cancel orders').waitFor({ state: 'detached' })
    expect(await mira.page.getByRole('row').filter({ hasText: 'Canceled' }).count()).toBe(2)
    expect(new Set(keys.filter((key) => key !== '')).size).toBe(2)
    await expectAvailable(game.items.ore, 15)
    await expectAvailable(game.items.sword, 4)
  })

  step(
    'that cannot be canceled are named with the reason, and the others are canceled all the same',
    async () => {
      const { id: listingId, terms } = await list(game.items.sword, 2)
      await openOrders()
      await box('Select all').check()
      await button('Cancel orders').click()
      await dialog().getByText('2 units of Sword of Dawn').waitFor()
      const body = { quantity: 2, unitPrice: 40, terms }
      await site.world.as(buyer).call('purchaseListing', { params: { listingId }, body })
      await dialog().getByRole('button', { name: 'Cancel orders' }).click()
      await dialog().getByRole('heading', { name: 'Not all orders were canceled' }).waitFor()
      const refused = linesOf('Could not be canceled')
      expect(await refused.count()).toBe(1)
      await refused
        .getByText('2 units of Sword of Dawn: This order has ended. The listing is filled.')
        .waitFor()
      expect(await linesOf('Came back to your inventory').allInnerTexts()).toEqual(['5 units of Cave ore'])
      expect(await dialog().getByRole('button', { name: 'Try again' }).count()).toBe(0)
      await lookAround('not all canceled', 'dialog')
      await dialog().getByRole('button', { name: 'Close' }).last().click()
      await mira.page.getByRole('row').filter({ hasText: 'Sword of Dawn' }).getByText('Sold').last().waitFor()
      await expectAvailable(game.items.ore, 20)
    },
  )

  step('show how far they are while they are canceled, and stop when they are asked to', async () => {
    await list(game.items.ore, 3)
    await list(game.items.ore, 2)
    await list(game.items.ore, 1)
    await openOrders()
    await box('Select all').check()
    await button('Cancel orders').click()
    let callCount = 0
    let release = () => {}
    const released = new Promise<void>((done) => {
      release = done
    })
    await mira.page.route('**/cancellation', async (route) => {
      callCount += 1
      if (callCount > 1) await released
      await route.continue()
    })
    await dialog().getByRole('button', { name: 'Cancel orders' }).click()
    await dialog().getByText('1 of 3 orders', { exact: true }).waitFor()
    await lookAround('canceling', 'dialog')
    await dialog().getByRole('button', { name: 'Stop' }).click()
    release()
    await dialog().getByText('You stopped before 1 order: nothing changed there.').waitFor()
    await dialog().getByText('2 of 3 orders canceled.').waitFor()
    expect(callCount).toBe(2)
    await mira.page.unroute('**/cancellation')
    await dialog().getByRole('button', { name: 'Close' }).last().click()
    await said('1 chosen')
    await mira.page.getByRole('button', { name: 'Cancel the sale of Cave ore' }).click()
    await said('3 units of Cave ore came back')
  })

  step('are tried again with the same key when no answer came', async () => {
    await list(game.items.ore, 8)
    await openOrders()
    keys.length = 0
    await box('Select 8 units of Cave ore').check()
    await button('Cancel orders').click()
    await mira.page.route('**/cancellation', (route) => route.abort())
    await dialog().getByRole('button', { name: 'Cancel orders' }).click()
    await linesOf('Could not be canceled').getByText('The server cannot be reached').waitFor()
    await mira.page.unroute('**/cancellation')
    await dialog().getByRole('button', { name: 'Try again' }).click()
    await said('1 order was canceled: 8 units came back')
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
    mira.problems.length = 0
  })

  step('are canceled together with what is still in the game, which stays there', async () => {
    const body = { quantity: 7, unitPrice: 30 }
    await site.world.as(game.member).call('requestMintOrder', { params: { itemId: game.items.ore }, body })
    await list(game.items.sword, 1)
    await openOrders()
    await box('Select all').check()
    await button('Cancel orders').click()
    expect(await linesOf('Comes back to your inventory').allInnerTexts()).toEqual(['1 unit of Sword of Dawn'])
    const staying = linesOf('Stays in the game, and will not be sold')
    expect(await staying.allInnerTexts()).toEqual(['7 units of Cave ore'])
    await dialog().getByRole('button', { name: 'Cancel orders' }).click()
    await said('2 orders were canceled: 1 unit came back, 7 units stay in the game')
    expect(await box('Select all').isDisabled()).toBe(true)
    expect(mira.problems).toEqual([])
  })
})
