/** Writes small files so that after a crash either the old or the whole new content is there. */
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

export async function writeDurably(path: string, content: string | Buffer, mode: number): Promise<void> {
  const next = `${path}.${process.pid}.next`
  await writeSynced(next, content, mode)
  await rename(next, path)
  await syncFolder(dirname(path))
}

export async function writeSynced(path: string, content: string | Buffer, mode: number): Promise<void> {
  const file = await open(path, 'w', mode)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A new name in a folder survives a power cut only once the folder itself is on disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Others may pass through but not list: each file inside protects itself, and the database's account gets in. */
export async function makeDataFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o711 })
}
