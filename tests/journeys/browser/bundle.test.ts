/** How much script the first load of a page asks for, as it is sent to a browser: compressed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settle } from './support/page-check.ts'
import { createSite, type Site } from './support/site.ts'

const scriptKbMax = 200

let site: Site
beforeAll(async () => {
  site = await createSite()
}, 120_000)
afterAll(() => site?.stop())

describe('the first load', () => {
  it.each([
    ['the console', '', 'Guild of Tests'],
    ['Catch and map', '/webhooks/', 'Quest rewards'],
    ['Histories', '/webhooks/histories', 'Histories'],
    ['the economy with its charts', '/economy', 'Economy overview'],
    ['the deliveries', '/deliveries', 'Deliveries'],
    ['the form of an outgoing webhook', '/endpoints/new', 'Create outgoing webhook'],
    ['Manage Apps', '/apps', 'Manage Apps'],
    ['Gamification Logs', '/settings/gamification-logs', 'Gamification Logs'],
  ])('of %s needs less than 200 kB of script', async (_name, path, heading) => {
    const id = path === '/webhooks/' ? (await site.world.webhook({ name: heading })).id : ''
    const kb = await scriptKbOf(`/console/${site.world.communityId}${path}${id}`, heading)
    expect(kb).toBeGreaterThan(50)
    expect(kb).toBeLessThan(scriptKbMax)
  })
})

async function scriptKbOf(path: string, heading: string): Promise<number> {
  const { page } = await site.open(site.world.owner)
  const sizes: Promise<number>[] = []
  const encodings = new Set<string>()
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    encodings.add(response.headers()['content-encoding'] ?? 'none')
    sizes.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => responseBodySize),
    )
  })
  await page.goto(path)
  await settle(page, heading)
  const sent = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await page.context().close()
  expect([...encodings]).toEqual(['br'])
  return sent / 1000
}
