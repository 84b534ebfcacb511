/** `guildhall db backup`, `verify-backup` and `restore`, run as processes on an embedded server, as an operator does. */
import { randomBytes } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../server/config.ts'
import { operateJobs } from '../server/operate/operate.jobs.ts'
import { readManifest } from '../server/platform/db/backup/manifest.ts'
import { startEmbeddedPostgres } from '../server/platform/db/embedded/embedded-postgres.ts'
import { createLog } from '../server/platform/log.ts'
import { deriveKey, readMasterKey } from '../server/platform/master-key.ts'
import { seal } from '../server/platform/secret-box.ts'
import { runCommand } from '../tests/world/command-line.ts'
import { Installation, queryValues } from '../tests/world/installation.ts'

const bootstrapWords = [
  ...['bootstrap', '--owner-email', 'ada@example.com', '--owner-password', 'correct horse battery'],
  ...['--community', 'Engine Room'],
]
const names = 'select name from communities order by name'

let installation: Installation
let settings: Record<string, string>
let backup: string

beforeAll(async () => {
  installation = await Installation.make()
  settings = { GUILDHALL_DATA_DIR: installation.dataDir }
  await runCommand(bootstrapWords, settings)
  const { connection, stop } = await installation.start()
  const key = deriveKey(
    await readMasterKey({ secret: undefined, dataDir: installation.dataDir }),
    'idempotency',
  )
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(
    'insert into idempotency_keys (scope, key, fingerprint, answer) values ($1, $1, $2, $3)',
    ['one', Buffer.of(1), seal(key, 'an answer', 'oneone')],
  )
  await client.end()
  await stop()
})
afterAll(() => installation.remove())

/** An empty data folder beside the first one; with its key, unless another one is given. */
async function emptyFolder(
  name: string,
  key?: string,
): Promise<{ dataDir: string; env: Record<string, string> }> {
  const dataDir = join(installation.folder, name)
  await mkdir(dataDir, { mode: 0o711 })
  const text = key ?? (await readFile(join(installation.dataDir, 'secret.key'), 'utf8'))
  await writeFile(join(dataDir, 'secret.key'), text, { mode: 0o600 })
  return { dataDir, env: { GUILDHALL_DATA_DIR: dataDir } }
}

async function valuesIn(dataDir: string, sql: string): Promise<unknown[]> {
  const server = await startEmbeddedPostgres({ dataDir, log: createLog('silent') })
  try {
    return await queryValues(server.connection, sql)
  } finally {
    await server.stop()
  }
}

const otherKey = () => `${randomBytes(32).toString('base64url')}\n`

describe('a backup', { timeout: 180_000 }, () => {
  test('is made beside a running server, and says what is lost without the master key', async () => {
    const { connection, stop } = await installation.start()
    const { exitCode, stdout, stderr } = await runCommand(['db', 'backup'], settings)
    expect(exitCode, stderr).toBe(0)
    backup = stdout.trim()
    expect(backup).toMatch(/\/backups\/backup-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/)
    expect(stderr).toContain('on the same disk')
    expect(stderr).toContain('secret.key) is not in the backup')
    expect(stderr).toContain('- addresses of incoming webhooks')
    expect(stderr).toContain('- sessions')
    expect(await readdir(backup)).not.toContain('secret.key')
    expect((await stat(backup)).mode & 0o077).toBe(0)
    expect(await queryValues(connection, 'select count(*)::int from pg_replication_slots')).toEqual([0])
    await stop()
  })

  test('holds the master key only when that is asked for', async () => {
    const to = join(installation.folder, 'with-key')
    const made = await runCommand(['db', 'backup', '--to', to, '--include-master-key'], settings)
    expect(made.stderr).toContain('is in the backup: keep it where nobody else reads it')
    expect(await readFile(join(made.stdout.trim(), 'secret.key'), 'utf8')).toBe(
      await readFile(join(installation.dataDir, 'secret.key'), 'utf8'),
    )
    const dataDir = join(installation.folder, 'from-key')
    const restored = await runCommand(['db', 'restore', '--from', made.stdout.trim()], {
      GUILDHALL_DATA_DIR: dataDir,
    })
    expect(restored.exitCode, restored.stderr).toBe(0)
    expect(await valuesIn(dataDir, names)).toEqual(['Engine Room'])
  })

  test('can be rehearsed', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['db', 'verify-backup', '--from', backup], settings)
    expect(exitCode, stderr).toBe(0)
    expect(stdout).toContain('0 transfers verified: the backup can be restored')
    expect(await readdir(backup)).toContain('verified.json')
  })

  test('of which a byte was changed, or a file is missing, is refused by name', async () => {
    const damaged = join(installation.folder, 'damaged')
    await cp(backup, damaged, { recursive: true })
    await writeFile(join(damaged, 'cluster/PG_VERSION'), 'xx\n')
    await rm(join(damaged, 'cluster/global/pg_control'))
    const { exitCode, stderr } = await runCommand(['db', 'verify-backup', '--from', damaged], settings)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('- cluster/PG_VERSION was changed')
    expect(stderr).toContain('- cluster/global/pg_control is missing')
  })

  test('that was not finished is not a backup', async () => {
    const { exitCode, stderr } = await runCommand(
      ['db', 'restore', '--from', join(installation.folder, 'nowhere')],
      settings,
    )
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('is not a finished backup'),
    })
  })

  test('of an external database is refused with what to use instead', async () => {
    const external = {
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nowhere',
      GUILDHALL_SECRET: 'x'.repeat(32),
    }
    const { exitCode, stderr } = await runCommand(['db', 'backup'], external)
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('pg_dump') })
  })

  test('is made every night, and the newest are kept', async () => {
    const { stop } = await installation.start()
    const into = join(installation.folder, 'nightly')
    await mkdir(join(into, 'backup-2026-01-01T02-20-00Z'), { recursive: true })
    await mkdir(join(into, 'backup-2026-01-02T02-20-00Z.unfinished'))
    const config = {
      ...readConfig({ ...settings, GUILDHALL_BACKUP_DIR: into, GUILDHALL_BACKUP_KEEP: '1' }),
      masterKey: await readMasterKey({ secret: undefined, dataDir: installation.dataDir }),
      appliesInThread: false,
      connection: {},
    }
    const [nightly] = operateJobs({ config, log: createLog('silent') })
    await nightly?.run({})
    const left = await readdir(into)
    expect(left).toHaveLength(1)
    expect((await readManifest(join(into, String(left[0])))).masterKey.isIncluded).toBe(false)
    await stop()
  })
})

