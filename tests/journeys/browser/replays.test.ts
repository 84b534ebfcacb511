/** Replays in a browser: what failed is sent again as a whole, and a disabled endpoint is offered what it missed. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { untilReadByAll } from '../../world/read-log.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../../world/receiver.ts'
import { expectNoAxeFindings } from './support/page-check.ts'
import { keepPicture } from './support/pictures.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'

const step = makeSteps(() => page)
const name = 'Game server'
let site: Site
let receiver: Receiver
let page: Page
let problems: string[]
let endpointId: string
let adaId: string

beforeAll(async () => {
  receiver = await startReceiver()
  site = await createSite({ egress: egressToLoopback() })
  const { world } = site
  adaId = (await world.member('Ada')).id
  const body = { name, url: receiver.url, eventTypes: ['currency.changed'], schedule: [] }
  endpointId = (await world.as(world.owner).call('createEndpoint', { body })).id
  // Fewer than it takes to open the breaker, also together with the first that arrive.
  receiver.answerWith({ status: 500, body: 'The database of the game is away' })
  await giveCoins(6)
  receiver.answerWith({ status: 204 })
  const opened = await site.open(world.owner)
  page = opened.page
  problems = opened.problems
}, 120_000)
afterAll(async () => {
  await site?.stop()
  await receiver?.close()
})

async function giveCoins(times: number) {
  const { world } = site
  for (let time = 0; time < times; time++) {
    const body = { asset: 'coins', amount: 1, reason: 'Won a quiz' }
    await world.as(world.owner).call('adjustBalance', { params: { memberId: adaId }, body })
  }
  await world.drainDeliveries()
}

const inConsole = (path: string) => `/console/${site.world.communityId}${path}`
const button = (label: string) => page.getByRole('button', { name: label, exact: true })
const dialog = () => page.getByRole('dialog')
const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
const types = () => receiver.requests.map(({ headers }) => headers['webhook-id'])

/** Of what is open now, at the desktop's and the phone's width, in both themes. */
async function look(picture: string): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('dialog .animate-pulse, [aria-busy="true"]') === null,
  )
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await keepPicture(page, 'screenshots', `console ${picture} ${width} ${colorScheme}`)
    }
    await expectNoAxeFindings(page, `${picture} at ${width} px`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

describe('the deliveries that failed', () => {
  step('are counted before they are sent again', async () => {
    await page.goto(inConsole(`/deliveries?status=failed&endpoint=${endpointId}`))
    await button('Replay all of this filter…').click()
    await said('6 deliveries would be sent.')
    await look('replay preview')
  })

  step('are sent at the rate that is asked for, which is paused and canceled', async () => {
    await dialog().getByLabel('Deliveries per second').fill('1')
    receiver.requests.length = 0
    await dialog().getByRole('button', { name: 'Send 6 deliveries' }).click()
    await said(`Sending 6 deliveries again to ${name}`)
    await button('Pause').click()
    await said(`Sending 6 deliveries again to ${name}: paused`)
    await look('replay paused')
    await button('Resume').waitFor()
    // While it is paused, so that nothing more is sent meanwhile.
    await button('Cancel the rest').click()
    await said(`Sending 6 deliveries again to ${name}: canceled`)
  })

  step('are sent as a whole with the next one', async () => {
    await button('Replay all of this filter…').click()
    await dialog()
      .getByRole('button', { name: /^Send [1-6] deliver/ })
      .click()
    await said(/again to Game server: done/)
    await site.world.drainDeliveries()
    await said('No deliveries match')
    expect(new Set(types()).size).toBe(6)
    await look('replay done')
  })
})

describe('an endpoint that was disabled', () => {
  step('says so', async () => {
    receiver.answerWith({ status: 410 })
    await giveCoins(1)
    await giveCoins(3)
    receiver.answerWith({ status: 204 })
    receiver.requests.length = 0
    await page.goto(inConsole(`/endpoints/${endpointId}`))
    await said('Disabled')
    await look('endpoint disabled')
  })

  step('is offered what it missed when it is enabled', async () => {
    await button('Enable').click()
    await said(`Recover: ${name}`)
    await said('4 deliveries would be sent.')
    await look('recover preview')
  })

  step('is sent it exactly once', async () => {
    await dialog().getByRole('button', { name: 'Send 4 deliveries' }).click()
    await said(`Sending what was missed to ${name}: done`)
    await site.world.drainDeliveries()
    expect(receiver.requests).toHaveLength(4)
    expect(new Set(types()).size).toBe(4)
  })

  step('can be asked for more', async () => {
    await button('Recover since…').waitFor()
  })
})

describe('one delivery', () => {
  step('that waits is skipped after asking once', async () => {
    const owner = site.world.as(site.world.owner)
    await owner.call('updateEndpoint', { params: { endpointId }, body: { schedule: [3600] } })
    receiver.answerWith({ status: 500 })
    await giveCoins(1)
    const { data } = await owner.call('listDeliveries', { query: { endpointId, limit: 1 } })
    await page.goto(inConsole(`/deliveries/${data[0]?.id}`))
    await button('Skip').click()
    await button('Skip it').click()
    await said('Canceled before it was delivered. Skipped by Olive Owner.')
  })

  step('loses its payload for good after asking once, and says who did it', async () => {
    const { world } = site
    const { data } = await world.as(world.owner).call('listDeliveries', {})
    await untilReadByAll(world, data[0]?.eventId ?? '')
    await page.getByRole('tab', { name: 'Body' }).click()
    await button('Remove the payload').click()
    await button('Remove it').click()
    await said('Payload removed')
    expect(await button('Remove the payload').count()).toBe(0)
    await look('delivery payload removed')
    expect(problems).toEqual([])
  })
})
