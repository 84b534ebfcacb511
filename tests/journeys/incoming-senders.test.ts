/** What senders of a webhook have to show: two living API keys, and a signature, with its secret being changed. */
import { createHmac } from 'node:crypto'
import { sign as signGithub } from '@octokit/webhooks-methods'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import type { SignatureInput } from '../../contracts/senders.ts'
import type { Caller } from '../world/caller.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', value: 1 }],
}
const text = '{"who": "ada"}'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  await world.member('Ada')
})
afterAll(() => world?.stop())

const read = ({ id }: { id: string }) => owner.call('getIncomingWebhook', { params: { webhookId: id } })
const statusOf = async (webhook: TestWebhook, headers: Record<string, string>, body = text) =>
  (await world.send(webhook, body, headers)).status
const refusedOf = async (webhook: TestWebhook, count: number) =>
  vi.waitUntil(
    async () => {
      const { refused } = await read(webhook)
      const sum = refused.reduce((total, each) => total + each.count, 0)
      return sum >= count && Object.fromEntries(refused.map((each) => [each.reason, each.count]))
    },
    { timeout: 5_000, interval: 100 },
  )

describe('API keys', () => {
  const withKey = (webhook: TestWebhook, key: string) => statusOf(webhook, { 'x-api-key': key })

  it('two live at a time, each under its name, and either opens', async () => {
    const webhook = await world.webhook({ mapping, apiKey: true })
    const params = { webhookId: webhook.id }
    const second = await owner.call('addIncomingWebhookKey', { params, body: { name: 'From June' } })
    expect((await read(webhook)).apiKeys).toMatchObject([
      { id: second.id, name: 'From June', validUntil: null, lastUsedAt: null },
      { name: 'API key', validUntil: null, lastUsedAt: null },
    ])
    expect(await withKey(webhook, webhook.apiKey ?? '')).toBe(202)
    expect(await withKey(webhook, second.apiKey)).toBe(202)

    const [, first] = (await read(webhook)).apiKeys
    await owner.call('removeIncomingWebhookKey', { params: { ...params, keyId: first?.id ?? '' } })
    expect(await withKey(webhook, webhook.apiKey ?? '')).toBe(401)
    expect(await withKey(webhook, second.apiKey)).toBe(202)
    expect((await read(webhook)).apiKeys.map(({ name }) => name)).toEqual(['From June'])
  })

  it('api_key_limit_reached: a third is made only when the others end', async () => {
    const webhook = await world.webhook({ mapping, apiKey: true })
    const params = { webhookId: webhook.id }
    await owner.call('addIncomingWebhookKey', { params, body: {} })
    expect(await owner.refusal('addIncomingWebhookKey', { params, body: {} })).toBe('api_key_limit_reached')
    expect(await owner.refusal('addIncomingWebhookKey', { params, body: { overlapHours: 2 } })).toBe(
      'api_key_limit_reached',
    )
    expect((await read(webhook)).apiKeys.map(({ validUntil }) => validUntil)).toEqual([null, null])
    const fresh = await owner.call('addIncomingWebhookKey', { params, body: { overlapHours: 0 } })
    expect((await read(webhook)).apiKeys.map(({ id }) => id)).toEqual([fresh.id])
  })

  it('the last use is noted', async () => {
    const webhook = await world.webhook({ mapping, apiKey: true })
    expect(await withKey(webhook, webhook.apiKey ?? '')).toBe(202)
    await vi.waitUntil(async () => (await read(webhook)).apiKeys[0]?.lastUsedAt, { timeout: 5_000 })
  })

  it('a webhook whose last key has ended stays closed, until that key is removed', async () => {
    const webhook = await world.webhook({ mapping, apiKey: true })
    const params = { webhookId: webhook.id }
    const second = await owner.call('addIncomingWebhookKey', { params, body: { overlapHours: 1 } })
    await owner.call('removeIncomingWebhookKey', { params: { ...params, keyId: second.id } })
    await world.clock.advance({ hours: 1, seconds: 1 })
    expect(await statusOf(webhook, {})).toBe(401)
    expect(await withKey(webhook, webhook.apiKey ?? '')).toBe(401)
    const [ended] = (await read(webhook)).apiKeys
    await owner.call('removeIncomingWebhookKey', { params: { ...params, keyId: ended?.id ?? '' } })
    expect(await statusOf(webhook, {})).toBe(202)
  })

  it('a key that is not there, or belongs to another webhook, cannot be removed', async () => {
    const [one, other] = [await world.webhook({ apiKey: true }), await world.webhook({ apiKey: true })]
    const keyId = (await read(other)).apiKeys[0]?.id ?? ''
    const asked = { params: { webhookId: one.id, keyId } }
    expect(await owner.refusal('removeIncomingWebhookKey', asked)).toBe('not_found')
    expect((await read(other)).apiKeys).toHaveLength(1)
  })
})

