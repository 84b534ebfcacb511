/** The page the product starts from: an external system sends any JSON, and members' XP and Coins move. */
import { createCipheriv, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const encryptionKey = 'abcdefghijklmnopqrstuvwxyz012345'
const sample = { player: { email: 'ADA@example.com', level: 7 }, reward: { xp: 40, coins: 25 } }

let world: World
let ada: Member
beforeAll(async () => {
  world = await createWorld()
  ada = await world.member('Ada')
})
afterAll(() => world?.stop())

describe('the nine steps of setting up an incoming webhook', () => {
  let webhook: TestWebhook
  let mapping: Mapping
  const send = (payload: unknown, headers: Record<string, string> = {}) =>
    world.send(webhook, encrypted(payload), {
      'x-api-key': webhook.apiKey ?? '',
      'x-encrypted': 'true',
      ...headers,
    })

  it('1 and 2: an owner creates a webhook with a name, a key and encryption, at the location User Fields', async () => {
    const body = {
      name: 'Quest rewards',
      location: 'user_fields' as const,
      apiKey: true,
      encryption: { mode: 'gcm' as const, key: encryptionKey },
    }
    const created = await world.as(world.owner).call('createIncomingWebhook', { body })
    expect(created).toMatchObject({ name: 'Quest rewards', location: 'user_fields', mapping: null })
    webhook = {
      id: created.id,
      name: created.name,
      path: new URL(created.url ?? '').pathname,
      apiKey: created.apiKey,
    }
    expect(webhook.path).toMatch(/^\/hooks\/[A-Za-z0-9_-]{32}$/)
  })

  it('3: a test request is kept, and Catch shows it as the sample', async () => {
    const reply = await send(sample)
    expect(reply.status).toBe(202)
    await world.drain()
    const { data } = await world
      .as(world.owner)
      .call('listIncomingWebhookSamples', { params: { webhookId: webhook.id } })
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({ payload: sample, problem: null })
    const waiting = await world.receipt(data[0]?.receiptId ?? '')
    expect(waiting).toMatchObject({ status: 'pending', outcome: 'no_mapping' })
  })

  it('4 to 9: a dry run shows the exact lines of Map to User, XP, Coins and a custom field', async () => {
    await world
      .as(world.owner)
      .call('createField', { body: { key: 'level', name: 'Level', type: 'numerical' } })
    mapping = {
      member: { identifier: 'email', path: '$.player.email' },
      lines: [
        { kind: 'currency', asset: 'xp', operator: 'add', path: '$.reward.xp' },
        { kind: 'currency', asset: 'coins', operator: 'add', path: '/reward/coins' },
        { kind: 'currency', asset: 'xp', operator: 'subtract', value: 5 },
        { kind: 'field', field: 'level', operator: 'set', path: '$.player.level' },
      ],
    }
    const dryRun = await world
      .as(world.owner)
      .call('dryRunIncomingWebhook', { params: { webhookId: webhook.id }, body: { sample, mapping } })
    expect(dryRun).toMatchObject({ status: 'success', outcome: 'applied', problems: [] })
    expect(dryRun.members).toMatchObject([{ id: ada.id, displayName: 'Ada' }])
    expect(dryRun.effects).toMatchObject([
      { kind: 'currency', asset: 'xp', amount: 40, balanceBefore: 0, balanceAfter: 40 },
      { kind: 'currency', asset: 'coins', amount: 25, balanceBefore: 0, balanceAfter: 25 },
      { kind: 'currency', asset: 'xp', amount: -5, balanceBefore: 40, balanceAfter: 35 },
      { kind: 'field', field: 'level', before: null, after: 7 },
    ])
    expect(await world.balances(ada.id)).toEqual({ xp: 0, coins: 0 })
  })

  it('saving the mapping makes requests change what the dry run showed', async () => {
    const saved = await world
      .as(world.owner)
      .call('saveIncomingWebhookMapping', { params: { webhookId: webhook.id }, body: mapping })
    expect(saved.mappingVersion).toBe(1)
    const reply = await send(sample)
    expect(reply.status).toBe(202)
    await world.drain()
    expect(await world.balances(ada.id)).toEqual({ xp: 35, coins: 25 })
    expect(await world.fields(ada.id)).toEqual({ level: 7 })
  })

  it('the request that waited for its mapping is applied when the owner asks for it', async () => {
    const { data } = await world.as(world.owner).call('listReceipts', { query: { status: 'pending' } })
    expect(data).toHaveLength(1)
    const receiptId = data[0]?.id ?? ''
    await world.as(world.owner).call('runReceipt', { params: { receiptId } })
    await world.drain()
    expect(await world.receipt(receiptId)).toMatchObject({ status: 'success', outcome: 'applied' })
    expect(await world.balances(ada.id)).toEqual({ xp: 70, coins: 50 })
  })

  it('Histories show every request with its status, secrets removed and its effects', async () => {
    const { data } = await world.as(world.owner).call('listReceipts', { query: { webhookId: webhook.id } })
    expect(data.map(({ status, details }) => [status, details])).toMatchObject([
      ['success', expect.any(String)],
      ['success', expect.any(String)],
    ])
    const details = await world.receipt(data[0]?.id ?? '')
    expect(details).toMatchObject({
      isEncrypted: true,
      payload: sample,
      mappingVersion: 1,
      webhookName: 'Quest rewards',
    })
    expect(details.effects).toHaveLength(4)
    const key = details.headers.find(({ name }) => name.toLowerCase() === 'x-api-key')
    expect(key?.value).not.toContain(webhook.apiKey)
    expect(JSON.stringify(details)).not.toContain(webhook.apiKey)
  })

  it('Gamification Logs name the webhook as the action and explain every balance', async () => {
    const { data } = await world.as(world.owner).call('listGamificationLogs', { query: { memberId: ada.id } })
    expect(data).toHaveLength(6)
    expect(new Set(data.map(({ action }) => action))).toEqual(new Set(['Quest rewards']))
    expect(data[0]).toMatchObject({ memberId: ada.id, actor: { kind: 'webhook', label: 'Quest rewards' } })
    const xp = data.filter(({ asset }) => asset === 'xp').toReversed()
    for (const [index, log] of xp.entries()) {
      expect(log.balanceAfter - log.balanceBefore).toBe(log.amount)
      expect(log.balanceBefore).toBe(xp[index - 1]?.balanceAfter ?? 0)
    }
    expect(xp.at(-1)?.balanceAfter).toBe(70)
    const { data: histories } = await world
      .as(world.owner)
      .call('listFieldHistories', { query: { memberId: ada.id } })
    expect(histories.map(({ before, after, source }) => [before, after, source.label])).toEqual([
      [7, 7, 'Quest rewards'],
      [null, 7, 'Quest rewards'],
    ])
  })

  it('the ledger shows both sides of each transfer, and each asset adds up to zero', async () => {
    const { data } = await world.as(world.owner).call('listTransfers', { query: { asset: 'coins' } })
    expect(data.map(({ from, to, amount }) => [from.kind, to.kind, amount])).toEqual([
      ['issuer', 'member', 25],
      ['issuer', 'member', 25],
    ])
    const supplies = await world.as(world.owner).call('listSupplies', {})
    expect(supplies.data).toEqual(
      expect.arrayContaining([
        { asset: 'coins', issued: 50, sunk: 0, held: 50, holders: 1, isBalanced: true },
        { asset: 'xp', issued: 80, sunk: 10, held: 70, holders: 1, isBalanced: true },
      ]),
    )
  })
})

/** AES-256-GCM in the form of the seed: iv, data and tag as base64. */
function encrypted(payload: unknown): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(encryptionKey), iv)
  const bytes = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final()])
  return JSON.stringify({
    iv: iv.toString('base64'),
    data: bytes.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  })
}
