/** An endpoint in trouble is told in the console and by mail, each thing once: before it is disabled, when it is, and when it is back. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { insights } from '../../server/features/insights/index.ts'
import type { Caller } from '../world/caller.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let memberId: string
let receiver: Receiver
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
  memberId = (await world.member('Ada')).id
  await world.staff('Kit', ['manage_webhooks'])
  await world.staff('Lou', ['view_ledger'])
})
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())
afterAll(() => world?.stop())

const open = async (name: string) => {
  const body = { name, url: receiver.url, eventTypes: ['currency.changed'] }
  return (await owner.call('createEndpoint', { body })).id
}
const evaluate = () => world.app.started.of(insights).evaluateAlerts()

async function happen(): Promise<void> {
  await owner.call('adjustBalance', {
    params: { memberId },
    body: { asset: 'coins', amount: 1, reason: 'Test' },
  })
  await world.drainDeliveries()
}

async function later(hours: number): Promise<void> {
  await world.clock.advance({ hours })
  await world.drainDeliveries()
  await evaluate()
  await evaluate()
}

const alertsOf = async (endpointId: string, state: 'open' | 'all' = 'open') => {
  const { data } = await owner.call('listAlerts', { query: { state, limit: 100 } })
  return data.filter(({ subject }) => subject.id === endpointId)
}
const kindsOf = async (endpointId: string) => (await alertsOf(endpointId)).map(({ kind }) => kind)
const mailsAbout = async (name: string) =>
  (await owner.call('listMailbox', {})).data.filter(({ subject }) => subject.includes(`${name}:`))
/** What the owner was written, the oldest first, without the name of the community. */
const subjectsOf = async (name: string) =>
  (await mailsAbout(name))
    .filter(({ to }) => to === 'owner@example.com')
    .map(({ subject }) =>
      subject.slice(subject.indexOf(`${name}:`)).replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'T'),
    )
    .reverse()

it('an endpoint that fails is warned about three times, disabled, and told to be back', async () => {
  const endpointId = await open('Shop')
  receiver.answerWith({ status: 503 })
  await happen()
  await later(59)
  expect(await alertsOf(endpointId)).toEqual([])

  await later(2)
  const [warning] = await alertsOf(endpointId)
  expect(warning).toMatchObject({
    kind: 'endpoint_failing',
    subject: { kind: 'endpoint', id: endpointId, name: 'Shop' },
    words: expect.stringContaining('50 % of the five days after which it is disabled'),
    advice: expect.stringContaining('The last answer was 503.'),
  })
  const letters = await mailsAbout('Shop')
  expect(letters.map(({ to }) => to).sort()).toEqual(['kit@example.com', 'owner@example.com'])
  expect(letters[0]?.link).toContain(`/console/${world.communityId}/endpoints/${endpointId}`)

  for (const hours of [22, 2, 24, 10]) await later(hours)
  expect((await alertsOf(endpointId)).map(({ id }) => id)).toEqual([warning?.id])
  const failing = (percent: number) =>
    `Shop: every attempt has failed since T, ${percent} % of the five days after which it is disabled`
  const warned = [50, 70, 90].map(failing)
  expect(await subjectsOf('Shop')).toEqual(warned)

  await world.clock.advance({ hours: 2 })
  await happen()
  await later(0)
  const params = { endpointId }
  expect(await owner.call('getEndpoint', { params })).toMatchObject({ disabledReason: 'failing' })
  expect(await alertsOf(endpointId)).toMatchObject([
    { kind: 'endpoint_disabled', advice: expect.stringContaining('Every attempt had failed for five days.') },
  ])
  await later(50)
  const untilDisabled = [...warned, 'Shop: disabled since T']
  expect(await subjectsOf('Shop')).toEqual(untilDisabled)

  receiver.answerWith({ status: 204 })
  await owner.call('activateEndpoint', { params })
  await happen()
  await later(0)
  expect(await kindsOf(endpointId)).toEqual(['endpoint_recovered'])
  await later(23)
  expect(await kindsOf(endpointId)).toEqual(['endpoint_recovered'])
  await later(2)
  await happen()
  await later(24)
  expect(await alertsOf(endpointId)).toEqual([])
  expect(await subjectsOf('Shop')).toEqual([...untilDisabled, 'Shop: deliveries arrive again'])
  const all = await alertsOf(endpointId, 'all')
  expect(all.map(({ kind }) => kind)).toEqual(['endpoint_recovered', 'endpoint_disabled', 'endpoint_failing'])
})

it('a warned endpoint that is back before it is disabled is told once to be back', async () => {
  const endpointId = await open('Quests')
  receiver.answerWith({ status: 500 })
  await happen()
  await later(61)
  expect(await kindsOf(endpointId)).toEqual(['endpoint_failing'])
  receiver.answerWith({ status: 204 })
  await happen()
  await later(0)
  expect(await kindsOf(endpointId)).toEqual(['endpoint_recovered'])
  expect(await subjectsOf('Quests')).toHaveLength(2)
})

it('an endpoint that fails for a short time is nobody’s trouble', async () => {
  const endpointId = await open('Brief')
  receiver.answerWith({ status: 500 })
  await happen()
  await later(10)
  receiver.answerWith({ status: 204 })
  await happen()
  await later(1)
  expect(await alertsOf(endpointId, 'all')).toEqual([])
})

it.each([
  ['gone', { status: 410 }, 'The receiver answered 410: the address is gone.'],
  [
    'asked',
    { status: 200, headers: { 'webhook-delivery': 'disable' } },
    'The receiver asked to be sent nothing more.',
  ],
])(
  'an endpoint disabled because it is %s is told at once, and only where it is',
  async (name, reply, reason) => {
    const endpointId = await open(name)
    receiver.answerWith(reply)
    await happen()
    await later(0)
    expect(await alertsOf(endpointId)).toMatchObject([
      { kind: 'endpoint_disabled', advice: expect.stringContaining(reason) },
    ])
    const { id: communityId } = await owner.call('createCommunity', { body: { name: `Beside ${name}` } })
    expect((await owner.call('listAlerts', { params: { communityId } })).data).toEqual([])

    await owner.reply('deleteEndpoint', { params: { endpointId } })
    await later(0)
    expect(await alertsOf(endpointId)).toEqual([])
    expect((await alertsOf(endpointId, 'all'))[0]?.subject.name).toBe('A deleted endpoint')
  },
)

it('an alert of an endpoint that is muted is mailed no more', async () => {
  const endpointId = await open('Muted')
  receiver.answerWith({ status: 500 })
  await happen()
  await later(61)
  const [alert] = await alertsOf(endpointId)
  await owner.call('muteAlert', { params: { alertId: alert?.id ?? '' } })
  await later(48)
  expect((await alertsOf(endpointId))[0]?.words).toContain('90 %')
  expect(await subjectsOf('Muted')).toHaveLength(1)
  const entries = await owner.call('listAuditEntries', {})
  expect(entries.data[0]).toMatchObject({
    action: 'alert.muted',
    subject: { kind: 'endpoint', id: endpointId, label: 'Muted' },
  })
})
