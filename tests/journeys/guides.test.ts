/** The samples of README and the guides do what they say. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import { packageRoot } from '../../server/platform/package-root.ts'
import { egressToLoopback, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let folder: string

beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  folder = await mkdtemp(join(tmpdir(), 'guildhall-guides-'))
})
afterAll(async () => {
  await world.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A block of that language in a document: the first, or the one at `place`. */
async function blockOf(document: string, language: string, place = 0): Promise<string> {
  const text = await readFile(join(packageRoot(), document), 'utf8')
  const blocks = text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))
  const block = [...blocks][place]?.[1]
  if (block === undefined) throw new Error(`${document} has no ${language} block`)
  return block
}

const guide = 'docs/guides/incoming-webhooks.md'

test('the mapping of the guide is saved, and the payload of the README pays with it', async () => {
  const ada = await world.member('Ada')
  await world
    .as(world.owner)
    .call('createField', { body: { key: 'level', name: 'Level', type: 'numerical' } })
  const mapping = JSON.parse(await blockOf(guide, 'json')) as Mapping
  // The README's request has no level, so the line for it has to be an optional one.
  const lines = mapping.lines.map((line) => (line.kind === 'field' ? { ...line, optional: true } : line))
  await world.as(world.owner).call('adjustBalance', {
    params: { memberId: ada.id },
    body: { asset: 'xp', amount: 5, reason: 'Something to take from' },
  })
  const webhook = await world.webhook({ mapping: { ...mapping, lines } })

  const readme = await readFile(join(packageRoot(), 'README.md'), 'utf8')
  const payload = JSON.parse(/-d '(\{.*\})'/.exec(readme)?.[1] ?? '')
  expect((await world.send(webhook, { ...payload, player: { email: ada.email } })).status).toBe(202)
  await world.drain()
  expect(await world.balances(ada.id)).toEqual({ xp: 0, coins: 50 })
})

test('what the encryption sample of the guide encrypts is decrypted here', async () => {
  const file = join(folder, 'encrypt.mjs')
  await writeFile(file, await blockOf(guide, 'js'))
  const { encrypt } = (await import(pathToFileURL(file).href)) as {
    encrypt: (key: string, payload: unknown) => string
  }
  const key = 'k'.repeat(32)
  const grace = await world.member('Grace')
  const webhook = await world.webhook({
    encryption: { mode: 'gcm', key },
    mapping: {
      member: { identifier: 'email', path: '$.email' },
      lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
    },
  })
  const body = encrypt(key, { email: grace.email, coins: 7 })
  expect((await world.send(webhook, body, { 'x-encrypted': 'true' })).status).toBe(202)
  await world.drain()
  expect(await world.balances(grace.id)).toEqual({ xp: 0, coins: 7 })
})

test('what the signature sample of the guide signs is taken here, and nothing else is', async () => {
  const file = join(folder, 'sign.mjs')
  await writeFile(file, await blockOf(guide, 'mjs'))
  const { sign } = (await import(pathToFileURL(file).href)) as {
    sign: (secret: string, body: string) => Record<string, string>
  }
  const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
  const webhook = await world.webhook({ signature: { preset: 'standard_webhooks', secret } })
  const body = '{"coins":7}'
  expect((await world.send(webhook, body, sign(secret, body))).status).toBe(202)
  expect((await world.send(webhook, `${body} `, sign(secret, body))).status).toBe(401)
})

test('the verification sample of the guide takes what we send, and nothing else', async () => {
  const file = join(folder, 'verify.mjs')
  await writeFile(file, await blockOf('docs/guides/outgoing-webhooks.md', 'mjs'))
  const { isOurs } = (await import(pathToFileURL(file).href)) as {
    isOurs: (secret: string, headers: object, body: string) => boolean
  }
  const receiver = await startReceiver()
  const { id: endpointId, secret } = await world.as(world.owner).call('createEndpoint', {
    body: { name: 'Guide', url: receiver.url, eventTypes: ['*'] },
  })
  await world.as(world.owner).call('sendTestDelivery', { params: { endpointId } })
  await world.drainDeliveries()
  const [request] = receiver.requests
  await world.as(world.owner).call('deleteEndpoint', { params: { endpointId } })
  await receiver.close()
  if (!request) throw new Error('Nothing arrived')
  const { headers, body } = request
  expect(isOurs(secret, headers, body)).toBe(true)
  expect(isOurs(secret, headers, `${body} `)).toBe(false)
  expect(isOurs(secret, { ...headers, 'webhook-timestamp': '1614265330' }, body)).toBe(false)
  expect(isOurs(`whsec_${Buffer.alloc(32).toString('base64')}`, headers, body)).toBe(false)
})

test.each(['gcm', 'cbc'] as const)(
  'the decryption sample of the guide opens what we send in %s',
  async (mode) => {
    const samples = { js: 'decrypt.mjs', mjs: 'verify.mjs' }
    for (const [language, name] of Object.entries(samples)) {
      await writeFile(join(folder, name), await blockOf('docs/guides/outgoing-webhooks.md', language))
    }
    const load = (name: string) => import(pathToFileURL(join(folder, name)).href)
    const { decrypt } = (await load(samples.js)) as {
      decrypt: (key: string, headers: object, body: string) => unknown
    }
    const { isOurs } = (await load(samples.mjs)) as {
      isOurs: (secret: string, headers: object, body: string) => boolean
    }
    const key = 'k'.repeat(32)
    const receiver = await startReceiver()
    const { id: endpointId, secret } = await world.as(world.owner).call('createEndpoint', {
      body: { name: `Encrypted ${mode}`, url: receiver.url, eventTypes: ['*'], encryption: { mode, key } },
    })
    await world.as(world.owner).call('sendTestDelivery', { params: { endpointId } })
    await world.drainDeliveries()
    await world.as(world.owner).call('deleteEndpoint', { params: { endpointId } })
    await receiver.close()
    const [request] = receiver.requests
    if (!request) throw new Error('Nothing arrived')
    expect(isOurs(secret, request.headers, request.body)).toBe(true)
    expect(decrypt(key, request.headers, request.body)).toMatchObject({ type: 'endpoint.tested' })
    expect(() => decrypt('x'.repeat(32), request.headers, request.body)).toThrow()
  },
)

test('the sample of the guide that answers a challenge proves the receiver', async () => {
  const file = join(folder, 'answer.mjs')
  await writeFile(file, await blockOf('docs/guides/outgoing-webhooks.md', 'js', 1))
  const { answerTo } = (await import(pathToFileURL(file).href)) as {
    answerTo: (event: object) => { status: number; body?: string }
  }
  const receiver = await startReceiver()
  receiver.answerWith(({ json }) => answerTo(json))
  const owner = world.as(world.owner)
  const { id: endpointId } = await owner.call('createEndpoint', {
    body: { name: 'Proves itself', url: receiver.url, eventTypes: ['custom.*'], asksOwnership: true },
  })
  await world.drainDeliveries()
  expect((await owner.call('getEndpoint', { params: { endpointId } })).ownership).toBe('proved')
  await owner.call('deleteEndpoint', { params: { endpointId } })
  await receiver.close()
})
