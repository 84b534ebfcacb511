/** Requests that cannot be applied: each is kept, changes nothing at all, and says why in words of an owner. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

/** A coin line first, so that whatever fails behind it would leave a partial effect. */
const mapping: Mapping = {
  member: { identifier: 'email', path: '$.player.email' },
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' },
    { kind: 'currency', asset: 'xp', operator: 'subtract', path: '$.xp' },
    { kind: 'field', field: 'level', operator: 'set', path: '$.level' },
    { kind: 'currency', asset: 'xp', operator: 'add', path: '$.bonus', optional: true },
  ],
}
const good = { player: { email: 'ada@example.com' }, coins: 10, xp: 1, level: 3 }

let world: World
let ada: Member
let webhook: TestWebhook
beforeAll(async () => {
  world = await createWorld()
  ada = await world.member('Ada')
  await world
    .as(world.owner)
    .call('createField', { body: { key: 'level', name: 'Level', type: 'numerical' } })
  webhook = await world.webhook({ name: 'Faults', mapping })
})
afterAll(() => world?.stop())

async function stateOfAda() {
  return { ...(await world.balances(ada.id)), ...(await world.fields(ada.id)) }
}

describe('a receipt that fails leaves no partial effect', () => {
  let before: unknown
  beforeEach(async () => {
    before = await stateOfAda()
  })

  const failures: [title: string, payload: unknown, reason: string, place: Record<string, unknown>][] = [
    [
      'a member nobody knows',
      { ...good, player: { email: 'nobody@example.com' } },
      'User not found',
      { path: '$.player.email', value: 'nobody@example.com' },
    ],
    [
      'no member in the payload',
      { ...good, player: {} },
      'User field missing in payload',
      { path: '$.player.email' },
    ],
    [
      'a path that is missing',
      { player: good.player, coins: 10, level: 3 },
      'Value missing in payload',
      { path: '$.xp', line: 1 },
    ],
    [
      'a value that is no number',
      { ...good, xp: 'many' },
      'Value does not fit the field',
      { path: '$.xp', value: 'many', line: 1 },
    ],
    [
      'a fraction',
      { ...good, xp: 1.5 },
      'Value does not fit the field',
      { path: '$.xp', value: '1.5', line: 1 },
    ],
    [
      'a negative amount',
      { ...good, xp: -1 },
      'Amount is out of bounds',
      { path: '$.xp', value: '-1', line: 1 },
    ],
    [
      'a field value of the wrong type',
      { ...good, xp: 0, level: { is: 'object' } },
      'Value does not fit the field',
      { path: '$.level', line: 2 },
    ],
    ['a balance that is too small', { ...good, xp: 1 }, 'Insufficient balance', { line: 1, value: '1' }],
  ]
  it.each(failures)('%s', async (_title, payload, reason, place) => {
    const receipt = await world.deliver(webhook, payload)
    expect(receipt).toMatchObject({
      status: 'failed',
      outcome: null,
      effects: [],
      failure: { reason, ...place },
    })
    expect(receipt.details.startsWith(reason)).toBe(true)
    expect(await stateOfAda()).toEqual(before)
  })

  it('an amount beyond 2^53-1 is refused exactly, also when it comes as text', async () => {
    for (const coins of [
      '9007199254740992',
      '"9007199254740992"',
      '1e400',
      '123456789012345678901234567890',
    ]) {
      const receipt = await world.deliver(
        webhook,
        JSON.stringify(good).replace('"coins":10', `"coins":${coins}`),
      )
      expect(receipt.status).toBe('failed')
      expect(['Amount is out of bounds', 'Body is not valid']).toContain(receipt.failure?.reason)
    }
    expect(await stateOfAda()).toEqual(before)
  })

  it('a balance never grows beyond 2^53-1', async () => {
    const member = await world.member('Midas')
    const payload = { player: { email: member.email }, coins: 2 ** 53 - 1, xp: 0, level: 1 }
    expect((await world.deliver(webhook, payload)).status).toBe('success')
    expect(await world.balances(member.id)).toEqual({ xp: 0, coins: 2 ** 53 - 1 })
    const receipt = await world.deliver(webhook, { ...payload, coins: 1 })
    expect(receipt).toMatchObject({ status: 'failed', failure: { reason: 'Amount is out of bounds' } })
    expect(await world.balances(member.id)).toEqual({ xp: 0, coins: 2 ** 53 - 1 })
  })
})

describe('bodies that cannot be read are stored, answered 202, and failed with a reason', () => {
  const bodies: [title: string, body: string | Buffer, detail: RegExp][] = [
    ['broken JSON', '{"player": ', /not valid JSON/],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), /not valid UTF-8/],
    ['JSON nested 65 levels deep', `${'['.repeat(65)}${']'.repeat(65)}`, /nested deeper than 64/],
    ['more than 10,000 keys', JSON.stringify(Object.fromEntries(keys(10_001))), /more than 10000 keys/],
    ['text after the end', '{} {}', /expected the end/],
  ]
  it.each(bodies)('%s', async (_title, body, detail) => {
    const reply = await world.send(webhook, body)
    expect(reply.status).toBe(202)
    await world.drain()
    const receipt = await world.receipt((reply.body as { data: { id: string } }).data.id)
    expect(receipt).toMatchObject({
      status: 'failed',
      failure: { reason: 'Body is not valid' },
      payload: null,
    })
    expect(receipt.failure?.detail).toMatch(detail)
  })

  it('an empty body is kept as a ping and changes nothing', async () => {
    const receipt = await world.deliver(webhook, '')
    expect(receipt).toMatchObject({ status: 'success', outcome: 'nothing_to_do', effects: [] })
    expect(receipt.warnings).toContain('The body is empty')
  })
})

