/** Checks a backup byte for byte, and lays its cluster out as the database of a data folder. */
import { chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../durable-file.ts'
import { OperatorError } from '../../operator-error.ts'
import type { Place } from '../embedded/place.ts'
import { copyFile, digestOf, forEachFile } from './copy-files.ts'
import { type BackupManifest, clusterFolder } from './manifest.ts'

const problemsShownMax = 10

/** Throws with the names of what is missing or not as it was written. */
export async function checkBackup(backup: string, { files }: BackupManifest): Promise<void> {
  const problems: string[] = []
  await forEachFile(files, async ({ path, bytes, sha256 }) => {
    const found = await digestOf(join(backup, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (!found) problems.push(`${path} is missing`)
    else if (found.bytes !== bytes) problems.push(`${path} has ${found.bytes} bytes instead of ${bytes}`)
    else if (found.sha256 !== sha256) problems.push(`${path} was changed`)
  })
  if (problems.length === 0) return
  const more = problems.length - problemsShownMax
  throw new OperatorError(
    [
      `The backup in ${backup} is damaged and was not used:`,
      ...problems
        .sort()
        .slice(0, problemsShownMax)
        .map((problem) => `- ${problem}`),
      ...(more > 0 ? [`- and ${more} more`] : []),
    ].join('\n'),
  )
}

/** Into `place.cluster`, which must not exist. */
export async function unpackBackup(backup: string, manifest: BackupManifest, place: Place): Promise<void> {
  const { account } = place
  const target = (path: string) => join(place.cluster, path.slice(clusterFolder.length))
  const folders = manifest.folders.filter(isOfCluster)
  for (const path of folders) {
    await mkdir(target(path), { mode: 0o700 })
    if (account) await chown(target(path), account.uid, account.gid)
  }
  await forEachFile(
    manifest.files.filter(({ path }) => isOfCluster(path)),
    async ({ path, sha256 }) => {
      const copy = await copyFile(join(backup, path), target(path), account)
      if (copy?.sha256 !== sha256) throw new OperatorError(`${path} of the backup changed while it was read`)
    },
  )
  await forEachFile(folders, (path) => syncFolder(target(path)))
}

/** The manifest is text that somebody may have edited: nothing is written outside of the cluster's folder. */
function isOfCluster(path: string): boolean {
  const names = path.split('/')
  return names[0] === clusterFolder && !names.includes('..') && !names.includes('')
}
