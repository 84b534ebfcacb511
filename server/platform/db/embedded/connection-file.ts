/** `postgres.json` in the data folder: how another process of this installation reaches the running server. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../../durable-file.ts'

export interface EmbeddedConnection {
  /** Folder of the unix socket. */
  host: string
  port: number
  user: string
  database: string
}

export interface RunningServer {
  pid: number
  /** Folder of the cluster, as the server itself reports it. */
  cluster: string
  systemIdentifier: string
  connection: EmbeddedConnection
}

export async function readConnectionFile(dataDir: string): Promise<RunningServer | undefined> {
  try {
    return JSON.parse(await readFile(connectionFile(dataDir), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export async function writeConnectionFile(dataDir: string, server: RunningServer): Promise<void> {
  await writeDurably(connectionFile(dataDir), `${JSON.stringify(server, null, 2)}\n`, 0o600)
}

export async function deleteConnectionFile(dataDir: string): Promise<void> {
  await rm(connectionFile(dataDir), { force: true })
}

function connectionFile(dataDir: string): string {
  return join(dataDir, 'postgres.json')
}
