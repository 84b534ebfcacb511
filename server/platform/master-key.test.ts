/** The master key: drawn once, private, and never silently replaced. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deriveKey, readMasterKey } from './master-key.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guildhall-key-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const keyOf = async (secret?: string) =>
  deriveKey(await readMasterKey({ secret, dataDir: join(folder, 'new') }), 'test')

describe('the master key', () => {
  test('is drawn once and read again at later starts', async () => {
    const first = await keyOf()
    expect((await keyOf()).equals(first)).toBe(true)
    expect(await readdir(join(folder, 'new'))).toEqual(['secret.key'])
  })

  test('lies in a file that only its owner may read', async () => {
    await keyOf()
    expect((await stat(join(folder, 'new', 'secret.key'))).mode & 0o777).toBe(0o600)
  })

  test('is the same for processes that start together on a new folder', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => keyOf()))
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
    expect(await readdir(join(folder, 'new'))).toEqual(['secret.key'])
  })

  test('is another one in another folder', async () => {
    const here = await keyOf()
    const other = await readMasterKey({ secret: undefined, dataDir: join(folder, 'other') })
    expect(deriveKey(other, 'test').equals(here)).toBe(false)
  })

  test('is GUILDHALL_SECRET when that is set, and then nothing is written', async () => {
    const secret = 'this-is-a-secret-of-the-environment'
    expect((await keyOf(secret)).equals(await keyOf(secret))).toBe(true)
    expect(await readdir(folder)).toEqual([])
  })

  test('is never replaced when its file is damaged', async () => {
    await keyOf()
    const path = join(folder, 'new', 'secret.key')
    await writeFile(path, 'half')
    await expect(keyOf()).rejects.toThrow('is not a key of Guildhall')
    expect(await readFile(path, 'utf8')).toBe('half')
  })
})
