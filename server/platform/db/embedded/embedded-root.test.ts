/** The embedded server when root starts Guildhall: PostgreSQL itself must never run as root. */
import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Installation, queryValues } from '../../../../tests/world/installation.ts'
import { findBinariesPackage } from './binaries.ts'
import { isAlive } from './os-process.ts'

const isRoot = process.getuid?.() === 0
const nobodyUid = 65_534

let installation: Installation
beforeEach(async () => {
  installation = await Installation.make()
})
afterEach(() => installation.remove())

describe.runIf(isRoot)('started by root', () => {
  test('runs as nobody', async () => {
    const server = await installation.start()
    expect((await stat(`/proc/${server.pid()}`)).uid).toBe(nobodyUid)
  })

  test('keeps the database elsewhere when the data folder is closed to others, and finds it again', async () => {
    const closed = join(installation.folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    installation.dataDir = join(closed, 'data')
    const first = await installation.start()
    expect(first.connection.host.startsWith(join(installation.folder, 'system'))).toBe(true)
    await queryValues(first.connection, 'create table kept as select 42 as answer')
    await first.stop()
    // Opening the folder later must not start an empty database in it.
    await chmod(closed, 0o711)
    const second = await installation.start()
    expect(await queryValues(second.connection, 'select answer from kept')).toEqual([42])
    await second.stop()
    await rm(join(installation.folder, 'system'), { recursive: true })
    await expect(installation.start()).rejects.toThrow('but nothing is there')
  })

  test('copies programs that nobody may enter, and makes the library links that an install script would', async () => {
    const closed = join(installation.folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const binariesPackage = join(closed, 'package')
    await copyPackageWithoutLinks(binariesPackage)
    const server = await installation.start({ binariesPackage })
    expect(await queryValues(server.connection, 'select 1')).toEqual([1])
    expect(await readdir(join(installation.folder, 'system'))).toHaveLength(1)
  })

  test('runs the database of a normal user as that user', async () => {
    await mkdir(installation.dataDir)
    await chown(installation.dataDir, nobodyUid, nobodyUid)
    const asUser = await installation.startNode({ uid: nobodyUid, gid: nobodyUid })
    await queryValues(asUser.connection, 'create table kept as select 42 as answer')
    asUser.node.stdin?.end()
    await vi.waitFor(() => expect(isAlive(asUser.postgresPid)).toBe(false), { timeout: 15_000, interval: 20 })
    const asRoot = await installation.start()
    expect((await stat(`/proc/${asRoot.pid()}`)).uid).toBe(nobodyUid)
    expect(await queryValues(asRoot.connection, 'select answer from kept')).toEqual([42])
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
