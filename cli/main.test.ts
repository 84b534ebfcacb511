/** The `guildhall` command, run as a process on a real PostgreSQL. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyPassword } from '../server/features/access/passwords.ts'
import { findRunningEmbeddedPostgres } from '../server/platform/db/embedded/embedded-postgres.ts'
import { isAlive } from '../server/platform/db/embedded/os-process.ts'
import { runCommand } from '../tests/world/command-line.ts'
import { Installation, queryValues } from '../tests/world/installation.ts'
import { createTestDatabase, type TestDatabase } from '../tests/world/postgres.ts'

const bootstrapWords = [
  'bootstrap',
  ...['--owner-email', 'ada@example.com'],
  ...['--owner-password', 'correct horse battery'],
  ...['--community', 'Engine Room'],
]
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

describe.concurrent('the command line', { timeout: 120_000 }, () => {
  test('lists its commands', async () => {
    const { exitCode, stdout } = await runCommand(['--help'])
    expect(exitCode).toBe(0)
    for (const name of ['start', 'bootstrap', 'owner reset', 'ledger verify']) expect(stdout).toContain(name)
  })

  test('tells its version', async () => {
    const { exitCode, stdout } = await runCommand(['--version'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })

  test.each([
    [['bootstrap', '--sample'], '--owner-email'],
    [['bootstrap', '--owner-email', 'ada@example.com'], '--owner-password'],
    [[...bootstrapWords, '--owner-password', 'short'], '--owner-password must have 10 to 128 characters'],
    [['ledger', 'verify', '--quick'], '--quick'],
    [['ledger', 'burn'], 'ledger burn is not a command'],
  ])('refuses %j and names what is wrong', async (words, named) => {
    const { exitCode, stdout, stderr } = await runCommand(words)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(named)
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})

describe('on the embedded database', { timeout: 180_000 }, () => {
  let installation: Installation
  let settings: Record<string, string>
  beforeAll(async () => {
    installation = await Installation.make()
    settings = { GUILDHALL_DATA_DIR: installation.dataDir }
  })
  afterAll(() => installation.remove())

  test('a folder without an installation is refused by what needs one', async () => {
    const empty = { GUILDHALL_DATA_DIR: join(installation.folder, 'elsewhere') }
    const { exitCode, stderr } = await runCommand(['ledger', 'verify'], empty)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('There is no installation in')
  })

  test('bootstrap starts the database, prints one JSON object and stops the database', async () => {
    const { exitCode, stdout, stderr } = await runCommand(bootstrapWords, settings)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(JSON.parse(stdout)).toEqual({
      communityId: expect.stringMatching(uuid),
      ownerMemberId: expect.stringMatching(uuid),
      apiKey: expect.stringMatching(/^ghc_/),
    })
    expect(await findRunningEmbeddedPostgres(installation.dataDir)).toBeUndefined()
  })

  test('beside a running server a second owner is refused and the server goes on', async () => {
    const server = await installation.start()
    const { exitCode, stdout, stderr } = await runCommand(bootstrapWords, settings)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatch(/^This installation already has an owner\..+\n$/)
    expect(isAlive(server.pid())).toBe(true)
    expect(await queryValues(server.connection, 'select count(*)::int from access_accounts')).toEqual([1])
  })

  test('owner reset prints a new password once, proves the address and ends every session', async () => {
    const { connection } = await installation.start()
    await queryValues(
      connection,
      `insert into access_sessions (id, token, account_id, expires_at)
       select gen_random_uuid(), 'a session', id, now() + interval '1 day' from access_accounts`,
    )
    const { exitCode, stdout, stderr } = await runCommand(['owner', 'reset'], settings)
    expect(exitCode).toBe(0)
    expect(stderr).toContain('ada@example.com has a new password')
    const [hash] = await queryValues(connection, 'select password from access_sign_ins')
    expect(await verifyPassword({ hash: String(hash), password: stdout.trimEnd() })).toBe(true)
    expect(await queryValues(connection, 'select count(*)::int from access_sessions')).toEqual([0])
  })

  test('owner reset sets the given password and prints none', async () => {
    const { connection } = await installation.start()
    const words = ['owner', 'reset', '--password', 'another horse battery']
    expect(await runCommand(words, settings)).toMatchObject({ exitCode: 0, stdout: '' })
    const [hash] = await queryValues(connection, 'select password from access_sign_ins')
    expect(await verifyPassword({ hash: String(hash), password: 'another horse battery' })).toBe(true)
  })

  test('ledger verify finds nothing wrong, and a balance that its transfers do not explain', async () => {
    const { connection } = await installation.start()
    expect(await runCommand(['ledger', 'verify'], settings)).toMatchObject({
      exitCode: 0,
      stdout: '0 transfers verified: every balance agrees with them.\n',
    })
    await queryValues(
      connection,
      `insert into ledger_balances (community_id, holder_id, asset, holder_kind, amount)
       select community_id, id, 'coins', 'member', 7 from communities_members`,
    )
    const { exitCode, stdout } = await runCommand(['ledger', 'verify', '--json'], settings)
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      transferCount: 0,
      problems: [
        expect.stringMatching(/^all accounts of coins .+ add up to 7 instead of 0$/),
        expect.stringMatching(/^coins of .+ is kept as 7, its transfers add up to 0$/),
        expect.stringMatching(/^the supply of coins .+ is kept as 0, 0, 0, 0, it adds up to 0, 0, 7, 1$/),
      ],
    })
  })
})

describe('on an external database', { timeout: 180_000 }, () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  test('bootstrap sets the installation up there, with the sample community if asked for', async () => {
    const { host, port, user, database: name } = database.connection
    const settings = {
      DATABASE_URL: `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`,
      GUILDHALL_SECRET: randomBytes(32).toString('base64url'),
    }
    const { exitCode, stdout } = await runCommand([...bootstrapWords, '--sample'], settings)
    expect(exitCode).toBe(0)
    const { communityId } = JSON.parse(stdout) as { communityId: string }
    const own = 'select id from communities where not is_sample'
    expect(await queryValues(database.connection, own)).toEqual([communityId])
    expect(await queryValues(database.connection, 'select state from samples_sample')).toEqual(['ready'])
  })

  test('a database that cannot be reached is told in words', async () => {
    const settings = {
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nowhere',
      GUILDHALL_SECRET: 'x'.repeat(32),
    }
    const { exitCode, stdout, stderr } = await runCommand(bootstrapWords, settings)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain('The database could not be opened: ')
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})
