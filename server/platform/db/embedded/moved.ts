/** `postgres-moved.json`: says that the database of this data folder lives elsewhere now, and the one here is old. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../../durable-file.ts'
import { OperatorError } from '../../operator-error.ts'

/** `to` names a place without its password. */
export async function markMoved(dataDir: string, to: string, at: Date): Promise<void> {
  await writeDurably(movedFile(dataDir), `${JSON.stringify({ to, at }, null, 2)}\n`, 0o644)
}

export async function unmarkMoved(dataDir: string): Promise<void> {
  await rm(movedFile(dataDir), { force: true })
}

/** Whoever went on with the old database would have two of them. */
export async function refuseMoved(dataDir: string): Promise<void> {
  const text = await readFile(movedFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (text === undefined) return
  const { to, at } = JSON.parse(text) as { to: string; at: string }
  throw new OperatorError(
    `This database was moved to ${to} at ${at}: set DATABASE_URL. To go on with the old one here, remove ${movedFile(dataDir)}`,
  )
}

function movedFile(dataDir: string): string {
  return join(dataDir, 'postgres-moved.json')
}
