/** Proves that the code we hand to senders works: it is run against a real server, and its body is read. */
import { spawn } from 'node:child_process'
import { createDecipheriv } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { curlFor, nodeFor, type SenderSettings } from './sender-code.rules.ts'

const key = 'guildhall-demo-key-32-characters'
const body = `{"name":"O'Neil","coins":50}`
const settings: SenderSettings = {
  url: 'http://localhost:3333/hooks/token',
  hasApiKey: true,
  signature: null,
  encryption: null,
  eventHeader: 'x-event-id',
  body,
}

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** Runs a program that sends one request, and answers what arrived. */
async function receiveFrom(
  programFor: (url: string) => [command: string, ...args: string[]],
): Promise<Received> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({ headers: request.headers, body: text })
    response.writeHead(202).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const [command, ...args] = programFor(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/token`,
  )
  const env = { ...process.env, WEBHOOK_API_KEY: 'ghw_key', WEBHOOK_ENCRYPTION_KEY: key }
  const [exitCode] = await once(spawn(command, args, { env, stdio: 'ignore' }), 'exit')
  server.close()
  expect(exitCode).toBe(0)
  const [first] = received
  if (first === undefined) throw new Error('nothing arrived')
  return first
}

const asNode =
  (part: Partial<SenderSettings>) =>
  (url: string): [string, ...string[]] => [
    process.execPath,
    '--input-type=module',
    '-e',
    nodeFor({ ...settings, ...part, url }),
  ]

test('the code for Node.js sends body, key and a new event id', async () => {
  const request = await receiveFrom(asNode({}))
  expect(JSON.parse(request.body)).toEqual(JSON.parse(body))
  expect(request.headers['x-api-key']).toBe('ghw_key')
  expect(request.headers['x-event-id']).toMatch(/^[0-9a-f-]{36}$/)
  expect(request.headers['x-encrypted']).toBeUndefined()
})

test('the code for Node.js encrypts with GCM as the webhook expects it', async () => {
  const request = await receiveFrom(asNode({ encryption: 'gcm', eventHeader: null }))
  expect(request.headers['x-encrypted']).toBe('true')
  const { iv, data, tag } = JSON.parse(request.body)
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: 16 })
  decipher.setAuthTag(Buffer.from(tag, 'base64'))
  const text = decipher.update(Buffer.from(data, 'base64'), undefined, 'utf8') + decipher.final('utf8')
  expect(JSON.parse(text)).toEqual(JSON.parse(body))
})

test('the code for Node.js encrypts with CBC as the webhook expects it', async () => {
  const request = await receiveFrom(asNode({ encryption: 'cbc', hasApiKey: false }))
  const { iv, data, tag } = JSON.parse(request.body)
  expect(tag).toBeUndefined()
  const decipher = createDecipheriv('aes-256-cbc', key, Buffer.from(iv, 'base64'))
  const text = decipher.update(Buffer.from(data, 'base64'), undefined, 'utf8') + decipher.final('utf8')
  expect(JSON.parse(text)).toEqual(JSON.parse(body))
})

test('the cURL command keeps quotes of the body safe from the shell', () => {
  expect(curlFor({ ...settings, hasApiKey: false, eventHeader: null })).toBe(
    [
      `curl -X POST 'http://localhost:3333/hooks/token'`,
      `-H 'Content-Type: application/json'`,
      `-d '{"name":"O'\\''Neil","coins":50}'`,
    ].join(' \\\n  '),
  )
})

test('the cURL command takes the key from the environment and says that the body is encrypted', () => {
  const command = curlFor({ ...settings, encryption: 'gcm' })
  expect(command).toContain('-H "x-api-key: $WEBHOOK_API_KEY"')
  expect(command).toContain(`-H 'x-encrypted: true'`)
  expect(command).toContain('--data-binary @encrypted.json')
})
