/** Makes the database cluster once, all or nothing, and tells it from every other cluster. */
import { execFile } from 'node:child_process'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { syncFolder } from '../../durable-file.ts'
import type { Binaries } from './binaries.ts'
import { type Place, privateFolder } from './place.ts'

const run = promisify(execFile)

export const superuser = 'guildhall'

/** True when it had to be made. A crash in between leaves a folder under another name, removed next time. */
export async function prepareCluster(place: Place, binaries: Binaries): Promise<boolean> {
  const version = await clusterVersion(place.cluster)
  if (version !== undefined) {
    if (version === binaries.majorVersion) return false
    throw new Error(
      `${place.cluster} was made by PostgreSQL ${version}, but this is version ${binaries.majorVersion}. Move it with: guildhall db move --old-postgres FOLDER (docs/guides/backup.md)`,
    )
  }
  await refuseInterrupted(place.cluster)
  await removeUnfinished(place.cluster)
  const unfinished = await privateFolder(`${place.cluster}.unfinished`, place.account)
  await run(binaries.initdb, ['-D', unfinished, ...initOptions(binaries.majorVersion)], {
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...place.account,
  })
  await rename(unfinished, place.cluster)
  await syncFolder(dirname(place.cluster))
  return true
}

/** The number that PostgreSQL drew when the cluster was made: the first eight bytes of its control file. */
export async function readSystemIdentifier(cluster: string): Promise<string> {
  const file = await open(join(cluster, 'global', 'pg_control'), 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.readBigUInt64LE().toString()
  } finally {
    await file.close()
  }
}

/**
 * The socket's folder is closed to others, so whoever reaches it is let in; nothing listens elsewhere.
 * The builtin C.UTF-8 sorts the same on every machine and in every later version; PostgreSQL 15 has only C.
 */
function initOptions(majorVersion: number): string[] {
  const locale = majorVersion >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  return [
    `--username=${superuser}`,
    '--encoding=UTF8',
    '--locale=C',
    ...locale,
    '--auth-local=trust',
    '--auth-host=reject',
    '--data-checksums',
    '--no-instructions',
  ]
}

/** Major version of the PostgreSQL that made it; undefined when there is none. */
export async function clusterVersion(cluster: string): Promise<number | undefined> {
  try {
    return Number(await readFile(join(cluster, 'PG_VERSION'), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A new, empty database would look like the loss of everything. */
async function refuseInterrupted(cluster: string): Promise<void> {
  const aside = (await readdir(dirname(cluster))).filter((name) => name.startsWith(asideName(cluster, '')))
  if (aside.length === 0) return
  throw new Error(
    `${cluster} was put aside as ${aside.join(', ')} and nothing is in its place: run the interrupted restore or move again, or give it its name back`,
  )
}

/** What a cluster is called that another one replaced. `when` may stand in a file's name. */
export function asideName(cluster: string, when: string): string {
  return `${basename(cluster)}.replaced-${when}`
}

async function removeUnfinished(cluster: string): Promise<void> {
  const unfinished = `${basename(cluster)}.unfinished`
  for (const name of await readdir(dirname(cluster))) {
    if (name === unfinished) await rm(join(dirname(cluster), name), { recursive: true, force: true })
  }
}
