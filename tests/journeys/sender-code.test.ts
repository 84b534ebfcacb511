/** The code that the console shows to senders, run as it stands: what it signs and encrypts, the server takes. */
import { spawn, spawnSync } from 'node:child_process'
import { createCipheriv, generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import type { SignatureInput } from '../../contracts/senders.ts'
import { pythonFor } from '../../web/console/pages/webhooks/sending/python-code.rules.ts'
import {
  curlFor,
  nodeFor,
  type SenderSettings,
} from '../../web/console/pages/webhooks/sending/sender-code.rules.ts'
import { createWorld, type World } from '../world/world.ts'

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', value: 1 }],
  dedupe: { header: 'webhook-id' },
}
const body = `{"who":"ada","said":"it's \\"5 $\\" \\\\ wörld"}`
const key = 'guildhall-demo-key-32-characters'
const secret = 'a-secret-of-the-sender'
const standardSecret = `whsec_${Buffer.alloc(32, 251).toString('base64')}`
const pair = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
const partOf = (part: string | undefined) => Buffer.from(part ?? '', 'base64url')
const privateKey = `whsk_${Buffer.concat([partOf(pair.d), partOf(pair.x)]).toString('base64')}`
const publicKey = `whpk_${partOf(pair.x).toString('base64')}`

const hmac = (part: object) => ({
  preset: 'hmac' as const,
  header: 'X-Game-Signature',
  algorithm: 'sha512' as const,
  encoding: 'base64' as const,
  prefix: 'mac=`$x',
  template: 'a$b`\\:{timestamp}."{body}"',
  timestampHeader: 'X-Game-Time',
  secret,
  ...part,
})
const plainHmac = hmac({ encoding: 'hex', algorithm: 'sha1', template: '{body}', timestampHeader: null })
const senders: [string, SignatureInput, string][] = [
  ['Standard Webhooks v1', { preset: 'standard_webhooks', secret: standardSecret }, standardSecret],
  ['Standard Webhooks v1a', { preset: 'standard_webhooks', secret: publicKey }, privateKey],
  ['GitHub', { preset: 'github', secret }, secret],
  ['Stripe', { preset: 'stripe', secret }, secret],
  ['Shopify', { preset: 'shopify', secret }, secret],
  ['Slack', { preset: 'slack', secret }, secret],
  ['an HMAC of one’s own', hmac({}), secret],
  ['an HMAC without a time', plainHmac as SignatureInput, secret],
]

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.member('Ada')
})
afterAll(() => world?.stop())

interface Received {
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Stands in for the port of the server, and passes on what arrived there. */
async function receive(
  signingSecret: string,
  programFor: (url: string) => [string, ...string[]],
  cwd = process.cwd(),
) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push({ headers: request.headers, body: Buffer.concat(chunks) })
    response.writeHead(202).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const [command, ...args] = programFor(`http://127.0.0.1:${port}/hooks/token`)
  const env = { ...process.env, WEBHOOK_SECRET: signingSecret, WEBHOOK_ENCRYPTION_KEY: key }
  const [exitCode] = await once(spawn(command, args, { env, stdio: 'ignore', cwd }), 'exit')
  server.closeAllConnections()
  server.close()
  expect(exitCode).toBe(0)
  const [first] = received
  if (first === undefined) throw new Error('nothing arrived')
  return first
}

async function deliver(
  signature: SignatureInput,
  encryption: 'gcm' | 'cbc' | null,
  run: typeof asNode,
  own: string,
  cwd?: string,
) {
  const webhook = await world.webhook({
    mapping,
    signature,
    ...(encryption === null ? {} : { encryption: { mode: encryption, key } }),
  })
  const view = await world.as(world.owner).call('getIncomingWebhook', { params: { webhookId: webhook.id } })
  const settings = {
    hasApiKey: false,
    signature: view.signature,
    encryption,
    eventHeader: 'webhook-id',
    body,
  }
  const sent = await receive(own, (url) => run({ ...settings, url }), cwd)
  const dropped = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect'])
  const headers = Object.entries(sent.headers).filter(([name]) => !dropped.has(name)) as [string, string][]
  return world.deliver(webhook, sent.body, Object.fromEntries(headers))
}

