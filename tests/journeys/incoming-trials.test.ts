/** Encrypted senders, JWE among them, and what staff try: tests that the server signs, bodies that it decrypts. */
import { createCipheriv, randomBytes } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import type { SignatureInput } from '../../contracts/senders.ts'
import type { Caller } from '../world/caller.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}
const text = '{"who": "ada", "coins": 3}'
const key = 'guildhall-demo-key-32-characters'
const gcm = { mode: 'gcm' as const, key }
const cbc = { mode: 'cbc' as const, key }
const secret = 'a-secret-of-the-sender'
const standardSecret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`

let world: World
let owner: Caller
let adaId = ''
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  adaId = (await world.member('Ada')).id
})
afterAll(() => world?.stop())

const jweOf = (plain = text, header = { alg: 'dir', enc: 'A256GCM' }) =>
  new CompactEncrypt(Buffer.from(plain)).setProtectedHeader(header).encrypt(Buffer.from(key))
const ofWebhook = ({ id }: { id: string }) => ({ params: { webhookId: id } })
const coins = async () => (await world.balances(adaId)).coins
const jose = { 'content-type': 'application/jose' }

describe('a compact JWE', () => {
  it('is taken by its media type, by x-encrypted, or by its form, and applied', async () => {
    const webhook = await world.webhook({ mapping, encryption: gcm })
    const before = await coins()
    for (const headers of [jose, { 'x-encrypted': 'true' }, { 'content-type': 'text/plain' }]) {
      const receipt = await world.deliver(webhook, await jweOf(), headers as Record<string, string>)
      expect(receipt).toMatchObject({ status: 'success', outcome: 'applied', isEncrypted: true })
      expect(receipt.payload).toEqual({ who: 'ada', coins: 3 })
    }
    expect(await coins()).toBe(before + 9)
  })

  it('can be caught as a sample, beside the AES form', async () => {
    const webhook = await world.webhook({ encryption: gcm })
    await world.deliver(webhook, await jweOf(), jose)
    const { data } = await owner.call('listIncomingWebhookSamples', ofWebhook(webhook))
    expect(data).toMatchObject([{ payload: { who: 'ada', coins: 3 }, problem: null }])
  })

  it('of another algorithm or key fails with the one reason that all bodies get', async () => {
    const webhook = await world.webhook({ mapping, encryption: gcm })
    const jwe = await jweOf()
    const failures = []
    for (const body of [
      await jweOf(text, { alg: 'A256KW', enc: 'A256GCM' }),
      `${jwe.slice(0, -8)}AAAAAAAA`,
      `${jwe.split('.')[0]}....`,
      'not.a.jwe',
    ]) {
      failures.push((await world.deliver(webhook, body, { ...jose, 'x-encrypted': 'true' })).failure)
    }
    expect(new Set(failures.map((failure) => JSON.stringify(failure))).size).toBe(1)
    expect(failures[0]?.reason).toBe('Body could not be decrypted')
  })

  it('is answered 400 by a webhook without encryption, and so is plain JSON by one with it', async () => {
    const open = await world.webhook({ mapping })
    expect((await world.send(open, await jweOf(), jose)).status).toBe(400)
    const closed = await world.webhook({ mapping, encryption: gcm })
    expect((await world.send(closed, text)).status).toBe(400)
  })

  it('is encrypted first and signed then: the signature is over the JWE as it was sent', async () => {
    const signature: SignatureInput = { preset: 'standard_webhooks', secret: standardSecret }
    const webhook = await world.webhook({ mapping, signature, encryption: gcm })
    const jwe = await jweOf()
    const headersFor = (signed: string, id: string) => {
      const time = new Date(world.clock.now())
      return {
        ...jose,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
        'webhook-signature': new StandardWebhook(standardSecret).sign(id, time, signed),
      }
    }
    expect((await world.send(webhook, jwe, headersFor(text, 'msg_1'))).status).toBe(401)
    expect(await world.deliver(webhook, jwe, headersFor(jwe, 'msg_2'))).toMatchObject({ status: 'success' })
  })
})

describe('a test from here', () => {
  const test = (webhook: TestWebhook, more: object = {}) =>
    owner.call('sendIncomingWebhookTest', { ...ofWebhook(webhook), body: { body: text, ...more } })
  const applied = async (webhook: TestWebhook, more: object = {}) => {
    const answer = await test(webhook, more)
    expect(answer).toMatchObject({ status: 202, message: 'Webhook received' })
    await world.drain()
    return world.receipt(answer.receiptId ?? '')
  }
  const hmac = {
    preset: 'hmac' as const,
    header: 'X-Game-Signature',
    algorithm: 'sha512' as const,
    encoding: 'base64' as const,
    prefix: 'mac=',
    template: '{timestamp}.{body}',
    timestampHeader: 'X-Game-Time',
    secret,
  }

  it.each([
    { preset: 'standard_webhooks', secret: standardSecret },
    { preset: 'github', secret },
    { preset: 'stripe', secret },
    { preset: 'shopify', secret },
    { preset: 'slack', secret },
    hmac,
  ] as SignatureInput[])('is signed for $preset, and applied as any request is', async (signature) => {
    const webhook = await world.webhook({ mapping, signature })
    const before = await coins()
    expect(await applied(webhook)).toMatchObject({ status: 'success', outcome: 'applied' })
    expect(await coins()).toBe(before + 3)
  })

  it.each([
    ['aes', gcm],
    ['aes', cbc],
    ['jwe', gcm],
    ['jwe', cbc],
  ])('is encrypted as %s with %j, then signed', async (form, encryption) => {
    const webhook = await world.webhook({ mapping, signature: { preset: 'github', secret }, encryption })
    const receipt = await applied(webhook, { form })
    expect(receipt).toMatchObject({ status: 'success', isEncrypted: true, payload: { who: 'ada', coins: 3 } })
    expect(receipt.body).not.toContain('ada')
    expect(receipt.headers).toContainEqual({ name: 'user-agent', value: 'Guildhall test' })
    expect(JSON.stringify(receipt)).not.toContain(key)
  })

  it('shows the API key that it is given, and is turned away and counted without it', async () => {
    const webhook = await world.webhook({ mapping, apiKey: true, encryption: gcm })
    expect(await test(webhook)).toMatchObject({ status: 401, receiptId: null })
    await vi.waitUntil(
      async () => (await owner.call('getIncomingWebhook', ofWebhook(webhook))).refused[0]?.count === 1,
      { timeout: 5_000, interval: 100 },
    )
    const receipt = await applied(webhook, { apiKey: webhook.apiKey })
    expect(JSON.stringify(receipt)).not.toContain(webhook.apiKey)
  })

  it('with the id of an event that was there is answered as a repeat, and changes nothing', async () => {
    const webhook = await world.webhook({
      mapping: { ...mapping, dedupe: { header: 'X-Event-Id' } },
      signature: { preset: 'standard_webhooks', secret: standardSecret },
    })
    expect(await test(webhook, { eventId: 'e.1' })).toMatchObject({ status: 202 })
    expect(await test(webhook, { eventId: 'e.1' })).toMatchObject({
      status: 200,
      message: 'Webhook already received',
    })
    expect(await test(webhook, { eventId: 'e.2' })).toMatchObject({ status: 202 })
  })

  it('signing_key_missing: where only the sender can sign, nothing is sent', async () => {
    const publicKey = `whpk_${Buffer.alloc(32, 9).toString('base64')}`
    const webhook = await world.webhook({
      mapping,
      signature: { preset: 'standard_webhooks', secret: publicKey },
    })
    const asked = { ...ofWebhook(webhook), body: { body: text } }
    expect(await owner.refusal('sendIncomingWebhookTest', asked)).toBe('signing_key_missing')
    const { signature } = await owner.call('getIncomingWebhook', ofWebhook(webhook))
    expect(signature?.isPublicKey).toBe(true)
  })

  it('stands in the audit log, because it changes balances', async () => {
    const webhook = await world.webhook({ mapping })
    const { receiptId } = await test(webhook)
    const { data } = await owner.call('listAuditEntries', {})
    expect(data[0]).toMatchObject({
      action: 'incoming_webhook.test_sent',
      subject: { id: webhook.id },
      changes: { receiptId },
    })
  })

  it('of a webhook that was deleted is not found', async () => {
    const webhook = await world.webhook({ mapping })
    await owner.call('deleteIncomingWebhook', ofWebhook(webhook))
    const asked = { ...ofWebhook(webhook), body: { body: text } }
    expect(await owner.refusal('sendIncomingWebhookTest', asked)).toBe('not_found')
  })
})

describe('trying to decrypt', () => {
  const attempt = (webhook: TestWebhook, body: string) =>
    owner.call('tryDecryption', { ...ofWebhook(webhook), body: { body } })
  const aesOf = (plain: string, withKey = key) => {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', withKey, iv)
    const data = Buffer.concat([cipher.update(plain), cipher.final()])
    const [ivText, dataText, tag] = [iv, data, cipher.getAuthTag()].map((part) => part.toString('base64'))
    return JSON.stringify({ iv: ivText, data: dataText, tag })
  }

  it('shows the payload of either form, and stores nothing', async () => {
    const webhook = await world.webhook({ mapping, encryption: gcm })
    const payload = { who: 'ada', coins: 3 }
    expect(await attempt(webhook, aesOf(text))).toEqual({
      form: 'aes',
      payload,
      text: null,
      warnings: [],
      problem: null,
    })
    const pasted = await attempt(webhook, `${await jweOf()}\n`)
    expect(pasted).toMatchObject({ form: 'jwe', payload, problem: null })
    expect(pasted.warnings[0]).toContain('White space')
    const { data } = await owner.call('listIncomingWebhookReceipts', ofWebhook(webhook))
    expect(data).toEqual([])
  })

  it('says what is wrong: form, algorithm, key, or what came out', async () => {
    const webhook = await world.webhook({ mapping, encryption: gcm })
    const problemOf = async (body: string) => (await attempt(webhook, body)).problem
    expect(await problemOf(text)).toMatchObject({ code: 'form_unknown' })
    expect(await problemOf(aesOf(text, key.toUpperCase()))).toMatchObject({ code: 'tag_mismatch' })
    expect(await problemOf(await jweOf(text, { alg: 'A256KW', enc: 'A256GCM' }))).toEqual({
      code: 'algorithm_not_allowed',
      detail: 'The header says alg "A256KW" and enc "A256GCM". Only alg "dir" with enc "A256GCM" is taken.',
    })
    expect(await attempt(webhook, aesOf('{"who": ada}'))).toMatchObject({
      form: 'aes',
      payload: null,
      text: '{"who": ada}',
      problem: { code: 'body_not_valid' },
    })
  })

  it('names a wrong padding and a wrong mode, for a webhook in CBC', async () => {
    const webhook = await world.webhook({ mapping, encryption: cbc })
    const broken = JSON.stringify({ iv: 'AAAAAAAAAAAAAAAAAAAAAA==', data: 'AAAAAAAAAAAAAAAAAAAAAA==' })
    expect((await attempt(webhook, broken)).problem?.code).toBe('padding_wrong')
    expect((await attempt(webhook, aesOf(text))).problem?.code).toBe('mode_differs')
  })

  it('encryption_missing: a webhook without encryption has no key to try', async () => {
    const webhook = await world.webhook({ mapping })
    const asked = { ...ofWebhook(webhook), body: { body: text } }
    expect(await owner.refusal('tryDecryption', asked)).toBe('encryption_missing')
  })

  it('is for whoever manages webhooks: nobody else may ask', async () => {
    const webhook = await world.webhook({ mapping, encryption: gcm })
    const { credential } = await world.staff('Viewer', ['view_members'])
    for (const name of ['tryDecryption', 'sendIncomingWebhookTest'] as const) {
      const asked = { ...ofWebhook(webhook), body: { body: text } }
      expect(await world.as(credential).refusal(name, asked)).toBe('forbidden')
    }
  })
})
