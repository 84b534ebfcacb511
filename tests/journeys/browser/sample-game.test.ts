/**
 * The whole way with the sample game, in two browsers: dug in the game, brought to Guildhall, sold, bought with coins that
 * a webhook earned, merged into the game, and a torch lit. At the end all three count the same.
 */
import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { egressToLoopback } from '../../world/receiver.ts'
import { type SampleGame, startSampleGame } from '../../world/sample-game.ts'
import { expectNoAxeFindings } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

const patience = { timeout: 30_000, interval: 100 }
let looking: WatchedPage
const step = makeSteps(() => looking?.page)
let site: Site
let game: SampleGame
let itemIds: Map<string, string>
let mira: Player
let theo: Player

interface Player {
  email: string
  memberId: string
  hall: WatchedPage
  inGame: WatchedPage
}

beforeAll(async () => {
  site = await createSite({ egress: egressToLoopback() })
  game = await startSampleGame(site.world, site.origin)
  const owner = site.world.as(site.world.owner)
  const { data: apps } = await owner.call('listApps', { query: {} })
  const { data: items } = await owner.call('listItems', { params: { appId: apps[0]?.id ?? '' }, query: {} })
  itemIds = new Map(items.map(({ itemUri, id }) => [itemUri.split('/').at(-1) ?? '', id]))
  mira = await player('Mira')
  theo = await player('Theo')
}, 120_000)
afterAll(async () => {
  await game?.stop()
  await site?.stop()
})

async function player(name: string): Promise<Player> {
  const { credential, email, memberId } = await site.world.staff(name, [])
  return { email, memberId, hall: await site.open(credential), inGame: await site.open({}) }
}

const itemPath = (key: string) => `/hall/${site.world.communityId}/items/${itemIds.get(key)}`
const rowInGame = ({ inGame: { page } }: Player, name: string) =>
  page.getByRole('row').filter({ hasText: name })

async function enterGame({ inGame, email }: Player, name: string) {
  looking = inGame
  await inGame.page.goto(game.origin)
  await inGame.page.getByLabel('Name').fill(name)
  await inGame.page.getByLabel('E-mail in the community').fill(email)
  await inGame.page.getByRole('button', { name: 'Go down' }).click()
  await inGame.page.getByRole('heading', { name: 'The mine' }).waitFor()
}

async function countInGame(who: Player, name: string, column: 'In the mine' | 'In Guildhall') {
  const cell = rowInGame(who, name)
    .getByRole('cell')
    .nth(column === 'In the mine' ? 1 : 2)
  return Number(await cell.textContent())
}

async function openHall(who: Player, key: string) {
  looking = who.hall
  await looking.page.goto(itemPath(key))
}

const said = (text: string | RegExp) => looking.page.getByText(text).first().waitFor()
const dialog = () => looking.page.getByRole('dialog')

describe('a player', () => {
  step('earns an item in the game, and brings it to Guildhall', async () => {
    await enterGame(mira, 'Mira')
    const { page } = mira.inGame
    for (let place = 0; (await countInGame(mira, 'Copper ore', 'In the mine')) < 8; place += 1) {
      await page.getByRole('button', { name: `Dig at ${(place % 15) + 1}`, exact: true }).click()
    }
    await expectNoAxeFindings(page, 'in the game')
    await keepPicture(page, 'screenshots', 'sample game')
    const dug = await countInGame(mira, 'Copper ore', 'In the mine')
    await page.getByRole('button', { name: 'Bring all Copper ore to Guildhall' }).click()
    await vi.waitFor(
      async () => expect(await countInGame(mira, 'Copper ore', 'In Guildhall')).toBe(dug),
      patience,
    )
    expect(await countInGame(mira, 'Copper ore', 'In the mine')).toBe(0)
  })

  step('sells it', async () => {
    await openHall(mira, 'ore')
    await looking.page.getByRole('button', { name: 'Sell' }).click()
    await dialog().getByLabel('Units').fill('8')
    await dialog().getByLabel('Price of one').fill('5')
    await dialog().getByRole('button', { name: 'Put up for sale' }).click()
    await said('8 units of Copper ore are for sale')
  })
})

describe('another', () => {
  step('buys it with coins earned by a webhook', async () => {
    const webhook = await site.world.webhook({
      mapping: {
        member: { identifier: 'email', path: '$.player' },
        lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
      },
    })
    await site.world.deliver(webhook, { player: theo.email, coins: 100 })
    await openHall(theo, 'ore')
    await looking.page.getByRole('button', { name: 'Buy at 5 Coins' }).click()
    await dialog().getByLabel('Units').fill('8')
    await dialog().getByRole('button', { name: 'Buy 8 units' }).click()
    await said('You bought 8 units of Copper ore for 40 Coins')
  })

  step('merges it into the game', async () => {
    await enterGame(theo, 'Theo')
    await openHall(theo, 'ore')
    await looking.page.getByRole('button', { name: 'Merge into the game' }).click()
    await dialog().getByLabel('Units').fill('6')
    await dialog()
      .getByRole('button', { name: /^Merge 6 units/ })
      .click()
    await looking.page.getByText('They are in the game.').waitFor()
    await vi.waitFor(
      async () => expect(await countInGame(theo, 'Copper ore', 'In the mine')).toBe(6),
      patience,
    )
  })

  step('activates a booster, and the game knows it', async () => {
    const { data: apps } = await site.world.as(site.world.owner).call('listApps', { query: {} })
    const itemId = itemIds.get('torch') ?? ''
    const operations = [{ op: 'grant' as const, memberId: theo.memberId, itemId, quantity: 1 }]
    await site.world.as(site.world.owner).call('postUnits', {
      params: { appId: apps[0]?.id ?? '' },
      body: { operations, reason: 'Won a race' },
    })
    await openHall(theo, 'torch')
    await looking.page.getByRole('button', { name: 'Activate', exact: true }).click()
    await dialog()
      .getByRole('button', { name: /^Activate/ })
      .click()
    looking = theo.inGame
    await said(/Your torch burns for \d+ more minutes/)
    await keepPicture(looking.page, 'screenshots', 'sample game torch')
  })

  step('finds every count the same in the game, the inventory and the ledger', async () => {
    const { page } = theo.inGame
    await page.reload()
    await vi.waitFor(async () => {
      expect(await countInGame(theo, 'Copper ore', 'In the mine')).toBe(6)
      expect(await countInGame(theo, 'Copper ore', 'In Guildhall')).toBe(2)
    }, patience)
    await page.getByRole('button', { name: 'Compare counts' }).click()
    await page.getByText('The game and Guildhall agree.').waitFor()
    await openHall(theo, 'ore')
    await looking.page.getByRole('region', { name: 'What I hold' }).getByText('2 available').waitFor()
    for (const { hall, inGame } of [mira, theo]) {
      expect(hall.problems).toEqual([])
      expect(inGame.problems).toEqual([])
    }
  })
})
