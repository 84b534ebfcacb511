/**
 * A simulated power cut: everything is killed under load and the disk's image is copied without what only the page
 * cache held. On the copy every acknowledged receipt is there and applied once. kill -9 alone never tests fsync.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFailed, test, vi } from 'vitest'
import { isAlive } from '../../server/platform/db/embedded/os-process.ts'
import { makeTestFolder } from '../world/postgres.ts'
import { createRandom } from '../world/random.ts'
import { childPids, postmasterPid } from './built-server.ts'
import { type CrashSite, makeCrashSite } from './crash-site.ts'
import { copyDisk, makeDisk, mountDisk, unmount, whyNoMount } from './file-systems.ts'
import { createLoad, type Load } from './load.ts'
import { proveNothingLost } from './proof.ts'
import { report } from './report.ts'

const diskMiB = 1024
const cutCount = 3

interface Disk {
  image: string
  mountedAt: string
}

test('acknowledged receipts survive power cuts, and what was not synced does not', {
  timeout: 240_000,
}, async ({ skip }) => {
  const obstacle = await whyNoMount('disk')
  if (obstacle) {
    report(`Skipped the simulated power cut: ${obstacle}`)
    skip(obstacle)
  }
  const folder = await makeTestFolder()
  const disk = { image: await makeDisk(join(folder, 'disk.img'), diskMiB), mountedAt: join(folder, 'disk') }
  await mountDisk(disk.image, disk.mountedAt)
  let site: CrashSite | undefined
  try {
    site = await makeCrashSite({ dataDir: join(disk.mountedAt, 'data') })
    await cutAndProve(site, disk)
  } finally {
    await site?.remove()
    await unmount(disk.mountedAt)
    await rm(folder, { recursive: true })
  }
})

async function cutAndProve(site: CrashSite, disk: Disk): Promise<void> {
  const random = createRandom()
  const load = createLoad(site, random)
  onTestFailed(() => report(`Repeat with GUILDHALL_TEST_SEED=${random.seed}\n${site.server().logTail()}`))
  try {
    let acknowledgedCount = 0
    for (let cut = 1; cut <= cutCount; cut++) {
      load.resume()
      await load.acknowledgements(random.integer(200, 800))
      const canary = join(disk.mountedAt, `canary-${cut}`)
      await writeFile(canary, 'written, never synced')
      await load.acknowledgements(50)
      await cutPower(site, load, disk)
      expect(await contentOf(canary), 'what was never synced is gone').toBe('')
      await site.restart()
      await load.finishDeduped()
      const acknowledged = load.takeAcknowledged()
      acknowledgedCount += acknowledged.length
      await proveNothingLost(site, acknowledged, load.events)
    }
    report(`Power cut ${cutCount} times: ${acknowledgedCount} receipts acknowledged, 0 lost, 0 doubled`)
  } finally {
    await load.close()
  }
}

/** Nothing of ours runs any more and the disk is mounted again as the cut left it. */
async function cutPower(site: CrashSite, load: Load, disk: Disk): Promise<void> {
  const postmaster = postmasterPid(site.dataDir)
  const postgres = [postmaster, ...childPids(postmaster)]
  site.server().kill('SIGKILL')
  for (const pid of postgres) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  const cutImage = `${disk.image}.cut`
  await copyDisk(disk.image, cutImage)
  await site.server().ended
  await load.pause()
  await vi.waitFor(() => expect(postgres.filter(isAlive)).toEqual([]), { timeout: 10_000, interval: 20 })
  await unmount(disk.mountedAt)
  await rename(cutImage, disk.image)
  await mountDisk(disk.image, disk.mountedAt)
}

async function contentOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
}
