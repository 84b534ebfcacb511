/**
 * Decides which process looks after the server of a data folder: at most one holds the lock file. A lock
 * whose process has died is taken over. PostgreSQL's own lock still forbids two servers on one cluster, so
 * this lock only settles who starts, restarts and stops it.
 */
import { link, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeSynced } from '../../durable-file.ts'
import { invariant } from '../../invariant.ts'
import { processIdentity } from './os-process.ts'

export interface OwnerLock {
  release: () => Promise<void>
}

/** The lock, or undefined while another live process holds it. */
export async function takeOwnerLock(dataDir: string): Promise<OwnerLock | undefined> {
  const path = join(dataDir, 'postgres.lock')
  const identity = processIdentity(process.pid)
  invariant(identity, 'this process lives')
  const mine = `${path}.${process.pid}`
  await writeSynced(mine, identity, 0o600)
  try {
    for (;;) {
      // Linking shows the file only with its content, unlike creating it and writing afterwards.
      if (await linked(mine, path)) return { release: () => rm(path, { force: true }) }
      const holder = await readIfThere(path)
      if (holder !== undefined && isHeld(holder)) return undefined
      if (holder !== undefined) await putAside(path, holder)
    }
  } finally {
    await rm(mine, { force: true })
  }
}

function isHeld(identity: string): boolean {
  return processIdentity(Number.parseInt(identity, 10)) === identity
}

/** Takes a dead process's lock away; gives it back when a live one was faster in between. */
async function putAside(path: string, dead: string): Promise<void> {
  const aside = `${path}.${process.pid}.dead`
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await readIfThere(aside)) !== dead) await linked(aside, path)
  await rm(aside, { force: true })
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
