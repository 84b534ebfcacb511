/**
 * Backups under load, and what comes back from them: everything that was answered before `pg_backup_stop` began is
 * in the backup. Backups and restores that are killed on the way do no harm and can be run again.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest'
import { distFolder } from '../world/built.ts'
import { runCommand } from '../world/command-line.ts'
import { Installation } from '../world/installation.ts'
import { createRandom } from '../world/random.ts'
import { startBuiltServer } from './built-server.ts'
import { type CrashSite, makeCrashSite } from './crash-site.ts'
import { type AcknowledgedReceipt, createLoad, type Load } from './load.ts'
import { isBackupStopping, readDatabase } from './proof.store.ts'
import { proveNothingLost, proveReceipts, runningDatabase } from './proof.ts'
import { report } from './report.ts'

const killCount = 4
const random = createRandom()

let site: CrashSite
let load: Load
/** Everything that was answered 202 on the first data folder. */
const answered: AcknowledgedReceipt[] = []
let backups: string
beforeAll(async () => {
  site = await makeCrashSite()
  load = createLoad(site, random)
  backups = join(dirname(site.dataDir), 'backups')
})
afterAll(async () => {
  await load?.close()
  await site?.remove()
})

/** What is known of each answer is true from the moment it was taken here. */
function takeAnswered(): AcknowledgedReceipt[] {
  answered.push(...load.takeAcknowledged())
  return [...answered]
}

/** Runs the command and answers what had been answered by the time its last step began, and what it printed. */
async function backUpUnderLoad(): Promise<{ folder: string; before: AcknowledgedReceipt[] }> {
  let isDone = false
  const made = runCommand(['db', 'backup', '--to', backups], site.settings).finally(() => {
    isDone = true
  })
  let before: AcknowledgedReceipt[] = []
  await readDatabase(await runningDatabase(site.dataDir), async (client) => {
    while (!isDone) {
      const sample = takeAnswered()
      if (await isBackupStopping(client)) return
      before = sample
    }
    before = []
  })
  const { exitCode, stdout, stderr } = await made
  expect(exitCode, stderr).toBe(0)
  return { folder: stdout.trim(), before }
}

async function makeEmptyFolder(name: string): Promise<Record<string, string>> {
  const dataDir = join(dirname(site.dataDir), name)
  await mkdir(dataDir, { mode: 0o711 })
  await copyFile(join(site.dataDir, 'secret.key'), join(dataDir, 'secret.key'))
  return { ...site.settings, GUILDHALL_DATA_DIR: dataDir }
}

/** Starts the server on the restored folder, which applies what waited in the backup, and compares. */
async function proveRestored(settings: Record<string, string>, before: readonly AcknowledgedReceipt[]) {
  const server = await startBuiltServer({ ...settings, GUILDHALL_PORT: '0' })
  try {
    await proveReceipts(settings.GUILDHALL_DATA_DIR as string, before)
  } finally {
    server.kill('SIGTERM')
    await server.ended
  }
}

/** Kills the command after so long, unless it has ended by then. */
async function runAndKill(
  words: readonly string[],
  settings: Record<string, string>,
  afterMs: number,
): Promise<boolean> {
  const child: ChildProcess = spawn(process.execPath, [join(distFolder(), 'cli', 'main.js'), ...words], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: 'ignore',
  })
  const ended = new Promise<boolean>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal !== null)),
  )
  await Promise.race([ended, pause(afterMs)])
  child.kill('SIGKILL')
  return ended
}

