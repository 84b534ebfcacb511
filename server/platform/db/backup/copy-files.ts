/** Copies files so that they are on the disk, each with the digest of what was copied. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupFile } from './manifest.ts'

const chunkBytes = 256 * 1024
/** Most of the time is spent waiting for the disk to take small files. */
const filesAtOnce = 8

/** Undefined when the file vanished in the meantime, as tables do that are dropped. */
export async function copyFile(
  from: string,
  to: string,
  owner?: { uid: number; gid: number },
): Promise<Omit<BackupFile, 'path'> | undefined> {
  const target = await openUnless(from, to)
  if (!target) return undefined
  const { source, file } = target
  try {
    const hash = createHash('sha256')
    const chunk = Buffer.allocUnsafe(chunkBytes)
    let bytes = 0
    for (;;) {
      const { bytesRead } = await source.read(chunk, 0, chunkBytes, bytes)
      if (bytesRead === 0) break
      const part = chunk.subarray(0, bytesRead)
      hash.update(part)
      await file.writeFile(part)
      bytes += bytesRead
    }
    if (owner) await file.chown(owner.uid, owner.gid)
    await file.sync()
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await source.close()
    await file.close()
  }
}

export async function digestOf(path: string): Promise<Omit<BackupFile, 'path'>> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Reads a file that is rewritten in place until two readings agree. */
export async function readSteadily(path: string): Promise<Buffer> {
  let before = await readFile(path)
  for (;;) {
    const after = await readFile(path)
    if (after.equals(before)) return after
    before = after
  }
}

/** Everything below a folder, by path; folders before what they hold. `isWanted` closes folders. */
export async function listTree(
  root: string,
  isWanted: (path: string) => boolean,
  below = '',
): Promise<{ path: string; kind: 'file' | 'folder' | 'other' }[]> {
  const found: { path: string; kind: 'file' | 'folder' | 'other' }[] = []
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(ifGone(() => []))
  for (const entry of entries) {
    const path = below ? `${below}/${entry.name}` : entry.name
    if (!isWanted(path)) continue
    const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other'
    found.push({ path, kind })
    if (kind === 'folder') found.push(...(await listTree(root, isWanted, path)))
  }
  return found
}

/** Runs `work` for every item, a few at a time. */
export async function forEachFile<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0
  async function take(): Promise<void> {
    while (next < items.length) await work(items[next++] as Item)
  }
  await Promise.all(Array.from({ length: filesAtOnce }, take))
}

async function openUnless(
  from: string,
  to: string,
): Promise<{ source: FileHandle; file: FileHandle } | undefined> {
  const source = await open(from, 'r').catch(ifGone(() => undefined))
  if (!source) return undefined
  try {
    return { source, file: await open(to, 'wx', 0o600) }
  } catch (error) {
    await source.close()
    throw error
  }
}

function ifGone<Instead>(instead: () => Instead) {
  return (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return instead()
    throw error
  }
}