const asNode = (settings: SenderSettings): [string, ...string[]] => [
  process.execPath,
  '--input-type=module',
  '-e',
  nodeFor(settings),
]
const asShell = (settings: SenderSettings): [string, ...string[]] => [
  'sh',
  '-c',
  curlFor(settings) ?? 'exit 9',
]

const asPython = (settings: SenderSettings): [string, ...string[]] => ['python3', '-c', pythonFor(settings)]

describe('the code for Node.js', () => {
  it.each(senders)('is signed for %s, and applied', async (_, signature, own) => {
    const receipt = await deliver(signature, null, asNode, own)
    expect(receipt).toMatchObject({ status: 'success', outcome: 'applied', payload: JSON.parse(body) })
  })

  it.each(senders)('is encrypted and then signed for %s, and applied', async (_, signature, own) => {
    const receipt = await deliver(signature, 'gcm', asNode, own)
    expect(receipt).toMatchObject({ status: 'success', outcome: 'applied', isEncrypted: true })
  })
})

describe('the command for a shell', () => {
  it.each(senders.filter(([name]) => !name.endsWith('v1a')))(
    'is signed for %s, and applied',
    async (_, signature, own) => {
      const receipt = await deliver(signature, null, asShell, own)
      expect(receipt).toMatchObject({ status: 'success', outcome: 'applied', payload: JSON.parse(body) })
    },
  )
})

describe('the command for a shell, of a body that a program has encrypted', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-sender-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function encryptInto(file: string): Promise<void> {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const data = Buffer.concat([cipher.update(body, 'utf8'), cipher.final()])
    const parts = { iv, data, tag: cipher.getAuthTag() }
    const texts = Object.entries(parts).map(([name, part]) => [name, part.toString('base64')])
    await writeFile(file, JSON.stringify(Object.fromEntries(texts)))
  }

  it.each(senders.filter(([name]) => !name.endsWith('v1a')))(
    'is signed for %s, and applied',
    async (_, signature, own) => {
      await encryptInto(join(folder, 'encrypted.json'))
      const receipt = await deliver(signature, 'gcm', asShell, own, folder)
      expect(receipt).toMatchObject({ status: 'success', outcome: 'applied', isEncrypted: true })
    },
  )
})

/** The library for encryption and ed25519 is not part of Python. */
const hasCryptography = spawnSync('python3', ['-c', 'import cryptography'], { stdio: 'ignore' }).status === 0
const skippedWords = hasCryptography ? '' : ' (not run: the Python package cryptography is not installed)'

describe('the code for Python', () => {
  it.each(senders.filter(([name]) => !name.endsWith('v1a')))(
    'is signed for %s, and applied',
    async (_, signature, own) => {
      const receipt = await deliver(signature, null, asPython, own)
      expect(receipt).toMatchObject({ status: 'success', outcome: 'applied', payload: JSON.parse(body) })
    },
  )

  it.skipIf(!hasCryptography).each(senders.filter(([name]) => name.endsWith('v1a')))(
    `is signed for %s, and applied${skippedWords}`,
    async (_, signature, own) => {
      const receipt = await deliver(signature, null, asPython, own)
      expect(receipt).toMatchObject({ status: 'success', outcome: 'applied' })
    },
  )

  it.skipIf(!hasCryptography).each(['gcm', 'cbc'] as const)(
    `is encrypted with %s and then signed, and applied${skippedWords}`,
    async (mode) => {
      for (const [, signature, own] of senders.slice(0, 3)) {
        const receipt = await deliver(signature, mode, asPython, own)
        expect(receipt).toMatchObject({ status: 'success', outcome: 'applied', isEncrypted: true })
      }
    },
  )
})
