/** Stops the servers and removes the folders of test runs that were killed before they could do so. */
import { access, readdir, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConnectionFile } from '../../server/platform/db/embedded/connection-file.ts'
import { isPostmasterOf } from '../../server/platform/db/embedded/os-process.ts'
import { takeOwnerLock } from '../../server/platform/db/embedded/owner-lock.ts'
import { stopPostmaster } from '../../server/platform/db/embedded/postmaster.ts'

export const testFolderPrefix = 'guildhall-test-'

const memoryFolder = '/dev/shm'
/** Far more than the databases of a run need. */
const roomMin = 6 * 1024 ** 3

/**
 * Where a server lies to which nobody comes back after a power cut: in memory, where there is room, so that no commit waits
 * for a disk. What has to outlive a kill or a cut is tested in tests/crash, on a disk.
 */
export async function quickFolder(): Promise<string> {
  const found = await statfs(memoryFolder).catch(() => undefined)
  return found && found.bavail * found.bsize >= roomMin ? memoryFolder : tmpdir()
}

/** Longer than any test file runs: some tests leave a server without an owner for a while on purpose. */
const abandonedAfterMs = 15 * 60_000

export async function removeAbandoned(): Promise<void> {
  for (const base of new Set([tmpdir(), await quickFolder()])) {
    const names = (await readdir(base)).filter((name) => name.startsWith(testFolderPrefix))
    for (const folder of names.map((name) => join(base, name))) {
      if ((await isOldAndOurs(folder)) && (await isEnded(folder)))
        await rm(folder, { recursive: true, force: true })
    }
  }
}

async function isOldAndOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined)
  if (found?.uid !== process.getuid?.()) return false
  return found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs
}

/** Whether no live process owns a server in there; one that nobody owns is stopped. */
async function isEnded(folder: string): Promise<boolean> {
  for (const dataDir of [folder, join(folder, 'data')]) {
    const isUsed = await access(join(dataDir, 'postgres.lock')).then(
      () => true,
      () => false,
    )
    if (!isUsed) continue
    if (!(await takeOwnerLock(dataDir))) return false
    const server = await readConnectionFile(dataDir)
    if (server && isPostmasterOf(server.pid, server.cluster)) await stopPostmaster(server.pid)
  }
  return true
}
