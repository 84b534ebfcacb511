/** `guildhall secret rotate`, run as a process on an embedded server, as an operator does. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../server/platform/db/embedded/embedded-postgres.ts'
import { createLog } from '../server/platform/log.ts'
import { deriveKey, keyFingerprint, readMasterKey } from '../server/platform/master-key.ts'
import { open, seal } from '../server/platform/secret-box.ts'
import { runCommand } from '../tests/world/command-line.ts'
import { Installation } from '../tests/world/installation.ts'

const bootstrapWords = [
  ...['bootstrap', '--owner-email', 'ada@example.com', '--owner-password', 'correct horse battery'],
  ...['--community', 'Engine Room'],
]
const rowCount = 3_000

let installation: Installation
let settings: Record<string, string>

beforeAll(async () => {
  installation = await Installation.make()
  settings = { GUILDHALL_DATA_DIR: installation.dataDir }
  await runCommand(bootstrapWords, settings)
  const key = await sealingKey()
  await withClient((client) =>
    client.query(
      `insert into idempotency_keys (scope, key, fingerprint, answer)
       select 'scope', number::text, 'f', answer from unnest($1::int[], $2::bytea[]) as kept (number, answer)`,
      [numbers, numbers.map((number) => seal(key, `answer ${number}`, `scope${number}`))],
    ),
  )
})
afterAll(() => installation.remove())

const numbers = Array.from({ length: rowCount }, (_, index) => index)
const masterKey = () => readMasterKey({ secret: undefined, dataDir: installation.dataDir })
const sealingKey = async () => deriveKey(await masterKey(), 'idempotency')
const keyFile = () => join(installation.dataDir, 'secret.key')
const rotate = (more: Record<string, string> = {}) =>
  runCommand(['secret', 'rotate'], { ...settings, ...more })

async function withClient<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const server = await startEmbeddedPostgres({ dataDir: installation.dataDir, log: createLog('silent') })
  const client = new pg.Client(server.connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
    await server.stop()
  }
}

async function answers(): Promise<string[]> {
  const key = await sealingKey()
  const { rows } = await withClient((client) =>
    client.query<{ key: string; answer: Buffer }>(
      'select key, answer from idempotency_keys order by key::int',
    ),
  )
  return rows.map((row) => open(key, row.answer, `scope${row.key}`).toString('utf8'))
}
const allAnswers = numbers.map((number) => `answer ${number}`)

test('draws a new key, seals everything under it, and keeps the old one for older backups', async () => {
  const before = await readFile(keyFile(), 'utf8')
  const kept = `secret.key.${keyFingerprint(await masterKey())}`
  const { exitCode, stdout, stderr } = await rotate()
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toMatch(/^3,\d{3} secrets are sealed under the new master key\./)
  expect(stderr).toContain(kept)
  expect(await readFile(keyFile(), 'utf8')).not.toBe(before)
  expect(await readFile(join(installation.dataDir, kept), 'utf8')).toBe(before)
  expect(await answers()).toEqual(allAnswers)
})

test('another key is not taken, neither to start nor to change it', async () => {
  const now = await readFile(keyFile(), 'utf8')
  await writeFile(keyFile(), `${Buffer.alloc(32, 9).toString('base64url')}\n`)
  for (const words of [
    ['owner', 'reset'],
    ['secret', 'rotate'],
  ]) {
    const { exitCode, stderr } = await runCommand(words, settings)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('is not the one of this database'),
    })
  }
  await rm(`${keyFile()}.next`)
  await writeFile(keyFile(), now)
})

test('that was interrupted goes on with the key that it drew; until then nothing else runs', async () => {
  const before = await sealingKey()
  const next = `${Buffer.alloc(32, 7).toString('base64url')}\n`
  await writeFile(`${keyFile()}.next`, next, { mode: 0o600 })
  const nextKey = await readMasterKey({ secret: undefined, secretFile: `${keyFile()}.next`, dataDir: '' })
  const after = deriveKey(nextKey, 'idempotency')
  await withClient(async (client) => {
    await client.query('update idempotency_keys set answer = $1 where key = $2', [
      seal(after, 'answer 1', 'scope1'),
      '1',
    ])
    await client.query('update known_key set fingerprint = $1, is_changing = true', [keyFingerprint(nextKey)])
  })
  for (const words of [['owner', 'reset'], ['start']]) {
    const { exitCode, stderr } = await runCommand(words, settings)
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('secret rotate') })
  }
  const { exitCode, stderr } = await rotate()
  expect(exitCode, stderr).toBe(0)
  expect(await readFile(keyFile(), 'utf8')).toBe(next)
  expect((await sealingKey()).equals(before)).toBe(false)
  expect(await readdir(installation.dataDir)).not.toContain('secret.key.next')
  expect(await answers()).toEqual(allAnswers)
})

test('tells what neither key opens, and leaves it', async () => {
  const foreign = seal(Buffer.alloc(32, 1), 'lost', 'scope2')
  await withClient((client) =>
    client.query('update idempotency_keys set answer = $1 where key = $2', [foreign, '2']),
  )
  const { exitCode, stderr } = await rotate()
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringContaining('Neither key opens 1 stored answers'),
  })
})

test('is refused while the server runs', async () => {
  const { node } = await installation.startNode()
  const { exitCode, stderr } = await rotate()
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('stop it first') })
  const ended = new Promise((resolve) => node.once('exit', resolve))
  node.stdin.end()
  await ended
})

test.each([
  [{}, 'set GUILDHALL_SECRET_NEXT to the new one'],
  [{ GUILDHALL_SECRET_NEXT: 'short' }, 'GUILDHALL_SECRET_NEXT is too short'],
  [{ GUILDHALL_SECRET_NEXT: 'x'.repeat(32) }, 'is the same as GUILDHALL_SECRET'],
])('where a setting holds the key it needs another one: %j', async (more, words) => {
  const { exitCode, stderr } = await rotate({ GUILDHALL_SECRET: 'x'.repeat(32), ...more })
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(words) })
})