describe('a backup under load', { timeout: 240_000 }, () => {
  test('holds everything that was answered before its last step began', async () => {
    onTestFailed(() => report(`Repeat with GUILDHALL_TEST_SEED=${random.seed}\n${site.server().logTail()}`))
    load.resume()
    await load.acknowledgements(300)
    const { folder, before } = await backUpUnderLoad()
    await load.acknowledgements(100)
    await load.pause()
    await load.finishDeduped()
    const all = takeAnswered()
    await proveNothingLost(site, all, load.events)

    const settings = await makeEmptyFolder('restored')
    const restored = await runCommand(['db', 'restore', '--from', folder], settings)
    expect(restored.exitCode, restored.stderr).toBe(0)
    await proveRestored(settings, before)
    expect(before.length).toBeGreaterThan(300)
    expect(all.length).toBeGreaterThan(before.length)
    report(
      `Backup under load: ${before.length} of ${all.length} answered before its last step, 0 of them lost`,
    )
  })

  test('that is killed on its way harms nothing, and the next one removes what it left', async () => {
    load.resume()
    let killedCount = 0
    for (let round = 0; round < killCount; round++) {
      killedCount += Number(
        await runAndKill(['db', 'backup', '--to', backups], site.settings, random.integer(300, 2_500)),
      )
    }
    expect(killedCount).toBeGreaterThan(0)
    const { folder, before } = await backUpUnderLoad()
    await load.pause()
    await load.finishDeduped()
    await proveNothingLost(site, takeAnswered(), load.events)
    expect((await readdir(backups)).filter((name) => name.endsWith('.unfinished'))).toEqual([])
    const verified = await runCommand(['db', 'verify-backup', '--from', folder], site.settings)
    expect(verified.exitCode, verified.stderr).toBe(0)
    expect(before.length).toBeGreaterThan(0)
    report(`Backups: ${killedCount} killed on their way, then one that was verified`)
  })
})

describe('a restore', { timeout: 240_000 }, () => {
  test('that is killed on its way, again and again, can be run again', async () => {
    load.resume()
    const { folder, before } = await backUpUnderLoad()
    await load.pause()
    const settings = await makeEmptyFolder('restored-at-last')
    const words = ['db', 'restore', '--from', folder, '--replace']
    let killedCount = 0
    for (let round = 0; round < killCount; round++) {
      killedCount += Number(await runAndKill(words, settings, random.integer(300, 3_500)))
    }
    expect(killedCount).toBeGreaterThan(0)
    const restored = await runCommand(words, settings)
    expect(restored.exitCode, restored.stderr).toBe(0)
    await proveRestored(settings, before)
    report(`Restore: ${killedCount} times killed on its way, then everything was there`)
  })

  test('with the wrong master key says what it cannot read, and puts no database in place', async () => {
    const [newest] = (await readdir(backups)).sort().toReversed()
    const dataDir = join(dirname(site.dataDir), 'wrong-key')
    await mkdir(dataDir, { mode: 0o711 })
    const settings = {
      ...site.settings,
      GUILDHALL_DATA_DIR: dataDir,
      GUILDHALL_SECRET: 'not the key of that installation',
    }
    const restored = await runCommand(['db', 'restore', '--from', join(backups, String(newest))], settings)
    expect(restored.exitCode).toBe(1)
    expect(restored.stderr).toContain('the master key does not open 2 addresses of incoming webhooks')
    expect(restored.stderr).toContain('nothing was changed')
    expect(await readdir(dataDir)).toEqual(['socket'])
  })
})

describe('a move to an external database', { timeout: 240_000 }, () => {
  test('that is killed on its way can be run again, and the server goes on there', async () => {
    const elsewhere = await Installation.make()
    try {
      const { host, port, user, database } = (await elsewhere.start()).connection
      const url = `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
      const words = ['db', 'move', '--to', url]
      site.server().kill('SIGTERM')
      await site.server().ended
      let killedCount = 0
      for (let round = 0; round < killCount; round++) {
        killedCount += Number(await runAndKill(words, site.settings, random.integer(300, 2_500)))
      }
      expect(killedCount).toBeGreaterThan(0)
      const moved = await runCommand(words, site.settings)
      // One that was killed only after it had committed has moved everything.
      const isMoved = moved.exitCode === 0 || /everything is there already|was moved to/.test(moved.stderr)
      expect(isMoved, moved.stderr).toBe(true)

      const server = await startBuiltServer({
        ...site.settings,
        DATABASE_URL: url,
        GUILDHALL_SECRET_FILE: join(site.dataDir, 'secret.key'),
      })
      await proveReceipts(elsewhere.dataDir, takeAnswered())
      server.kill('SIGTERM')
      await server.ended
      report(`Move: ${killedCount} times killed on its way, then ${answered.length} answered, 0 lost`)
    } finally {
      await elsewhere.remove()
    }
  })
})
