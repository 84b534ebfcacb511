/**
 * Decides where the cluster, its socket and its log lie and which system account runs it, and makes the folders.
 *
 * | started by | data folder | cluster and socket |
 * |---|---|---|
 * | a normal user | any | in the data folder, same user |
 * | root | others may enter it | in the data folder, owned by `nobody` (PostgreSQL refuses root) |
 * | root | closed to others | in the system folder, named in `postgres-location.json` of the data folder |
 * | root | holds a cluster of a user | as that user left it, run as that user |
 */
import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeDurably } from '../../durable-file.ts'

export interface SystemAccount {
  uid: number
  gid: number
}

export interface Place {
  /** Who runs PostgreSQL; undefined means whoever runs this process. */
  account: SystemAccount | undefined
  cluster: string
  sockets: string
  log: string
}

export const port = 5432

/** A socket's path is limited to 104 bytes on macOS and 108 on Linux, with the closing zero byte. */
const socketPathBytesMax = 100

export async function preparePlace(dataDir: string, systemDir: string): Promise<Place> {
  const log = join(dataDir, 'postgres.log')
  const moved = await readLocation(dataDir)
  const here = join(dataDir, 'postgres')
  if (process.getuid?.() !== 0) {
    const cluster = moved ? join(moved, 'postgres') : here
    await refuseForeignOwner(cluster)
    return {
      account: undefined,
      cluster,
      sockets: await privateFolder(socketFolder(dataDir, tmpdir()), undefined),
      log,
    }
  }
  const account = (await ownerOf(moved ? join(moved, 'postgres') : here)) ?? (await nobody())
  const isOpen = moved === undefined && (await canEnter(account, dataDir))
  const base = isOpen ? dataDir : (moved ?? (await moveOut(dataDir, systemDir, account)))
  const sockets = isOpen ? socketFolder(dataDir, systemDir) : join(base, 'socket')
  await mkdir(dirname(sockets), { recursive: true, mode: 0o755 })
  return { account, cluster: join(base, 'postgres'), sockets: await privateFolder(sockets, account), log }
}

/** Whether every folder down to this one lets the account pass. */
export async function canEnter(account: SystemAccount, path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** Makes a folder that only the server's account may use, and trusts none that somebody else put there. */
export async function privateFolder(path: string, account: SystemAccount | undefined): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const found = await lstat(path)
  const own = process.getuid?.() ?? found.uid
  if (!found.isDirectory() || (found.uid !== own && found.uid !== account?.uid)) {
    throw new Error(`${path} belongs to somebody else; remove it or choose another GUILDHALL_DATA_DIR`)
  }
  await chmod(path, 0o700)
  if (account) await chown(path, account.uid, account.gid)
  return path
}

function socketFolder(dataDir: string, shorter: string): string {
  const inside = join(dataDir, 'socket')
  if (Buffer.byteLength(join(inside, `.s.PGSQL.${port}.lock`)) <= socketPathBytesMax) return inside
  const outside = `guildhall-${folderKey(dataDir)}`
  const path = join(shorter, outside)
  return Buffer.byteLength(join(path, `.s.PGSQL.${port}.lock`)) <= socketPathBytesMax
    ? path
    : join('/tmp', outside)
}

async function moveOut(dataDir: string, systemDir: string, account: SystemAccount): Promise<string> {
  await mkdir(systemDir, { recursive: true, mode: 0o755 })
  const base = await privateFolder(join(systemDir, folderKey(dataDir)), account)
  const why = 'PostgreSQL may not run as root, and its account cannot enter this folder'
  await writeDurably(locationFile(dataDir), `${JSON.stringify({ folder: base, why }, null, 2)}\n`, 0o644)
  return base
}

/** The folder outside that holds this data folder's cluster, if it was moved there. */
async function readLocation(dataDir: string): Promise<string | undefined> {
  const text = await readFile(locationFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const { folder } = JSON.parse(text) as { folder: string }
  // An empty database in its place would look like the loss of everything.
  await stat(folder).catch(() => {
    throw new Error(`${locationFile(dataDir)} says that the database lies in ${folder}, but nothing is there`)
  })
  return folder
}

function locationFile(dataDir: string): string {
  return join(dataDir, 'postgres-location.json')
}

function folderKey(dataDir: string): string {
  return createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
}

async function refuseForeignOwner(cluster: string): Promise<void> {
  const owner = await ownerOf(cluster)
  if (owner && owner.uid !== process.getuid?.()) {
    throw new Error(`${cluster} belongs to user number ${owner.uid}: start Guildhall as that user or as root`)
  }
}

async function ownerOf(path: string): Promise<SystemAccount | undefined> {
  try {
    const { uid, gid } = await stat(path)
    return uid === 0 ? undefined : { uid, gid }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** PostgreSQL needs an account with a passwd entry, so its numbers are read from there. */
async function nobody(): Promise<SystemAccount> {
  const entry = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(await readFile('/etc/passwd', 'utf8'))
  if (!entry)
    throw new Error(
      'PostgreSQL refuses to run as root and /etc/passwd has no account "nobody"; set DATABASE_URL',
    )
  return { uid: Number(entry[1]) >>> 0, gid: Number(entry[2]) >>> 0 }
}
