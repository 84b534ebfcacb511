/** A fresh installation for the benchmark: the built server as a process, its owner, members and one webhook. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { setUp, startServer } from '../lab/server.ts'
import { insertMembers } from '../lab/target.ts'

export interface BenchInstallation {
  communityId: string
  memberIds: string[]
  connection: pg.PoolConfig
  port: number
  hookPath: string
  serverPid: number
  postgresPid: number
  /** Calls the API as the owner. */
  call: (method: string, path: string, body: unknown) => Promise<Record<string, unknown>>
  stop: () => Promise<void>
}

export async function startInstallation(
  memberCount: number,
  serverOptions: string[],
): Promise<BenchInstallation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guildhall-bench-'))
  const server = await startServer(dataDir, { options: serverOptions })
  const { communityId, hookPath } = await setUp(server.call)
  const memberIds = await insertMembers(server.connection, communityId, memberCount)
  return {
    communityId,
    memberIds,
    connection: server.connection,
    port: server.port,
    hookPath,
    serverPid: server.pid,
    postgresPid: server.postgresPid,
    call: server.call,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
