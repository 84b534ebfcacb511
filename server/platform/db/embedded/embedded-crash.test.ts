/** The embedded server after kill -9 of its node, of itself, or of both. */
import { chmod, chown, mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  connectQuietly,
  Installation,
  killAndWait,
  queryValues,
} from '../../../../tests/world/installation.ts'
import { findRunningEmbeddedPostgres } from './embedded-postgres.ts'
import { isAlive } from './os-process.ts'

let installation: Installation
beforeEach(async () => {
  installation = await Installation.make()
})
afterEach(() => installation.remove())

describe('after a crash', () => {
  test('a cluster that was being made is made anew', async () => {
    await mkdir(join(installation.dataDir, 'postgres.unfinished', 'base'), { recursive: true })
    await writeFile(join(installation.dataDir, 'postgres.unfinished', 'PG_VERSION'), '18\n')
    const { connection } = await installation.start()
    expect(await queryValues(connection, 'select 1')).toEqual([1])
    expect(await readdir(installation.dataDir)).not.toContain('postgres.unfinished')
  })

  test('the server of a killed node is adopted with its rows, and stopped by the adopter', async () => {
    const killed = await installation.startNode()
    await queryValues(killed.connection, 'create table kept as select 42 as answer')
    await killAndWait(killed.node)
    expect(isAlive(killed.postgresPid)).toBe(true)
    const adopter = await installation.start()
    expect(adopter.pid()).toBe(killed.postgresPid)
    expect(await queryValues(adopter.connection, 'select answer from kept')).toEqual([42])
    await adopter.stop()
    expect(isAlive(killed.postgresPid)).toBe(false)
  })

  test('the server is adopted through another name of its folder too', async () => {
    const killed = await installation.startNode()
    await killAndWait(killed.node)
    const link = join(installation.folder, 'link')
    await symlink(installation.dataDir, link)
    const adopter = await installation.start({ dataDir: link })
    expect(adopter.pid()).toBe(killed.postgresPid)
  })

  test('an adopted server goes on when somebody else is connected at the stop', async () => {
    const killed = await installation.startNode()
    await killAndWait(killed.node)
    const adopter = await installation.start()
    const client = await connectQuietly(adopter.connection)
    await adopter.stop()
    expect((await client.query({ text: 'select 1', rowMode: 'array' })).rows).toEqual([[1]])
    await client.end()
  })

  test('the start waits for workers of a killed server that have not noticed yet', async () => {
    const first = await installation.start()
    const worker = await connectQuietly(first.connection)
    const started = queryValues(first.connection, 'select 1')
    const busy = worker.query('select count(*) from generate_series(1, 12000000)').catch(() => {})
    await started
    process.kill(first.pid(), 'SIGKILL')
    await first.stop()
    const second = await installation.start()
    expect(await queryValues(second.connection, 'select 1')).toEqual([1])
    await busy
    await worker.end()
  })

  test('a lock file whose process number now belongs to a stranger does not stop the start', async () => {
    const first = await installation.start()
    const account = await stat(join(installation.dataDir, 'postgres'))
    process.kill(first.pid(), 'SIGKILL')
    const stranger = installation.startStranger(account)
    await first.stop()
    await writeLockFileOf(stranger.pid ?? 0)
    const second = await installation.start()
    expect(await queryValues(second.connection, 'select 1')).toEqual([1])
    expect(isAlive(stranger.pid ?? 0)).toBe(true)
  })

  test('a lock file whose dead process has not been buried yet does not stop the start', async () => {
    const first = await installation.start()
    process.kill(first.pid(), 'SIGKILL')
    const zombie = await installation.makeZombie()
    await first.stop()
    await writeLockFileOf(zombie)
    const second = await installation.start()
    expect(await queryValues(second.connection, 'select 1')).toEqual([1])
  })

  test('a lock file that a power cut left empty does not stop the start', async () => {
    const first = await installation.start()
    const lockFile = join(installation.dataDir, 'postgres', 'postmaster.pid')
    process.kill(first.pid(), 'SIGKILL')
    await first.stop()
    await truncate(lockFile)
    const second = await installation.start()
    expect(await queryValues(second.connection, 'select 1')).toEqual([1])
  })

  /** As the killed server left it, with the number of another process. */
  async function writeLockFileOf(pid: number): Promise<void> {
    const lockFile = join(installation.dataDir, 'postgres', 'postmaster.pid')
    const lines = (await readFile(lockFile, 'utf8')).split('\n')
    const { uid, gid } = await stat(join(installation.dataDir, 'postgres'))
    await writeFile(lockFile, [pid, ...lines.slice(1)].join('\n'))
    await chown(lockFile, uid, gid)
    await chmod(lockFile, 0o600)
  }
})

describe('a server that dies', () => {
  test('is started again, and those who use it are told', async () => {
    const onLost = vi.fn()
    const server = await installation.start({ onLost })
    await queryValues(server.connection, 'create table kept as select 42 as answer')
    for (const losses of [1, 2]) {
      const before = server.pid()
      process.kill(before, 'SIGKILL')
      await vi.waitFor(() => expect(server.pid()).not.toBe(before), { timeout: 15_000, interval: 20 })
      expect(onLost).toHaveBeenCalledTimes(losses)
      expect(await queryValues(server.connection, 'select answer from kept')).toEqual([42])
    }
  })

  test('is not started again once the stop has begun', async () => {
    const server = await installation.start()
    process.kill(server.pid(), 'SIGKILL')
    await server.stop()
    expect(await findRunningEmbeddedPostgres(installation.dataDir)).toBeUndefined()
  })
})
