/** Pages at the edges of what they are made for: addresses where nothing is, balances of many digits. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { granted, liveItem } from '../../world/item-inputs.ts'
import { settle } from './support/page-check.ts'
import { createSite, type Site } from './support/site.ts'

let site: Site
let page: Page
beforeAll(async () => {
  site = await createSite()
}, 120_000)
afterAll(() => site?.stop())
afterEach(() => page?.context().close())

describe('an address where nothing is', () => {
  it('tells a person so, with a way on', async () => {
    page = (await site.open({})).page
    const answer = await page.goto('/memebrs')
    expect(answer?.status()).toBe(404)
    expect(answer?.headers()['content-type']).toContain('text/html')
    await page.getByText('There is nothing at this address').waitFor()
    await page.getByRole('link', { name: 'Go to the start' }).waitFor()
  })

  it('tells a program so in JSON, and also a browser where only programs call', async () => {
    page = (await site.open({})).page
    const asked = await page.request.get('/memebrs', { headers: { accept: 'application/json' } })
    expect(asked.headers()['content-type']).toContain('application/problem+json')
    const answer = await page.goto('/api/memebrs')
    expect(answer?.headers()['content-type']).toContain('application/problem+json')
  })
})

describe('a balance of many digits', () => {
  it('stays inside of its tile, also on a phone', async () => {
    const { id: memberId } = await site.world.member('Croesus')
    const body = { asset: 'coins', amount: 8_000_000_000_000, reason: 'A test' }
    await site.world.as(site.world.owner).call('adjustBalance', { params: { memberId }, body })
    page = (await site.open(site.world.owner)).page
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`/console/${site.world.communityId}/members/${memberId}`)
      await settle(page, 'Croesus')
      const amount = page.getByText('8,000,000,000,000').last()
      const isInside = await amount.evaluate(
        (element) => element.scrollWidth <= element.clientWidth && element.clientWidth > 0,
      )
      expect(isInside, `at ${width} px`).toBe(true)
    }
  })
})

describe('a change of units', () => {
  it('says of which item, beside what was done, also on a phone', async () => {
    const name = 'The Unreasonably Long Greatsword of Everlasting Moonlight, Forged in the Seventh Age'
    const { id: memberId, email } = await site.world.member('Ada')
    const { appId, params } = await liveItem(site, { name })
    const body = granted(params.itemId, memberId)
    await site.world.as(site.world.owner).call('postUnits', { params: { appId }, body })
    page = (await site.open((await site.world.person(email ?? '')).credential)).page
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/hall/${site.world.communityId}`)
    const change = page.getByRole('listitem').filter({ hasText: name })
    const [action, amount] = [change.getByText('Won the raid'), change.getByTitle(name)]
    await action.waitFor()
    const [left, right] = [await action.boundingBox(), await amount.boundingBox()]
    expect(left?.width).toBeGreaterThan(60)
    expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0)
  })
})
