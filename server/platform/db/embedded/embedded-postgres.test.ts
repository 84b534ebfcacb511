import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeTestFolder } from '../../../../tests/world/postgres.ts'
import { createLog } from '../../log.ts'
import { packageRoot } from '../../package-root.ts'
import { findBinariesPackage } from './binaries.ts'
import {
  type EmbeddedConnection,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
import { isAlive } from './os-process.ts'

const isRoot = process.getuid?.() === 0
const nobodyUid = 65_534

let folder: string
let dataDir: string
const servers: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await makeTestFolder()
  dataDir = join(folder, 'data')
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0).reverse()) await server.stop()
  const left = await findRunningEmbeddedPostgres(dataDir).catch(() => undefined)
  if (left) await (await start()).stop()
  await rm(folder, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const systemDir = join(folder, 'system')
  const server = await startEmbeddedPostgres({ dataDir, log: createLog('silent'), systemDir, ...options })
  servers.push(server)
  return server
}

async function query(connection: EmbeddedConnection, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

/** Another process with its own embedded server, as an installation's node is. */
async function startNode(account: { uid?: number; gid?: number } = {}) {
  const program = join(packageRoot(), 'tests/world/embedded-node.ts')
  const node = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: packageRoot(),
    ...account,
  })
  children.push(node)
  const lines = createInterface({ input: node.stdout })
  const [line] = (await Promise.race([
    new Promise((resolve) => lines.once('line', (text) => resolve([text]))),
    new Promise((_, reject) => node.once('exit', (code) => reject(new Error(`the node ended with ${code}`)))),
  ])) as [string]
  const { postgresPid, connection } = JSON.parse(line) as {
    postgresPid: number
    connection: EmbeddedConnection
  }
  return { node, postgresPid, connection }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

describe('a server of its own', () => {
  test('is durable, checks its pages, and can be reached through a private socket only', async () => {
    const { connection } = await start()
    const names = [
      'fsync',
      'full_page_writes',
      'synchronous_commit',
      'data_checksums',
      'listen_addresses',
      'TimeZone',
    ]
    const values = names.map((name) => `current_setting('${name}')`).join(',')
    expect(await query(connection, `select ${values}`)).toEqual(['on', 'on', 'on', 'on', '', 'UTC'])
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700)
    expect((await stat(join(connection.host, '.s.PGSQL.5432'))).isSocket()).toBe(true)
  })

  test('sorts text by code point and knows letters beyond ASCII', async () => {
    const { connection } = await start()
    expect(await query(connection, `select upper('ä'), 'a' < 'B', 'ä' < 'z'`)).toEqual(['Ä', false, false])
  })

  test('keeps its rows over a stop, and a stop leaves no process and no file that says otherwise', async () => {
    const first = await start()
    await query(first.connection, 'create table kept as select 42 as answer')
    await first.stop()
    expect(isAlive(first.pid())).toBe(false)
    expect(await findRunningEmbeddedPostgres(dataDir)).toBeUndefined()
    expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.log', 'socket'])
    const second = await start()
    expect(await query(second.connection, 'select answer from kept')).toEqual([42])
  })

  test('ends the sessions that are still open when it is stopped', async () => {
    const server = await start()
    const client = new pg.Client(server.connection)
    client.on('error', () => {})
    await client.connect()
    await server.stop()
    expect(isAlive(server.pid())).toBe(false)
  })

  test('has a short socket folder when the data folder lies deep', async () => {
    dataDir = join(folder, 'd'.repeat(120), 'data')
    await mkdir(join(folder, 'd'.repeat(120)), { mode: 0o711 })
    const { connection } = await start()
    expect(connection.host.startsWith(dataDir)).toBe(false)
    expect(await query(connection, 'select 1')).toEqual([1])
    await servers.pop()?.stop()
    await rm(connection.host, { recursive: true })
  })

  test('is not made from a cluster of another PostgreSQL version', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true })
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '14\n')
    await expect(start()).rejects.toThrow('was made by PostgreSQL 14, but this is version 1')
  })
})

describe('after a crash', () => {
  test('a cluster that was being made is made anew', async () => {
    await mkdir(join(dataDir, 'postgres.unfinished', 'base'), { recursive: true })
    await writeFile(join(dataDir, 'postgres.unfinished', 'PG_VERSION'), '18\n')
    const { connection } = await start()
    expect(await query(connection, 'select 1')).toEqual([1])
    expect(await readdir(dataDir)).not.toContain('postgres.unfinished')
  })

  test('the server of a killed node is adopted with its rows, and stopped by the adopter', async () => {
    const killed = await startNode()
    await query(killed.connection, 'create table kept as select 42 as answer')
    await kill(killed.node)
    expect(isAlive(killed.postgresPid)).toBe(true)
    const adopter = await start()
    expect(adopter.pid()).toBe(killed.postgresPid)
    expect(await query(adopter.connection, 'select answer from kept')).toEqual([42])
    await adopter.stop()
    expect(isAlive(killed.postgresPid)).toBe(false)
  })

  test('an adopted server goes on when somebody else is connected at the stop', async () => {
    const killed = await startNode()
    await kill(killed.node)
    const adopter = await start()
    const client = new pg.Client(adopter.connection)
    await client.connect()
    await adopter.stop()
    expect((await client.query({ text: 'select 1', rowMode: 'array' })).rows).toEqual([[1]])
    await client.end()
  })

  test('the start waits for workers of a killed server that have not noticed yet', async () => {
    const first = await start()
    const worker = new pg.Client(first.connection)
    worker.on('error', () => {})
    await worker.connect()
    const started = query(first.connection, 'select 1')
    const busy = worker.query('select count(*) from generate_series(1, 12000000)').catch(() => {})
    await started
    process.kill(first.pid(), 'SIGKILL')
    await first.stop()
    const second = await start()
    expect(await query(second.connection, 'select 1')).toEqual([1])
    await busy
    await worker.end()
  })

  test('a lock file whose process number now belongs to a stranger does not stop the start', async () => {
    const first = await start()
    const account = await stat(join(dataDir, 'postgres'))
    process.kill(first.pid(), 'SIGKILL')
    const lockFile = join(dataDir, 'postgres', 'postmaster.pid')
    const stranger = spawn('sleep', ['60'], isRoot ? { uid: account.uid, gid: account.gid } : {})
    children.push(stranger)
    const lines = (await readFile(lockFile, 'utf8')).split('\n')
    await first.stop()
    await writeFile(lockFile, [stranger.pid, ...lines.slice(1)].join('\n'))
    await chown(lockFile, account.uid, account.gid)
    await chmod(lockFile, 0o600)
    const second = await start()
    expect(await query(second.connection, 'select 1')).toEqual([1])
    expect(isAlive(stranger.pid ?? 0)).toBe(true)
  })
})

