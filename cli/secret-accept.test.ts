/** A database keeps to its master key: another one is refused, and accepted only when that is said. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../tests/world/command-line.ts'
import { queryValues } from '../tests/world/installation.ts'
import { createTestDatabase, type TestDatabase } from '../tests/world/postgres.ts'

let database: TestDatabase
let address: string
beforeAll(async () => {
  database = await createTestDatabase()
  const { host, port, user, database: name } = database.connection
  address = `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`
  expect(await runCommand(['ledger', 'verify'], withKey('first'))).toMatchObject({ exitCode: 0 })
})
afterAll(() => database.drop())

const withKey = (word: string) => ({
  DATABASE_URL: address,
  GUILDHALL_SECRET: word.repeat(10),
  GUILDHALL_PORT: '0',
})

test('a start with another key is refused in words, and the key it had goes on', {
  timeout: 120_000,
}, async () => {
  const { exitCode, stdout, stderr } = await runCommand(['start'], withKey('other'))
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  expect(stderr).toMatch(/The master key in GUILDHALL_SECRET .+ is not the one of this database/)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(await runCommand(['ledger', 'verify'], withKey('first'))).toMatchObject({ exitCode: 0 })
})

test('it is accepted when nothing is lost by it, and otherwise anyway', { timeout: 120_000 }, async () => {
  expect(await runCommand(['secret', 'accept'], withKey('other'))).toMatchObject({ exitCode: 0 })
  expect(await runCommand(['ledger', 'verify'], withKey('other'))).toMatchObject({ exitCode: 0 })

  await queryValues(
    database.connection,
    `insert into idempotency_keys (scope, key, fingerprint, answer)
     values ('account 1 POST /x', 'a', '\\x00', '\\x0101020304000000')`,
  )
  const { exitCode, stdout } = await runCommand(['secret', 'accept'], withKey('third'))
  expect(exitCode).toBe(1)
  expect(stdout).toContain('- 1 stored answers of requests with an Idempotency-Key')
  expect(await runCommand(['ledger', 'verify'], withKey('third'))).toMatchObject({ exitCode: 1 })
  expect(await runCommand(['secret', 'accept', '--anyway'], withKey('third'))).toMatchObject({ exitCode: 0 })
  expect(await runCommand(['ledger', 'verify'], withKey('third'))).toMatchObject({ exitCode: 0 })
})
