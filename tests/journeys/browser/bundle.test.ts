/** How much script the first load of a page asks for: as the build compresses it for gzip, and sent at least as small. */
import { gzipSync } from 'node:zlib'
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
  const scripts: { body: Promise<Buffer>; onTheWire: Promise<number> }[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    const onTheWire = response
      .request()
      .sizes()
      .then(({ responseBodySize }) => responseBodySize)
    scripts.push({ body: response.body(), onTheWire })
  })
  await page.goto(path)
  await settle(page, heading)
  let gzipped = 0
  let sent = 0
  for (const { body, onTheWire } of scripts) {
    gzipped += gzipSync(await body, { level: 9 }).length
    sent += await onTheWire
  }
  await page.context().close()
  expect(sent).toBeGreaterThan(50_000)
  expect(sent, 'what is sent is compressed as well as gzip would').toBeLessThanOrEqual(gzipped)
  return gzipped / 1000
}
