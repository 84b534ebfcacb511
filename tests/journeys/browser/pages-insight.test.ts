/** The sample community is added in the settings, looked at page by page, and removed with one click. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Mapping } from '../../../contracts/mapping.ts'
import { insights } from '../../../server/features/insights/index.ts'
import { checkPage, measureShifts, settle } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { createSite, type Site } from './support/site.ts'
import type { WatchedPage } from './support/watched-page.ts'

const name = 'Sample: Emberfall Guild'
const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}

let site: Site
let watched: WatchedPage
let sampleId: string
beforeAll(async () => {
  site = await createSite({ adminContact: 'ops@example.com' })
  watched = await site.open(site.world.owner)
  await measureShifts(watched.page)
}, 120_000)
afterAll(() => site?.stop())

const webhookNamed = async (wanted: string) => {
  const owner = site.world.as(site.world.owner)
  const { data } = await owner.call('listIncomingWebhooks', { params: { communityId: sampleId } })
  return data.find((webhook) => webhook.name === wanted)?.id ?? ''
}

describe('the sample community', () => {
  it('is added with one click, and opened when it is there', async () => {
    const { page } = watched
    await page.goto(`/console/${site.world.communityId}/settings/general`)
    await page.getByRole('button', { name: 'Add the sample community' }).click()
    await page.getByRole('progressbar', { name: 'Progress of the sample community' }).waitFor()
    await page.getByRole('link', { name: 'Open it' }).click({ timeout: 150_000 })
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
    await page.getByText('This is the sample community').waitFor()
    sampleId = new URL(page.url()).pathname.split('/')[2] ?? ''
    await site.world.app.started.of(insights).readEconomy()
    await site.world.app.started.of(insights).evaluateAlerts()
  }, 240_000)

  it.each([
    [name, 'overview', async () => ''],
    ['Economy overview', 'economy', async () => '/economy'],
    ['Economy overview', 'economy of 7 days', async () => '/economy?days=7'],
    ['Alerts', 'alerts', async () => '/alerts'],
    ['Webhooks', 'webhooks', async () => '/webhooks'],
    ['Shop purchases', 'webhook', async () => `/webhooks/${await webhookNamed('Shop purchases')}`],
    [
      'Shop purchases',
      'webhook settings',
      async () => `/webhooks/${await webhookNamed('Shop purchases')}?tab=settings`,
    ],
    ['General', 'general', async () => '/settings/general'],
  ])('its page %s (%s) is in order at 1440, 1024 and 390 px, light and dark', async (heading, what, path) => {
    await checkPage(watched, {
      heading,
      name: `sample ${what}`,
      path: `/console/${sampleId}${await path()}`,
    })
  })

  it('the chart has its numbers behind it as a table, and the range stands in the address', async () => {
    const { page } = watched
    await page.goto(`/console/${sampleId}/economy`)
    await settle(page, 'Economy overview')
    await page.getByText('90 days', { exact: true }).click()
    await page.waitForURL(/days=90/)
    await page.getByText('The days of Coins as a table').click()
    const rows = page.getByRole('region', { name: 'Days of Coins' }).getByRole('row')
    await rows.nth(90).waitFor()
    expect(await rows.count()).toBe(91)
  })

  it('an alert is muted, and heard again', async () => {
    const { page } = watched
    await page.goto(`/console/${sampleId}/alerts`)
    await page.getByRole('link', { name: 'Alerts: 1 open' }).waitFor()
    await page.getByRole('button', { name: 'Mute', exact: true }).click()
    await page.getByRole('link', { name: 'Alerts: none open' }).waitFor()
    await page.getByRole('button', { name: 'Unmute' }).click()
    await page.getByRole('link', { name: 'Alerts: 1 open' }).waitFor()
  })

  it('silence is watched for where the owner asks for it', async () => {
    const { page } = watched
    await page.goto(`/console/${sampleId}/webhooks/${await webhookNamed('Quest rewards')}?tab=settings`)
    await page.getByRole('switch', { name: 'Tell me when it falls silent' }).click()
    await page.getByLabel('Silent for').selectOption({ label: '6 hours' })
    await page.waitForFunction(() => {
      const select = document.querySelector<HTMLSelectElement>('[aria-label="Silent for"]')
      return select?.value === '6' && !select.disabled
    })
  })

  it('is removed with one click', async () => {
    const { page } = watched
    await page.goto(`/console/${site.world.communityId}/settings/general`)
    await page.getByRole('button', { name: 'Remove the sample community' }).click()
    await page.getByRole('button', { name: 'Add the sample community' }).waitFor({ timeout: 60_000 })
    expect(watched.problems).toEqual([])
  })
})

describe('requests that are queued for over an hour', () => {
  it('say so in their row, with whom to contact, and ring the bell', async () => {
    const { world } = site
    const { page } = watched
    await world.member('Ada')
    const webhook = await world.webhook({ name: 'Stuck', mapping })
    await world.deliver(webhook, { who: 'ada', coins: 1 })
    await world.app.ctx.inTransaction(async (tx) => {
      // Whoever applies the next one waits for this balance, for as long as this transaction is not idle.
      const ask = () => sql`select from ledger_balances where community_id = ${world.communityId} for update`
      await ask().execute(tx)
      const asking = setInterval(() => void ask().execute(tx), 1_000)
      await world.send(webhook, { who: 'ada', coins: 1 })
      await world.clock.advance({ hours: 2 })
      await world.app.started.of(insights).evaluateAlerts()
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(`/console/${world.communityId}/webhooks`)
      const row = page.getByRole('row').filter({ hasText: 'Stuck' })
      await row.getByText('1 request has been queued for over an hour. Contact ops@example.com.').waitFor()
      await page.getByRole('link', { name: 'Alerts: 1 open' }).waitFor()
      await keepPicture(page, 'screenshots', 'webhooks overdue 1440')
      await page.setViewportSize({ width: 390, height: 844 })
      await keepPicture(page, 'screenshots', 'webhooks overdue 390')
      clearInterval(asking)
    })
    await world.drain()
  })
})

describe('a ledger proof that finds something', () => {
  it('rings the bell, stands on the overview, and leads to its page', async () => {
    const { world } = site
    const { page } = watched
    const owner = world.as(world.owner)
    const add = (amount: number) =>
      sql`update ledger_balances set amount = amount + ${amount}
          where community_id = ${world.communityId} and asset = 'coins'`.execute(world.app.ctx.db)
    const prove = async () => {
      const { id } = await owner.call('checkConservation', {})
      await vi.waitFor(async () => expect((await owner.call('getConservation', {})).last?.id).toBe(id), {
        timeout: 20_000,
        interval: 50,
      })
      await world.app.started.of(insights).evaluateAlerts()
    }
    await owner.call('adjustBalance', {
      params: { memberId: world.ownerMemberId },
      body: { asset: 'coins', amount: 3, reason: 'A test' },
    })
    await add(5)
    await prove()
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`/console/${world.communityId}`)
    await page.getByRole('link', { name: 'Open the ledger proof' }).waitFor()
    await keepPicture(page, 'screenshots', 'overview ledger alert 1440')
    await checkPage(watched, {
      ...{ heading: 'Alerts', name: 'ledger alert', path: `/console/${world.communityId}/alerts` },
    })
    await page.getByText(/^Ledger proof: \d rows do not agree$/).click()
    await page.getByRole('heading', { level: 1, name: 'Ledger proof' }).waitFor()
    await add(-5)
    await prove()
    world.takeErrors()
  })
})
