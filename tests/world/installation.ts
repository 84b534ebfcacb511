/** A data folder of its own with embedded servers on it, for tests that start, kill and stop them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import {
  type EmbeddedConnection,
  type EmbeddedPostgres,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/platform/db/embedded/embedded-postgres.ts'
import type { EmbeddedPostgresOptions } from '../../server/platform/db/embedded/options.ts'
import { createLog } from '../../server/platform/log.ts'
import { packageRoot } from '../../server/platform/package-root.ts'
import { makeTestFolder } from './postgres.ts'

export class Installation {
  /** Parent of everything, removed at the end. */
  readonly folder: string
  dataDir: string
  readonly #servers: EmbeddedPostgres[] = []
  readonly #children: ChildProcess[] = []

  private constructor(folder: string) {
    this.folder = folder
    this.dataDir = join(folder, 'data')
  }

  static async make(): Promise<Installation> {
    return new Installation(await makeTestFolder())
  }

  /** A server looked after by this process. */
  async start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
    const systemDir = join(this.folder, 'system')
    const server = await startEmbeddedPostgres({
      dataDir: this.dataDir,
      log: createLog('silent'),
      systemDir,
      ...options,
    })
    this.#servers.push(server)
    return server
  }

  /** Another process with the embedded server, as an installation's node is. */
  async startNode(account: { uid?: number; gid?: number } = {}) {
    const program = join(packageRoot(), 'tests/world/embedded-node.ts')
    const node = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program, this.dataDir], {
      stdio: ['pipe', 'pipe', 'inherit'],
      cwd: packageRoot(),
      ...account,
    })
    this.#children.push(node)
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: node.stdout }).once('line', resolve)
      node.once('exit', (code) => reject(new Error(`the node ended with ${code}`)))
    })
    const started = JSON.parse(line) as { postgresPid: number; connection: EmbeddedConnection }
    return { node, ...started }
  }

  /** A process with nothing to do, run by that account. */
  startStranger(account: { uid: number; gid: number }): ChildProcess {
    const stranger = spawn('sleep', ['600'], process.getuid?.() === 0 ? account : {})
    this.#children.push(stranger)
    return stranger
  }

  /** A process that has ended and whose parent never reads its exit code: its number stays taken. */
  async makeZombie(): Promise<number> {
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#children.push(parent)
    const lines = createInterface({ input: parent.stdout })
    const line = await new Promise<string>((resolve) => lines.once('line', resolve))
    return Number(line)
  }

  /** Leaves no process and no folder, whatever the test did. */
  async remove(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL')
    for (const server of this.#servers.toReversed()) await server.stop()
    const left = await findRunningEmbeddedPostgres(this.dataDir).catch(() => undefined)
    if (left) await (await this.start()).stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** The values of all rows of one statement on a connection of its own. */
export async function queryValues(connection: EmbeddedConnection, sql: string): Promise<unknown[]> {
  const client = await connectQuietly(connection)
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

/** A session that takes the end of its server calmly. */
export async function connectQuietly(connection: EmbeddedConnection): Promise<pg.Client> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  return client
}

export async function killAndWait(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}
