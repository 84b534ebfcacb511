/**
 * Outgoing webhooks in a browser: one is created and tested, its receiver breaks and is mended, what failed is sent
 * again; and each of the pages is looked at.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { egressToLoopback, type Receiver, startReceiver } from '../../world/receiver.ts'
import { checkPage, measureShifts } from './support/page-check.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

const step = makeSteps(() => watched?.page)
const name = 'Game server'
let site: Site
let receiver: Receiver
let watched: WatchedPage
let endpointPath: string
let deliveryPath: string
let adaId: string

beforeAll(async () => {
  receiver = await startReceiver()
  site = await createSite({ egress: egressToLoopback() })
  adaId = (await site.world.member('Ada')).id
  watched = await site.open(site.world.owner)
  await measureShifts(watched.page)
}, 120_000)
afterAll(async () => {
  await site?.stop()
  await receiver?.close()
})

const inConsole = (path: string) => `/console/${site.world.communityId}${path}`
const button = (label: string) => watched.page.getByRole('button', { name: label, exact: true })
const pathOfPage = () => new URL(watched.page.url()).pathname
const said = (text: string | RegExp) => watched.page.getByText(text).first().waitFor()
const look = (heading: string, picture: string, path: string) =>
  checkPage(watched, { heading, name: `console ${picture}`, path })

async function giveCoins(amount: number) {
  const { world } = site
  const body = { asset: 'coins', amount, reason: 'Won a quiz' }
  await world.as(world.owner).call('adjustBalance', { params: { memberId: adaId }, body })
  await world.drainDeliveries()
}

describe('before the first one', () => {
  step('the list says what outgoing webhooks are for', async () => {
    await look('Outgoing webhooks', 'endpoints first use', inConsole('/endpoints'))
    await said('No outgoing webhook yet')
  })

  step('the deliveries say what will stand there', async () => {
    await look('Deliveries', 'deliveries first use', inConsole('/deliveries'))
    await said('Nothing sent yet')
  })

  step('the form is in order, and says what is missing', async () => {
    await look('Create outgoing webhook', 'endpoint form', inConsole('/endpoints/new'))
    await watched.page.setViewportSize({ width: 1440, height: 900 })
    await button('Create outgoing webhook').click()
    await said('Choose at least one event.')
    await said('Give the address that takes the requests.')
  })
})

describe('an outgoing webhook', () => {
  step('is created with chosen events, and its secret is shown once', async () => {
    const { page } = watched
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('URL').fill(receiver.url)
    await page.getByRole('searchbox', { name: 'Search the events' }).fill('currency')
    await page.getByLabel('All of currency').check()
    await page.getByRole('searchbox', { name: 'Search the events' }).fill('custom')
    const own = page.getByLabel('Or one of them by its name')
    await own.fill('Match ended')
    await own.press('Enter')
    await said('A name is made of small letters, digits and underscores, and begins with a letter.')
    await own.fill('match_ended')
    await button('Add').click()
    await button('Remove custom.match_ended').waitFor()
    await page.getByText('Headers, retries, rate and order').click()
    await button('Add a header').click()
    await page.getByLabel('Name of header 1').fill('X-Game-Key')
    await page.getByLabel('Value of header 1').fill('from the game')
    await button('Create outgoing webhook').click()
    await said(`${name} is ready`)
    await said(/^whsec_/)
    await page.getByRole('link', { name: 'Go on: send a test' }).click()
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
    endpointPath = pathOfPage()
    expect(await page.getByText(/^whsec_/).count()).toBe(0)
  })

  step('is sent a test, and the page tells how the receiver answered', async () => {
    await button('Send a test').click()
    await said(/^Answered 204 after/)
    expect(receiver.requests.map(({ json }) => json.type)).toEqual(['endpoint.tested'])
    expect(receiver.requests[0]?.headers['x-game-key']).toBe('from the game')
  })

  step('shows what a broken receiver answered, and when it is tried again', async () => {
    const { page } = watched
    receiver.answerWith({ status: 500, body: 'The database of the game is away' })
    await giveCoins(25)
    const row = page.getByRole('row').filter({ hasText: 'currency.changed' })
    await row.getByText('Pending').waitFor()
    await row.click()
    await page.getByRole('heading', { name: 'currency.changed' }).waitFor()
    deliveryPath = pathOfPage()
    await said('Attempt 1 failed')
    await said(/^Answered 500 after/)
    await said('Why is it not delivered yet?')
    await site.world.clock.advance({ seconds: 7 })
    await site.world.drainDeliveries()
    await said('Attempt 2 failed')
  })

  step('tells the story of what waits, attempt by attempt', async () => {
    await look('currency.changed', 'delivery waiting', deliveryPath)
    await look('currency.changed', 'delivery attempts', `${deliveryPath}?tab=attempts`)
    await said('The database of the game is away')
  })

  step('says that it fails', async () => {
    await look(name, 'endpoint failing', endpointPath)
    await said('Failing')
  })

  step('delivers what waited once the receiver is mended, and sends it again on request', async () => {
    const { page } = watched
    receiver.answerWith({ status: 204 })
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(deliveryPath)
    await said('Attempt 2 failed')
    await site.world.clock.advance({ minutes: 7 })
    await site.world.drainDeliveries()
    await said('Attempt 3 succeeded')
    await button('Send again').click()
    await said('Attempt 4 succeeded')
    const sent = receiver.requests.filter(({ json }) => json.type === 'currency.changed')
    expect(sent).toHaveLength(4)
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  step('tells the story of what was delivered, and shows its body', async () => {
    await look('currency.changed', 'delivery delivered', deliveryPath)
    await look('currency.changed', 'delivery body', `${deliveryPath}?tab=body`)
  })

  step('is paused and resumed, and keeps what happens meanwhile', async () => {
    const { page } = watched
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(endpointPath)
    await button('Pause').click()
    await said('Events are kept, and sent once it is resumed.')
    await giveCoins(5)
    await page.getByRole('row').filter({ hasText: 'Pending' }).waitFor()
    await button('Resume').click()
    await said('Events are sent as they happen.')
    await site.world.drainDeliveries()
    await page.getByRole('row').filter({ hasText: 'Pending' }).waitFor({ state: 'detached' })
  })

  step('is sent the example of an event that somebody chooses', async () => {
    const { page } = watched
    receiver.requests.length = 0
    await button('Send an example').click()
    await page.getByRole('menuitem', { name: 'currency.changed' }).click()
    await said(/^Answered 204 after/)
    expect(receiver.requests.map(({ json }) => json.type)).toEqual(['currency.changed'])
  })

  step('has a filter made of sentences, and is sent only what it lets through', async () => {
    const { page } = watched
    await page.getByRole('tab', { name: 'Settings' }).click()
    await button('Set the filter').click()
    await button('Add a condition').click()
    await button('Save the filter').click()
    await said('Choose what the condition looks at.')
    await page.getByLabel('Path of condition 1').fill('$.asset')
    await page.getByLabel('Value of condition 1').fill('xp')
    await button('Save the filter').click()
    await said('The filter was saved')
    receiver.requests.length = 0
    await giveCoins(3)
    expect(receiver.requests).toEqual([])
  })

  step('gets another secret beside the one before', async () => {
    await button('Rotate').click()
    await button('Rotate the secret').click()
    await said(/^whsec_/)
    await button('I have copied it').click()
    await said('Current')
    await said(/^until/)
  })

  step('has pages that are in order', async () => {
    await look('Outgoing webhooks', 'endpoints', inConsole('/endpoints'))
    await look(name, 'endpoint', endpointPath)
  })

  step('has settings that are in order', async () => {
    await look(name, 'endpoint settings', `${endpointPath}?tab=settings`)
    await look(name, 'endpoint code', `${endpointPath}?tab=verify`)
  })

  step('has deliveries that are filtered by the address', async () => {
    await look('Deliveries', 'deliveries', inConsole('/deliveries?status=success'))
    await look('Deliveries', 'deliveries filtered', inConsole('/deliveries?status=canceled'))
    await said('No deliveries match')
  })

  step('asks its receiver for proof, and says so until it came', async () => {
    const { page } = watched
    await page.setViewportSize({ width: 1440, height: 900 })
    receiver.answerWith({ status: 204 })
    await page.goto(`${endpointPath}?tab=settings`)
    await page.getByLabel('Ask the receiver for proof').check()
    await page
      .getByRole('region', { name: 'Sending', exact: true })
      .getByRole('button', { name: 'Save', exact: true })
      .click()
    await said('The receiver has not proved itself')
    await look(name, 'endpoint unproved', endpointPath)
    await page.setViewportSize({ width: 1440, height: 900 })
    receiver.answerWith(({ json: { type, data } }) =>
      type === 'webhook.verification' ? { status: 200, body: String(data.challenge) } : { status: 204 },
    )
    await button('Send another challenge').click()
    await site.world.drainDeliveries()
    await page.getByText('The receiver has not proved itself').waitFor({ state: 'hidden' })
  })

  step('is deleted after its name was typed, and its deliveries stay', async () => {
    const { page } = watched
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`${endpointPath}?tab=settings`)
    await button('Delete this outgoing webhook').click()
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true })
    expect(await confirm.isDisabled()).toBe(true)
    await page.getByLabel(`Type “${name}” to delete it`).fill(name)
    await confirm.click()
    await said('No outgoing webhook yet')
    await page.goto(inConsole('/deliveries'))
    await page.getByRole('row').filter({ hasText: 'currency.changed' }).first().waitFor()
  })
})

describe('the catalog of events', () => {
  it('names each type', async () => {
    await look('Event catalog', 'event catalog', inConsole('/event-catalog'))
  })

  it('shows what is in a type, and finds by words', async () => {
    const { page } = watched
    await look('member.joined', 'event type', inConsole('/event-catalog/member.joined'))
    await page.goto(inConsole('/event-catalog?search=balance'))
    await page.getByRole('row').filter({ hasText: 'currency.changed' }).waitFor()
    expect(await page.getByRole('row').filter({ hasText: 'member.joined' }).count()).toBe(0)
  })
})

describe('without the permission', () => {
  it('the pages say who can give it', async () => {
    const { credential } = await site.world.staff('Bob', ['view_members'])
    const { page } = await site.open(credential)
    for (const [path, what] of [
      ['/endpoints', 'You may not see the outgoing webhooks'],
      ['/deliveries', 'You may not see the deliveries'],
    ] as const) {
      await page.goto(inConsole(path))
      await page.getByText(what).waitFor()
    }
    await page.context().close()
  })
})
