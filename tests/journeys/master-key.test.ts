/** Another master key: every kind of secret is sealed anew where it lies, and is what it was. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sealedColumns } from '../../server/operate/sealed.ts'
import { reseal } from '../../server/platform/reseal.ts'
import { countUnreadable } from '../../server/platform/sealed-columns.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let receiver: Receiver
const key = 'guildhall-demo-key-32-characters'

beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver?.close()
  await world?.stop()
})

it('of every column nothing is left under the old key, and what was sealed is sent and answered as before', async () => {
  const owner = world.as(world.owner)
  const webhook = await world.webhook({
    encryption: { mode: 'gcm', key },
    signature: { preset: 'github', secret: 'a-secret-of-the-repository' },
  })
  const address = await owner.call('getIncomingWebhook', { params: { webhookId: webhook.id } })
  const app = await owner.call('createApp', { body: { title: 'Arena', appUrl: 'https://arena.example' } })
  await owner.call('createAppKey', { params: { appId: app.id }, body: {} })
  const created = await owner.call('createEndpoint', {
    body: {
      ...{ name: 'Receiver', url: receiver.url, eventTypes: ['custom.*'], apiKey: 'for-the-receiver' },
      ...{ headers: [{ name: 'x-own', value: 'kept' }], encryption: { mode: 'gcm', key } },
    },
  })
  const once = {
    body: { name: 'Shown once', permissions: ['view_audit' as const] },
    headers: { 'idempotency-key': 'key-1' },
  }
  const { key: shown } = await owner.call('createApiKey', once)

  const { db, config } = world.app.ctx
  const after = createSecretKey(randomBytes(32))
  const sealed = (await countUnreadable(db, sealedColumns, undefined)).map(({ what }) => what)
  expect(sealed).toEqual(sealedColumns.map(({ what }) => what))
  expect(await reseal(db, sealedColumns, { before: config.masterKey, after })).toBeGreaterThanOrEqual(
    sealedColumns.length,
  )
  expect(await countUnreadable(db, sealedColumns, after)).toEqual([])
  expect(await reseal(db, sealedColumns, { before: config.masterKey, after })).toBe(0)

  // Back again, because the server of this test knows the old one only.
  await reseal(db, sealedColumns, { before: after, after: config.masterKey })
  await owner.call('sendTestDelivery', { params: { endpointId: created.id } })
  await world.drainDeliveries()
  const [request] = receiver.requests
  const headers = request?.headers as Record<string, string>
  expect(headers).toMatchObject({ 'x-own': 'kept', 'x-api-key': 'for-the-receiver', 'x-encrypted': 'true' })
  expect(() => new Webhook(created.secret).verify(request?.body ?? '', headers)).not.toThrow()
  expect((await owner.call('createApiKey', once)).key).toBe(shown)
  const again = await owner.call('getIncomingWebhook', { params: { webhookId: webhook.id } })
  expect(again.url).toBe(address.url)
})