describe('a server that dies', () => {
  test('is started again, and those who use it are told', async () => {
    const onLost = vi.fn()
    const server = await start({ onLost })
    await query(server.connection, 'create table kept as select 42 as answer')
    for (const losses of [1, 2]) {
      const before = server.pid()
      process.kill(before, 'SIGKILL')
      await vi.waitFor(() => expect(server.pid()).not.toBe(before), { timeout: 15_000, interval: 20 })
      expect(onLost).toHaveBeenCalledTimes(losses)
      expect(await query(server.connection, 'select answer from kept')).toEqual([42])
    }
  })

  test('is not started again once the stop has begun', async () => {
    const server = await start()
    process.kill(server.pid(), 'SIGKILL')
    await server.stop()
    expect(await findRunningEmbeddedPostgres(dataDir)).toBeUndefined()
  })
})

describe('a second process on the same data folder', () => {
  test('joins the running server and leaves it running when it stops', async () => {
    const owner = await startNode()
    const guest = await start()
    expect(guest.pid()).toBe(owner.postgresPid)
    expect(await findRunningEmbeddedPostgres(dataDir)).toEqual(owner.connection)
    await guest.stop()
    expect(await query(owner.connection, 'select 1')).toEqual([1])
  })

  test('takes the server over when its owner stops it', async () => {
    const owner = await startNode()
    const guest = await start()
    owner.node.stdin?.end()
    await vi.waitFor(() => expect(guest.pid()).not.toBe(owner.postgresPid), { timeout: 15_000, interval: 20 })
    expect(await query(guest.connection, 'select 1')).toEqual([1])
  })

  test('does not take a server for its own that answers with another identity', async () => {
    await start()
    const path = join(dataDir, 'postgres.json')
    await writeFile(
      path,
      JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), systemIdentifier: '7' }),
    )
    await expect(findRunningEmbeddedPostgres(dataDir)).rejects.toThrow('not')
  })
})

describe.runIf(isRoot)('started by root', () => {
  test('runs as nobody', async () => {
    const server = await start()
    expect((await stat(`/proc/${server.pid()}`)).uid).toBe(nobodyUid)
  })

  test('keeps the database elsewhere when the data folder is closed to others, and finds it again', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    dataDir = join(closed, 'data')
    const first = await start()
    expect(first.connection.host.startsWith(join(folder, 'system'))).toBe(true)
    await query(first.connection, 'create table kept as select 42 as answer')
    await first.stop()
    // Opening the folder later must not start an empty database in it.
    await chmod(closed, 0o711)
    const second = await start()
    expect(await query(second.connection, 'select answer from kept')).toEqual([42])
    await second.stop()
    await rm(join(folder, 'system'), { recursive: true })
    await expect(start()).rejects.toThrow('but nothing is there')
  })

  test('copies programs that nobody may enter, and makes the library links that an install script would', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const binariesPackage = join(closed, 'package')
    await copyPackageWithoutLinks(binariesPackage)
    const server = await start({ binariesPackage })
    expect(await query(server.connection, 'select 1')).toEqual([1])
    expect(await readdir(join(folder, 'system'))).toHaveLength(1)
  })

  test('runs the database of a normal user as that user', async () => {
    await mkdir(dataDir)
    await chown(dataDir, nobodyUid, nobodyUid)
    const asUser = await startNode({ uid: nobodyUid, gid: nobodyUid })
    await query(asUser.connection, 'create table kept as select 42 as answer')
    asUser.node.stdin?.end()
    await vi.waitFor(() => expect(isAlive(asUser.postgresPid)).toBe(false), { timeout: 15_000, interval: 20 })
    const asRoot = await start()
    expect((await stat(`/proc/${asRoot.pid()}`)).uid).toBe(nobodyUid)
    expect(await query(asRoot.connection, 'select answer from kept')).toEqual([42])
  })
})

async function copyPackageWithoutLinks(target: string): Promise<void> {
  const source = findBinariesPackage()
  await cp(source, target, { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(await readFile(join(target, 'native', 'pg-symlinks.json'), 'utf8')) as {
    target: string
  }[]
  for (const link of links) await rm(join(target, link.target), { force: true })
}