describe('bodies that look dangerous are read safely', () => {
  it('__proto__ and constructor are left out, with a warning, and the rest is applied', async () => {
    const before = await world.balances(ada.id)
    const receipt = await world.deliver(
      webhook,
      '{"__proto__":{"coins":999},"constructor":{"prototype":{"xp":9}},"player":{"email":"ada@example.com"},"coins":1,"xp":0,"level":1}',
    )
    expect(receipt.status).toBe('success')
    expect(receipt.warnings).toHaveLength(3)
    expect(receipt.warnings[0]).toMatch(/__proto__.*left out/)
    expect(await world.balances(ada.id)).toEqual({ ...before, coins: before.coins + 1 })
    expect(({} as { coins?: number }).coins).toBeUndefined()
  })

  it('a path to __proto__ finds nothing', async () => {
    const own = {
      member: mapping.member,
      lines: [
        { kind: 'currency' as const, asset: 'coins', operator: 'add' as const, path: '$.__proto__.coins' },
      ],
    }
    const prober = await world.webhook({ mapping: own })
    const receipt = await world.deliver(
      prober,
      '{"player":{"email":"ada@example.com"},"__proto__":{"coins":5}}',
    )
    expect(receipt).toMatchObject({ status: 'failed', failure: { reason: 'Value missing in payload' } })
  })

  it('of a key that is there twice the last one counts, with a warning', async () => {
    const receipt = await world.deliver(
      webhook,
      '{"player":{"email":"ada@example.com"},"coins":5,"coins":2,"xp":0,"level":1}',
    )
    expect(receipt).toMatchObject({ status: 'success', warnings: [expect.stringMatching(/more than once/)] })
    expect(receipt.effects.map((effect) => effect.kind === 'currency' && effect.amount)).toContain(2)
  })

  it('64 levels and 10,000 keys are taken', async () => {
    const deep = `${'['.repeat(63)}1${']'.repeat(63)}`
    const body = JSON.stringify({ ...good, xp: 0, ...Object.fromEntries(keys(9_000)) }).replace(
      /}$/,
      `,"deep":${deep}}`,
    )
    expect((await world.deliver(webhook, body)).status).toBe('success')
  })

  it('integers beyond 2^53 that no line reads stay exact in Histories', async () => {
    const body = JSON.stringify({ ...good, xp: 0 }).replace(/}$/, ',"order":9223372036854775807}')
    const receipt = await world.deliver(webhook, body)
    expect(receipt.status).toBe('success')
    expect(receipt.body).toBe(body)
    expect(JSON.stringify(receipt.payload)).toContain('9223372036854775807')
  })
})

describe('encryption', () => {
  it('a body that does not decrypt is answered 202 like any other, and failed', async () => {
    const key = 'x'.repeat(32)
    for (const mode of ['gcm', 'cbc'] as const) {
      const sealed = await world.webhook({ mapping, encryption: { mode, key } })
      for (const body of [
        '{"iv":"AAAA","data":"AAAA","tag":"AAAA"}',
        'not even base64 %%',
        '{}',
        JSON.stringify(good),
      ]) {
        const reply = await world.send(sealed, body, { 'x-encrypted': 'true' })
        expect(reply.status).toBe(202)
      }
      await world.drain()
      const { data } = await world
        .as(world.owner)
        .call('listIncomingWebhookReceipts', { params: { webhookId: sealed.id } })
      expect(data).toHaveLength(4)
      for (const { failure } of data) expect(failure?.reason).toBe('Body could not be decrypted')
      expect(new Set(data.map(({ details }) => details)).size).toBe(1)
    }
  })

  it('a plain body where encryption is set up is answered 400, and shown as Failed', async () => {
    const sealed = await world.webhook({ mapping, encryption: { mode: 'gcm', key: 'x'.repeat(32) } })
    const reply = await world.send(sealed, good, { 'webhook-id': 'evt-1' })
    expect(reply).toMatchObject({ status: 400, body: { code: 'malformed_request' } })
    await world.drain()
    const { data } = await world
      .as(world.owner)
      .call('listIncomingWebhookReceipts', { params: { webhookId: sealed.id } })
    expect(data).toMatchObject([{ status: 'failed', failure: { reason: 'Request is not encrypted' } }])
  })

  it('x-encrypted where encryption is not set up is answered 400, and the event may be sent again in plain', async () => {
    const before = await world.balances(ada.id)
    const plain = await world.webhook({ mapping })
    const wrong = await world.send(
      plain,
      { ...good, xp: 0 },
      { 'x-encrypted': 'true', 'webhook-id': 'evt-2' },
    )
    expect(wrong.status).toBe(400)
    const right = await world.deliver(plain, { ...good, xp: 0 }, { 'webhook-id': 'evt-2' })
    expect(right).toMatchObject({ status: 'success', outcome: 'applied' })
    expect(await world.balances(ada.id)).toEqual({ ...before, coins: before.coins + 10 })
  })
})

function* keys(count: number): Generator<[string, number]> {
  for (let index = 0; index < count; index++) yield [`key${index}`, index]
}
