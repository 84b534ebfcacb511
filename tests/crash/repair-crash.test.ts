/** kill -9 of the server in the middle of repairs: each receipt is undone or run again exactly once. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFailed, test, vi } from 'vitest'
import type { RepairDetails } from '../../contracts/repairs.ts'
import { runCommand } from '../world/command-line.ts'
import { createRandom, type Random } from '../world/random.ts'
import { type CrashSite, emailOf, makeCrashSite, memberCount } from './crash-site.ts'
import { report } from './report.ts'

const receiptCount = 900
const killsMax = 2
const sendersCount = 40
const settledWithin = { timeout: 60_000, interval: 20 }

interface Webhook {
  id: string
  hook: string
}

test('a killed server goes on with its repairs, and nothing is undone or run twice', {
  timeout: 300_000,
}, async () => {
  const random = createRandom()
  onTestFailed(() => report(`Repeat with GUILDHALL_TEST_SEED=${random.seed}`))
  const site = await makeCrashSite()
  onTestFailed(() => report(site.server().logTail()))
  try {
    const webhook = await makeWebhook(site)
    await saveMapping(site, webhook, '$.coins')
    await sendAll(webhook)
    await vi.waitFor(
      async () => expect((await countsOf(site, webhook)).applied).toBe(receiptCount),
      settledWithin,
    )
    expect(await coinsOf(site)).toBe(receiptCount)

    const undone = await repairUnderKills(site, webhook, random, 'undo')
    expect(undone.repair.counts).toEqual(whole)
    expect(await coinsOf(site)).toBe(0)
    expect((await countsOf(site, webhook)).applied).toBe(0)

    await saveMapping(site, webhook, '$.gold')
    await sendAll(webhook)
    await vi.waitFor(
      async () => expect((await countsOf(site, webhook)).failed).toBe(receiptCount),
      settledWithin,
    )
    await saveMapping(site, webhook, '$.coins')
    const rerun = await repairUnderKills(site, webhook, random, 'rerun')
    expect(rerun.repair.counts).toEqual(whole)
    expect(await coinsOf(site)).toBe(receiptCount)

    expect(await runCommand(['ledger', 'verify'], site.settings)).toMatchObject({ exitCode: 0 })
    expect(undone.killCount + rerun.killCount).toBeGreaterThan(1)
    report(
      `Killed ${undone.killCount} times in an undo and ${rerun.killCount} times in a rerun of ${receiptCount} ` +
        `receipts (seed ${random.seed}): 0 left out, 0 done twice`,
    )
  } finally {
    await site.remove()
  }
})

const whole = { total: receiptCount, done: receiptCount, succeeded: receiptCount, failed: 0 }

/** Starts a repair and kills the server again and again while it moves on; returns when it has finished. */
async function repairUnderKills(site: CrashSite, webhook: Webhook, random: Random, kind: 'undo' | 'rerun') {
  const path = `/incoming-webhooks/${webhook.id}/repairs`
  const { id } = await site.send<{ id: string }>('POST', path, { kind })
  const read = () => site.get<RepairDetails>(`${path}/${id}`)
  let killCount = 0
  let done = 0
  for (;;) {
    const repair = await vi.waitFor(async () => {
      const now = await read()
      expect(now.state === 'finished' || now.counts.done > done).toBe(true)
      return now
    }, settledWithin)
    if (repair.state === 'finished') return { repair, killCount }
    done = repair.counts.done
    if (killCount === killsMax) continue
    // Somewhere within the next batches.
    await pause(random.integer(0, 60))
    site.server().kill('SIGKILL')
    killCount += 1
    await site.restart()
  }
}

async function makeWebhook(site: CrashSite): Promise<Webhook> {
  const made = await site.send<{ id: string; url: string }>('POST', '/incoming-webhooks', {
    name: 'Repaired',
    location: 'user_fields',
  })
  return { id: made.id, hook: site.origin + new URL(made.url).pathname }
}

async function saveMapping(site: CrashSite, webhook: Webhook, path: string): Promise<void> {
  await site.send('PUT', `/incoming-webhooks/${webhook.id}/mapping`, {
    member: { identifier: 'email', path: '$.email' },
    lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path }],
  })
}

/** One coin each, to the members in turn. */
async function sendAll(webhook: Webhook): Promise<void> {
  let next = 0
  async function sender(): Promise<void> {
    for (let index = next++; index < receiptCount; index = next++) {
      const answer = await fetch(webhook.hook, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: emailOf(index % memberCount), coins: 1 }),
      })
      expect(answer.status).toBe(202)
    }
  }
  await Promise.all(Array.from({ length: sendersCount }, sender))
}

const countsOf = (site: CrashSite, webhook: Webhook) =>
  site.get<{ failed: number; applied: number }>(`/incoming-webhooks/${webhook.id}/repair-counts`)

/** Of all members. */
async function coinsOf(site: CrashSite): Promise<number> {
  let sum = 0
  for (const memberId of site.memberIds) {
    const { data } = await site.get<{ data: { asset: string; amount: number }[] }>(
      `/members/${memberId}/balances`,
    )
    sum += data.find(({ asset }) => asset === 'coins')?.amount ?? 0
  }
  return sum
}
