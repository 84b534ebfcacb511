/** Who may look after a server: one live process, whatever dead ones left behind. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isAlive, isPostmasterOf, processIdentity } from './os-process.ts'
import { takeOwnerLock } from './owner-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guildhall-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function endedIdentity(): Promise<string> {
  const child = spawn('sleep', ['60'])
  const identity = processIdentity(child.pid ?? 0)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  return identity ?? ''
}

describe("the owner's lock", () => {
  test('is held by one at a time and free again after its release', async () => {
    const lock = await takeOwnerLock(folder)
    expect(await takeOwnerLock(folder)).toBeUndefined()
    await lock?.release()
    expect(await takeOwnerLock(folder)).toBeDefined()
  })

  test('is taken over from a process that has died', async () => {
    await writeFile(join(folder, 'postgres.lock'), await endedIdentity())
    expect(await takeOwnerLock(folder)).toBeDefined()
    expect(await readdir(folder)).toEqual(['postgres.lock'])
  })

  test('is taken over when its process number belongs to somebody else now', async () => {
    await writeFile(join(folder, 'postgres.lock'), `${process.pid} 1 another-start-of-the-machine`)
    expect(await takeOwnerLock(folder)).toBeDefined()
  })

  test('is not taken from a live process', async () => {
    const child = spawn('sleep', ['60'])
    await writeFile(join(folder, 'postgres.lock'), processIdentity(child.pid ?? 0) ?? '')
    expect(await takeOwnerLock(folder)).toBeUndefined()
    child.kill('SIGKILL')
  })
})

describe('a process', () => {
  test('has the same identity as long as it lives, and none afterwards', async () => {
    expect(processIdentity(process.pid)).toBe(processIdentity(process.pid))
    const ended = await endedIdentity()
    expect(ended).not.toBe('')
    expect(isAlive(Number.parseInt(ended, 10))).toBe(false)
    expect(processIdentity(Number.parseInt(ended, 10))).toBeUndefined()
  })

  test('that is not PostgreSQL is never taken for a server', () => {
    expect(isPostmasterOf(process.pid, folder)).toBe(false)
  })
})
