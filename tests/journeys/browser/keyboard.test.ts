/** Pages without a mouse: everything of Catch and map and of the inventory is reached and used, and Escape leads back. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heldItem } from '../../world/item-inputs.ts'
import { settle } from './support/page-check.ts'
import { createSite, type Site } from './support/site.ts'
import { type Story, tellStory } from './support/story.ts'

let site: Site
let story: Story
let page: Page
const stopsMax = 200

beforeAll(async () => {
  site = await createSite()
  story = await tellStory(site.world)
  page = (await site.open(site.world.owner)).page
}, 120_000)
afterAll(() => site?.stop())

const open = async (path: string, heading: string) => {
  await page.goto(`/console/${site.world.communityId}${path}`)
  await settle(page, heading)
}

describe('Catch and map', () => {
  it('is reached whole by Tab, each stop in sight and marked', async () => {
    await open(`/webhooks/${story.webhooks.mapped}`, 'Tournament bot')
    const wanted = await markReachable()
    expect(wanted.length).toBeGreaterThan(25)
    const { reached, unmarked } = await walkByTab()
    expect(wanted.filter((name) => !reached.has(name))).toEqual([])
    expect(unmarked).toEqual([])
  })

  it('adds a field mapping and goes on in it', async () => {
    await open(`/webhooks/${story.webhooks.unmapped}?sample=${story.receipts.pending}`, 'Forum badges')
    await page.getByRole('button', { name: 'Add field mapping' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Currency' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('listitem', { name: 'Line 1' }).waitFor()
    await expect.poll(focused).toBe('Operator')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Currency')
  })

  it('takes a value of the payload with the arrow keys and Enter', async () => {
    await open(`/webhooks/${story.webhooks.unmapped}?sample=${story.receipts.pending}`, 'Forum badges')
    const tree = page.getByRole('tree', { name: 'the payload' })
    await tree.getByRole('treeitem', { name: /^payload/ }).focus()
    await page.keyboard.press('End')
    await expect.poll(focused).toMatch(/^coins, number/)
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Add to Coins' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await expect.poll(focused).toMatch(/^coins, number/)
  })
})

describe('the console', () => {
  it('opens the palette by Ctrl+K, goes where it is told, and closes it by Escape', async () => {
    await open('', 'Guild of Tests')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('gamification')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Gamification Logs' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('walks Histories by arrow keys, opens a request by Enter, and Escape leads back to its row', async () => {
    await open('/webhooks/histories', 'Histories')
    const rows = page.getByRole('row').filter({ hasText: 'Quest rewards' })
    const row = rows.first()
    await row.focus()
    await page.keyboard.press('ArrowDown')
    const second = await page.evaluate(() => document.activeElement?.getAttribute('data-row'))
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Quest rewards' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-row')))
      .toBe(second)
  })

  it('closes the versions of a mapping by Escape', async () => {
    await open(`/webhooks/${story.webhooks.mapped}`, 'Tournament bot')
    await page.getByRole('button', { name: 'Versions' }).press('Enter')
    await page.getByRole('complementary').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
  })
})

describe('the hall', () => {
  it('is reached whole by Tab in the inventory, and an item is opened by Enter', async () => {
    const { ownerMemberId: memberId, communityId } = site.world
    const { params } = await heldItem({ world: site.world, memberId })
    await page.goto(`/hall/${communityId}/inventory`)
    await settle(page, 'Inventory')
    const wanted = await markReachable()
    expect(wanted.length).toBeGreaterThan(6)
    const { reached, unmarked } = await walkByTab()
    expect(wanted.filter((name) => !reached.has(name))).toEqual([])
    expect(unmarked).toEqual([])
    await page.locator(`main a[href*="${params.itemId}"]`).press('Enter')
    await page.getByRole('region', { name: 'What I hold' }).waitFor()
  })
})

/** The name of the element with the focus, as it is written on it. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })

/** Numbers everything that can be used and is in sight, and answers the numbers with their names. */
const markReachable = () =>
  page.evaluate(() => {
    const usable = 'a[href], button, input, select, textarea, summary, [tabindex]'
    const isReachable = (element: HTMLElement) =>
      element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility()
    return [...document.querySelectorAll<HTMLElement>(usable)].filter(isReachable).map((element, index) => {
      element.dataset.stop = `${index} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`
      return element.dataset.stop
    })
  })

/** Presses Tab until the focus leaves the page or comes around. */
async function walkByTab(): Promise<{ reached: Set<string>; unmarked: string[] }> {
  const reached = new Set<string>()
  const unmarked: string[] = []
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let count = 0; count < stopsMax; count++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      // A group such as tabs hands the focus on to its present member.
      const name = element.closest<HTMLElement>('[data-stop]')?.dataset.stop ?? element.outerHTML
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      const { right, bottom, left, top } = element.getBoundingClientRect()
      return {
        name,
        isMarked: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
        isInSight: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
      }
    })
    if (stop === null || reached.has(stop.name)) break
    reached.add(stop.name)
    if (!stop.isMarked || !stop.isInSight) unmarked.push(stop.name)
  }
  return { reached, unmarked }
}
