/** The embedded server in ordinary times: durable, private, shared by processes of one data folder. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectQuietly, Installation, queryValues } from '../../../../tests/world/installation.ts'
import { findRunningEmbeddedPostgres } from './embedded-postgres.ts'
import { isAlive } from './os-process.ts'

let installation: Installation
beforeEach(async () => {
  installation = await Installation.make()
})
afterEach(() => installation.remove())

describe('a server of its own', () => {
  test('is durable, checks its pages, and can be reached through a private socket only', async () => {
    const { connection } = await installation.start()
    const names = [
      'fsync',
      'full_page_writes',
      'synchronous_commit',
      'data_checksums',
      'listen_addresses',
      'TimeZone',
    ]
    const values = names.map((name) => `current_setting('${name}')`).join(',')
    expect(await queryValues(connection, `select ${values}`)).toEqual(['on', 'on', 'on', 'on', '', 'UTC'])
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700)
    expect((await stat(join(connection.host, '.s.PGSQL.5432'))).isSocket()).toBe(true)
  })

  test('sorts text by code point and knows letters beyond ASCII', async () => {
    const { connection } = await installation.start()
    expect(await queryValues(connection, `select upper('ä'), 'a' < 'B', 'ä' < 'z'`)).toEqual([
      'Ä',
      false,
      false,
    ])
  })

  test('keeps its rows over a stop, and a stop leaves no process and no file that says otherwise', async () => {
    const first = await installation.start()
    await queryValues(first.connection, 'create table kept as select 42 as answer')
    await first.stop()
    expect(isAlive(first.pid())).toBe(false)
    expect(await findRunningEmbeddedPostgres(installation.dataDir)).toBeUndefined()
    expect((await readdir(installation.dataDir)).sort()).toEqual(['postgres', 'postgres.log', 'socket'])
    const second = await installation.start()
    expect(await queryValues(second.connection, 'select answer from kept')).toEqual([42])
  })

  test('ends the sessions that are still open when it is stopped', async () => {
    const server = await installation.start()
    await connectQuietly(server.connection)
    await server.stop()
    expect(isAlive(server.pid())).toBe(false)
  })

  test('has a short socket folder when the data folder lies deep', async () => {
    installation.dataDir = join(installation.folder, 'd'.repeat(120), 'data')
    await mkdir(join(installation.folder, 'd'.repeat(120)), { mode: 0o711 })
    const server = await installation.start()
    const { connection } = server
    expect(connection.host.startsWith(installation.dataDir)).toBe(false)
    expect(await queryValues(connection, 'select 1')).toEqual([1])
    await server.stop()
    await rm(connection.host, { recursive: true })
  })

  test('is not made from a cluster of another PostgreSQL version', async () => {
    await mkdir(join(installation.dataDir, 'postgres'), { recursive: true })
    await writeFile(join(installation.dataDir, 'postgres', 'PG_VERSION'), '14\n')
    await expect(installation.start()).rejects.toThrow('was made by PostgreSQL 14, but this is version 1')
  })
})

describe('a second process on the same data folder', () => {
  test('joins the running server and leaves it running when it stops', async () => {
    const owner = await installation.startNode()
    const guest = await installation.start()
    expect(guest.pid()).toBe(owner.postgresPid)
    expect(await findRunningEmbeddedPostgres(installation.dataDir)).toEqual(owner.connection)
    await guest.stop()
    expect(await queryValues(owner.connection, 'select 1')).toEqual([1])
  })

  test('takes the server over when its owner stops it', async () => {
    const owner = await installation.startNode()
    const guest = await installation.start()
    owner.node.stdin?.end()
    await vi.waitFor(() => expect(guest.pid()).not.toBe(owner.postgresPid), { timeout: 15_000, interval: 20 })
    expect(await queryValues(guest.connection, 'select 1')).toEqual([1])
  })

  test('does not take a server for its own that answers with another identity', async () => {
    await installation.start()
    const path = join(installation.dataDir, 'postgres.json')
    await writeFile(
      path,
      JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), systemIdentifier: '7' }),
    )
    await expect(findRunningEmbeddedPostgres(installation.dataDir)).rejects.toThrow('not')
  })
})