describe('the status', { timeout: 180_000 }, () => {
  test('tells where the database is, how large its parts are, and of its last backup', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['db', 'status'], settings)
    expect(exitCode, stderr).toBe(0)
    expect(stdout).toMatch(/^Database +guildhall, embedded PostgreSQL \d+\.\d+$/m)
    expect(stdout).toMatch(/^ {2}receipts +\d.* (bytes|KiB|MiB) \(/m)
    expect(stdout).toMatch(/^Last backup +\d{4}-.+, [\d.]+ MiB, in /m)
  })

  test('is one JSON object for programs', async () => {
    const { stdout } = await runCommand(['db', 'status', '--json'], settings)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'embedded',
      folder: join(installation.dataDir, 'postgres'),
      lastMigration: expect.stringMatching(/^\d{4}-.+\.sql$/),
      bytesByGroup: { ledger: expect.any(Number), other: expect.any(Number) },
      connectionsMax: 60,
      lastBackup: { finishedAt: expect.stringContaining('T'), isThere: true },
    })
  })
})

describe('a restore', { timeout: 180_000 }, () => {
  test('brings everything back into an empty folder', async () => {
    const { dataDir, env } = await emptyFolder('empty')
    const { exitCode, stdout, stderr } = await runCommand(['db', 'restore', '--from', backup], env)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain('0 transfers')
    expect(await valuesIn(dataDir, names)).toEqual(['Engine Room'])
    expect(await readdir(dataDir)).not.toContain('restoring')
  })

  test('with the wrong master key says what it cannot read, and changes nothing', async () => {
    const { dataDir, env } = await emptyFolder('wrong-key', otherKey())
    const { exitCode, stderr } = await runCommand(['db', 'restore', '--from', backup], env)
    expect(exitCode).toBe(1)
    expect(stderr).toContain(
      'the master key does not open 1 stored answers of requests with an Idempotency-Key',
    )
    expect(stderr).toContain('nothing was changed')
    expect(
      (await readdir(dataDir)).filter((name) => name.startsWith('postgres') && !name.endsWith('.log')),
    ).toEqual([])

    const anyway = await runCommand(['db', 'restore', '--from', backup, '--anyway'], env)
    expect(anyway).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Restored with problems') })
    expect(await valuesIn(dataDir, names)).toEqual(['Engine Room'])
  })

  test('puts the database that is there aside when told to, and never deletes it', async () => {
    const { dataDir, env } = await emptyFolder('replaced')
    await runCommand([...bootstrapWords.slice(0, -1), 'The other one'], env)
    const refused = await runCommand(['db', 'restore', '--from', backup], env)
    expect(refused).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('already holds a database'),
    })

    const done = await runCommand(['db', 'restore', '--from', backup, '--replace'], env)
    expect(done.exitCode, done.stderr).toBe(0)
    const aside = /is now (.+)/.exec(done.stderr)?.[1] ?? ''
    expect(await valuesIn(dataDir, names)).toEqual(['Engine Room'])
    await rm(join(dataDir, 'postgres'), { recursive: true })
    await rename(aside, join(dataDir, 'postgres'))
    expect(await valuesIn(dataDir, names)).toEqual(['The other one'])
  })

  test('is refused while the server runs', async () => {
    const { stop } = await installation.start()
    const refused = await runCommand(['db', 'restore', '--from', backup, '--replace'], settings)
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Guildhall runs on') })
    await stop()
  })

  test('that was interrupted is not mistaken for a new installation, and can be run again', async () => {
    const { dataDir, env } = await emptyFolder('interrupted')
    await runCommand(['db', 'restore', '--from', backup], env)
    // As if the process had died between putting the old database aside and placing the new one.
    await rename(join(dataDir, 'postgres'), join(dataDir, 'postgres.replaced-2026-01-01T00-00-00Z'))
    await mkdir(join(dataDir, 'restoring', 'postgres'), { recursive: true })
    const started = await runCommand(bootstrapWords, env)
    expect(started).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('run the interrupted restore'),
    })

    const again = await runCommand(['db', 'restore', '--from', backup], env)
    expect(again.exitCode, again.stderr).toBe(0)
    expect(await valuesIn(dataDir, names)).toEqual(['Engine Room'])
  })
})
