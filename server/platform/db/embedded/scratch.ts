/**
 * A second data folder for a while: a database is made ready in it, beside the one in use, and then takes its place
 * or is removed. Whatever an interrupted process left there is removed first.
 */
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeDataFolder, syncFolder } from '../../durable-file.ts'
import { asideName } from './cluster.ts'
import { systemDirDefault } from './own-server.ts'
import { type Place, preparePlace } from './place.ts'
import { withStoppedServer } from './stopped-server.ts'

/** The emptied folder's place for a cluster, where nothing lies yet. */
export async function makeScratch(scratch: string, systemDir = systemDirDefault): Promise<Place> {
  await removeScratch(scratch, systemDir)
  await makeDataFolder(scratch)
  const place = await preparePlace(scratch, systemDir)
  // Where root's database lies, outside of the folder, an interrupted removal may have left one.
  await rm(place.cluster, { recursive: true, force: true })
  return place
}

/** Removes the folder with its database, and a server that still runs on it. */
export async function removeScratch(scratch: string, systemDir = systemDirDefault): Promise<void> {
  if (!(await isThere(scratch))) return
  const cluster = await withStoppedServer(scratch, systemDir, async (place) => place.cluster)
  // The scratch folder itself, or the one outside that root's database has to itself.
  await rm(dirname(cluster), { recursive: true, force: true })
  await rm(scratch, { recursive: true, force: true })
}

/**
 * Gives the cluster the place of another one, which is put aside under a name with `when` and never deleted.
 * Answers where that one is now. No server runs on either.
 */
export async function replaceCluster(next: Place, place: Place, when: string): Promise<string | undefined> {
  const parent = dirname(place.cluster)
  const aside = join(parent, asideName(place.cluster, when))
  const isReplaced = await isThere(place.cluster)
  if (isReplaced) await rename(place.cluster, aside)
  await rename(next.cluster, place.cluster)
  await syncFolder(parent)
  await syncFolder(dirname(next.cluster))
  return isReplaced ? aside : undefined
}

/** Gives the newest cluster its name back that was put aside by a replacement which did not come to its end. */
export async function takeBackCluster({ cluster }: Place): Promise<void> {
  if (await isThere(cluster)) return
  const parent = dirname(cluster)
  const aside = (await readdir(parent)).filter((name) => name.startsWith(asideName(cluster, ''))).sort()
  const newest = aside.at(-1)
  if (newest !== undefined) await rename(join(parent, newest), cluster)
}

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