describe('signatures', () => {
  const secret = 'a-secret-of-the-repository'
  const github = (key = secret): SignatureInput => ({ preset: 'github', secret: key })
  const signed = async (body = text, key = secret) => ({ 'x-hub-signature-256': await signGithub(key, body) })

  it('a request that is signed is taken and applied, and the secret is never shown', async () => {
    const webhook = await world.webhook({ mapping, signature: github() })
    expect(await world.deliver(webhook, text, await signed())).toMatchObject({ status: 'success' })
    const view = await read(webhook)
    expect(view.signature).toMatchObject({ scheme: { preset: 'github' }, previousUntil: null })
    expect(JSON.stringify(view)).not.toContain(secret)
    const audit = await owner.call('listAuditEntries', {})
    expect(JSON.stringify(audit)).not.toContain(secret)
  })

  it('a missing, a wrong and an expired signature are answered 401 in one sentence and counted apart', async () => {
    const key = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
    const webhook = await world.webhook({
      name: 'Standard',
      mapping,
      signature: { preset: 'standard_webhooks', secret: key },
    })
    const headersAt = (time: Date) => ({
      'webhook-id': `msg_${time.getTime()}`,
      'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
      'webhook-signature': new StandardWebhook(key).sign(`msg_${time.getTime()}`, time, text),
    })
    const now = world.clock.now()
    const good = headersAt(new Date(now))
    const replies = [
      await world.send(webhook, text, {}),
      await world.send(webhook, `${text} `, good),
      await world.send(webhook, text, headersAt(new Date(now - 302_000))),
      await world.send(webhook, text, headersAt(new Date(now + 400_000))),
    ]
    const told = replies.map(({ status, body }) => {
      const { code, message } = body as { code: string; message: string }
      return { status, code, message }
    })
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(told[0]).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect(await refusedOf(webhook, 4)).toEqual({
      signature_missing: 1,
      signature_wrong: 1,
      signature_expired: 2,
    })
    const { data } = await owner.call('listIncomingWebhookReceipts', { params: { webhookId: webhook.id } })
    expect(data).toEqual([])
    expect(await statusOf(webhook, good)).toBe(202)
  })

  it('the key is asked before the signature, and both are when both are set', async () => {
    const webhook = await world.webhook({ mapping, apiKey: true, signature: github() })
    const key = { 'x-api-key': webhook.apiKey ?? '' }
    expect(await statusOf(webhook, await signed())).toBe(401)
    expect(await statusOf(webhook, key)).toBe(401)
    expect(await statusOf(webhook, { ...key, ...(await signed()) })).toBe(202)
    expect(await refusedOf(webhook, 2)).toEqual({ unauthenticated: 1, signature_missing: 1 })
  })

  it('the secret before stays valid for a day, or as long as the owner says', async () => {
    const webhook = await world.webhook({ mapping, signature: github() })
    const params = { webhookId: webhook.id }
    const fresh = 'another-secret-of-the-repository'
    const change = (signature: SignatureInput | null) =>
      owner.call('updateIncomingWebhook', { params, body: { signature } })
    const statuses = async () => [
      await statusOf(webhook, await signed()),
      await statusOf(webhook, await signed(text, fresh)),
    ]
    expect((await change(github(fresh))).signature?.previousUntil).not.toBeNull()
    expect(await statuses()).toEqual([202, 202])
    await world.clock.advance({ hours: 24, seconds: 1 })
    expect(await statuses()).toEqual([401, 202])
    expect((await read(webhook)).signature?.previousUntil).toBeNull()

    expect((await change({ ...github(), overlapHours: 0 })).signature?.previousUntil).toBeNull()
    expect(await statuses()).toEqual([202, 401])
    expect((await change(null)).signature).toBeNull()
    expect(await statusOf(webhook, {})).toBe(202)
  })

  it('a scheme of one’s own is checked as it is described', async () => {
    const signature: SignatureInput = {
      preset: 'hmac',
      header: 'X-Game-Signature',
      algorithm: 'sha512',
      encoding: 'base64',
      prefix: 'mac=',
      template: '{timestamp}.{body}',
      timestampHeader: 'X-Game-Time',
      secret,
    }
    const webhook = await world.webhook({ mapping, signature })
    const time = String(Math.floor(world.clock.now() / 1000))
    const mac = createHmac('sha512', secret).update(`${time}.${text}`).digest('base64')
    expect(await statusOf(webhook, { 'x-game-signature': `mac=${mac}`, 'x-game-time': time })).toBe(202)
    const { signature: view } = await read(webhook)
    const { secret: _, ...scheme } = signature
    expect(view?.scheme).toEqual(scheme)
  })

  it('a secret that is no key and a template that signs no time are refused with their place', async () => {
    const broken = await owner.problem('createIncomingWebhook', {
      body: {
        name: 'Broken',
        signature: { preset: 'standard_webhooks', secret: 'whsec_tooshort-and-no-key' },
      },
    })
    expect(broken).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/signature/secret' }],
    })
    const webhook = await world.webhook({ signature: github() })
    const problem = await owner.problem('updateIncomingWebhook', {
      params: { webhookId: webhook.id },
      body: {
        signature: {
          preset: 'hmac',
          header: 'x-signature',
          algorithm: 'sha256',
          encoding: 'hex',
          prefix: '',
          template: '{body}',
          timestampHeader: 'x-time',
          secret,
        },
      },
    })
    expect(problem.errors).toMatchObject([{ pointer: '/signature/template' }])
    expect((await read(webhook)).signature?.scheme).toEqual({ preset: 'github' })
  })
})
