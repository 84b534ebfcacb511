/** Outgoing webhooks that are written to in another way: in the style of a platform, and fetched by a developer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { egressToLoopback, type Receiver, startReceiver } from '../../world/receiver.ts'
import { checkPage, measureShifts } from './support/page-check.ts'
import { createSite, type Site } from './support/site.ts'
import { makeSteps } from './support/steps.ts'
import type { WatchedPage } from './support/watched-page.ts'

const step = makeSteps(() => watched?.page)
let site: Site
let receiver: Receiver
let watched: WatchedPage
let endpointPath: string

beforeAll(async () => {
  receiver = await startReceiver()
  site = await createSite({ egress: egressToLoopback() })
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

describe('an outgoing webhook of style community', () => {
  step('is created with its one event, encryption and an API key', async () => {
    const { page } = watched
    await page.goto(inConsole('/endpoints/new'))
    await page.getByLabel('Name', { exact: true }).fill('CRM')
    await page.getByLabel('URL').fill(receiver.url)
    await page.getByLabel('Style').selectOption('community')
    const offered = await page.getByLabel('Event', { exact: true }).locator('option').allTextContents()
    expect(offered.filter((text) => text.includes('('))).toEqual([
      'userJoinsServer (member.joined)',
      'userVisitsServer (member.visited)',
    ])
    await page.getByLabel('Event', { exact: true }).selectOption('member.joined')
    await page.getByText('Encryption and API key').click()
    await page.getByLabel('Encryption', { exact: true }).selectOption('gcm')
    await button('Create outgoing webhook').click()
    await said('Type a key of 32 characters, or generate one.')
    await page.getByLabel('Encryption key', { exact: true }).fill('guildhall-demo-key-32-characters')
    await page.getByLabel('API key', { exact: true }).fill('of-the-crm')
    await button('Create outgoing webhook').click()
    await said('CRM is ready')
    await page.getByRole('link', { name: 'Go on: send a test' }).click()
    await page.getByRole('heading', { level: 1, name: 'CRM', exact: true }).waitFor()
    endpointPath = pathOfPage()
  })

  step('sends encrypted, and its delivery shows what is inside and says so', async () => {
    const { page } = watched
    await site.world.member('Grace')
    await site.world.drainDeliveries()
    const sent = receiver.requests.at(-1)
    expect(sent?.headers).toMatchObject({ 'x-webhook-event': 'userJoinsServer', 'x-encryption-mode': 'GCM' })
    expect(sent?.headers['x-api-key']).toBe('of-the-crm')
    expect(Object.keys(sent?.json ?? {})).toEqual(['iv', 'data', 'tag'])
    await page.getByRole('row').filter({ hasText: 'member.joined' }).click()
    await page.getByRole('heading', { name: 'member.joined' }).waitFor()
    await look('member.joined', 'delivery encrypted', `${pathOfPage()}?tab=body`)
    await said('It is sent encrypted')
    await said('Before it is encrypted')
  })

  step('has settings where encryption is switched off again', async () => {
    const { page } = watched
    await look('CRM', 'endpoint encrypted settings', `${endpointPath}?tab=settings`)
    await page.setViewportSize({ width: 1440, height: 900 })
    await said('Bodies are encrypted: AES-256-GCM.')
    await button('Change the encryption').click()
    await page.getByLabel('Encryption', { exact: true }).selectOption('off')
    await button('Save the encryption').click()
    await said('Bodies are not encrypted')
  })
})

describe('one that listens on a developer’s machine', () => {
  it('says that its events wait to be fetched', async () => {
    const { world } = site
    const body = { name: 'Laptop', forwardTo: 'http://localhost:4000/hooks', eventTypes: ['member.*'] }
    const { id } = await world.as(world.owner).call('createListener', { body })
    await look('Laptop', 'endpoint listening', inConsole(`/endpoints/${id}`))
    await said('Events wait here until they are fetched.')
  })
})
