/** A portal link in a browser: staff make it, the people of the receiver see their endpoint without an account. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { egressToLoopback, type Receiver, startReceiver } from '../../world/receiver.ts'
import { checkPage, measureShifts } from './support/page-check.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

const step = makeSteps(() => shown?.page)
const name = 'Arena of the east'
let site: Site
let receiver: Receiver
let staff: WatchedPage
let shown: WatchedPage
let endpointId: string
let link: string

beforeAll(async () => {
  receiver = await startReceiver()
  site = await createSite({ egress: egressToLoopback() })
  const body = { name, url: receiver.url, eventTypes: ['currency.changed'] }
  endpointId = (await site.world.as(site.world.owner).call('createEndpoint', { body })).id
  staff = await site.open(site.world.owner)
  shown = await site.open({})
  await measureShifts(shown.page)
}, 120_000)
afterAll(async () => {
  await site?.stop()
  await receiver?.close()
})

const said = (text: string | RegExp) => shown.page.getByText(text).first().waitFor()
const button = (label: string) => shown.page.getByRole('button', { name: label, exact: true })

describe('a portal link', () => {
  it('is made on the page of the endpoint, and shown once', async () => {
    const { page } = staff
    await page.goto(`/console/${site.world.communityId}/endpoints/${endpointId}?tab=settings`)
    await page.getByRole('button', { name: 'Create a link' }).click()
    await page.getByLabel('For', { exact: true }).fill('The arena’s developers')
    await page.getByRole('button', { name: 'Create the link' }).click()
    link = (await page.getByText(/\/portal#ghp_/).textContent()) ?? ''
    expect(new URL(link).origin).toBe(site.origin)
    await page.getByRole('button', { name: 'I have copied it' }).click()
    await page.getByText('not used yet').waitFor()
    expect(await page.getByText(/ghp_/).count()).toBe(0)
  })

  step('opens the endpoint without an account, and leaves the address', async () => {
    const asked: string[] = []
    shown.page.on('request', (request) => asked.push(request.url()))
    await shown.page.goto(link)
    await shown.page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
    await said(/^Shown to you by/)
    await said('Nothing sent yet')
    expect(new URL(shown.page.url()).hash).toBe('')
    expect(asked.filter((url) => new URL(url).pathname.startsWith('/api/')).length).toBeGreaterThan(2)
    for (const url of asked) expect(url).not.toContain(link.slice(link.indexOf('#ghp_') + 5))
  })

  step('sends a test, tells its story, and sends it again', async () => {
    receiver.answerWith({ status: 500, body: 'The arena is closed' })
    await button('Send a test').click()
    await said(/^Answered 500 after/)
    await button('Open the delivery').click()
    await said('Why is it not delivered yet?')
    receiver.answerWith({ status: 204 })
    await site.world.clock.advance({ minutes: 7 })
    await site.world.drainDeliveries()
    await said('Attempt 2 succeeded')
    await button('Send again').click()
    await said('Attempt 3 succeeded')
    await shown.page.keyboard.press('Escape')
    await shown.page.getByRole('row').filter({ hasText: 'endpoint.tested' }).waitFor()
  })

  step('looks right with its deliveries', async () => {
    await checkPage(shown, { heading: name, name: 'portal deliveries', path: '/portal' })
  })

  step('looks right with a delivery', async () => {
    const { data } = await site.world.as(site.world.owner).call('listDeliveries', {})
    const path = `/portal?delivery=${data[0]?.id}`
    await checkPage(shown, { heading: 'endpoint.tested', name: 'portal delivery', path })
  })

  step(
    'shows the public parts of the secrets, draws none, and shows how to check the signature',
    async () => {
      await checkPage(shown, { heading: name, name: 'portal secrets', path: '/portal?tab=secrets' })
      await said('HMAC-SHA256 (v1)')
      expect(await button('Rotate').count()).toBe(0)
      await checkPage(shown, { heading: name, name: 'portal verify', path: '/portal?tab=verify' })
      await said(/createHmac/)
    },
  )

  step('is looked at by staff and revoked; then it shows nothing', async () => {
    const { page } = staff
    await page.reload()
    await page.getByText(/, used /).waitFor()
    await page.getByRole('button', { name: /^Revoke the link for/ }).click()
    await page.getByRole('button', { name: 'Revoke the link', exact: true }).click()
    await page.getByText('Nobody outside sees this outgoing webhook.').waitFor()
    await shown.page.goto('/portal')
    await shown.page.getByRole('heading', { name: 'This link does not work' }).waitFor()
    await said(/expired or was revoked/)
    shown.problems.length = 0
  })
})
