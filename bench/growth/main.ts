/**
 * `npm run bench -- growth`: does a large history make anything slower? A small and a large installation take the same
 * load in turns within one run; then pages, and the bulk re-run of failed receipts, on the large one.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReport, median, medians, say } from '../lab/figures.ts'
import { measurePhase, type Phase, type Target } from '../lab/phase.ts'
import type { RunningServer } from '../lab/server.ts'
import { openSite, prepareSite, type Site } from './installation.ts'
import { type PageTiming, timePages } from './pages.ts'
import { besides, type Rerun, rerun } from './rerun.ts'

const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback)
const settings = {
  small: { receiptCount: 10_000, memberCount: 10_000 },
  large: {
    receiptCount: number('BENCH_RECEIPTS', 10_000_000),
    memberCount: number('BENCH_MEMBERS', 1_000_000),
  },
  rounds: number('BENCH_ROUNDS', 3),
  runMs: number('BENCH_SECONDS', 8) * 1000,
  pageCount: number('BENCH_PAGES', 100),
  /** Each takes two parts: the outage of the history has failed receipts for two rounds of 100,000. */
  rerunRounds: number('BENCH_RERUN_ROUNDS', 2),
  /** Failed receipts run again at once, in each part. */
  rerunCount: number('BENCH_RERUN_COUNT', Math.min(100_000, number('BENCH_RECEIPTS', 10_000_000) / 100)),
}
const kept = process.env.BENCH_GROWTH_DIR
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'guildhall-growth-')))
const folders = { small: join(folder, 'small'), large: join(folder, 'large') }

try {
  const sites = {
    small: await prepareSite(folders.small, settings.small, say),
    large: await prepareSite(folders.large, settings.large, say),
  }
  const small = await openSite(folders.small)
  try {
    const large = await openSite(folders.large)
    try {
      await measureAll(sites, { small, large })
    } finally {
      await large.stop()
    }
  } finally {
    await small.stop()
  }
} finally {
  if (!kept) await rm(folder, { recursive: true, force: true })
}

type Both<Value> = Record<'small' | 'large', Value>

async function measureAll(sites: Both<Site>, servers: Both<RunningServer>): Promise<void> {
  const targets = { small: targetOf(sites.small, servers.small), large: targetOf(sites.large, servers.large) }
  const pages: Both<Record<string, PageTiming>> = {
    large: await timePages(servers.large, sites.large, settings.pageCount),
    small: await timePages(servers.small, sites.small, settings.pageCount),
  }
  sayPages(pages)
  const receipts = await measureReceipts(targets)
  const again = await measureRerun(sites.large, servers.large, targets.large, receipts.large)
  const ratios = {
    'CPU of a receipt, large to small (aim 1.3)': cpuOf(receipts.large) / cpuOf(receipts.small),
    'applied per second, small to large (aim 1.3)':
      receipts.small.appliedPerSecond / receipts.large.appliedPerSecond,
    're-run to applied (aim 0.8)': again.alone.perSecond / receipts.large.appliedPerSecond,
    'p99 of new requests with a re-run to without': again.with.p99Ms / again.without.p99Ms,
  }
  await keepReport('growth', { settings, receipts, pages, rerun: again, ratios })
  for (const [name, ratio] of Object.entries(ratios)) say(`${name.padEnd(50)} ${ratio.toFixed(2)}`)
}

function cpuOf(phase: Phase): number {
  return phase.postgresMicros + phase.serverMicros
}

async function measureReceipts(targets: Both<Target>): Promise<Both<Phase>> {
  const rounds: Both<Phase[]> = { small: [], large: [] }
  // The first seconds of a server run uncompiled code.
  for (const target of Object.values(targets)) await measurePhase(target, { runMs: 4_000 })
  for (let round = 1; round <= settings.rounds; round++) {
    for (const size of ['small', 'large'] as const) {
      const phase = await measurePhase(targets[size], {
        runMs: settings.runMs,
        memberStart: round * 100_000,
      })
      sayPhase(size, phase)
      rounds[size].push(phase)
    }
  }
  return { small: medians(rounds.small), large: medians(rounds.large) }
}

/** At half of the highest rate, so that there is room for the re-run; without and with it in turns. */
async function measureRerun(site: Site, server: RunningServer, target: Target, highest: Phase) {
  const ratePerSecond = highest.appliedPerSecond / 2
  const { rerunCount, runMs } = settings
  const alone: Rerun[] = []
  const without: Phase[] = []
  const beside: Phase[] = []
  const slowed: Rerun[] = []
  for (let round = 0; round < settings.rerunRounds; round++) {
    alone.push(await rerun(server, site, round * 2, rerunCount))
    say(`re-run alone: ${alone.at(-1)?.perSecond.toFixed(0)}/s`)
    const start = (1 + round) * 1_000_000
    const before = await besides(target, ratePerSecond, runMs, start)
    without.push(before.fresh)
    sayPhase('new requests', before.fresh)
    const both = await besides(target, ratePerSecond, runMs, start + 500_000, () =>
      rerun(server, site, round * 2 + 1, rerunCount),
    )
    beside.push(both.fresh)
    sayPhase('new requests with a re-run', both.fresh)
    if (both.rerun) slowed.push(both.rerun)
    say(`re-run beside new requests: ${both.rerun?.perSecond.toFixed(0)}/s over its whole time`)
  }
  return {
    ratePerSecond,
    rounds: { alone, without, with: beside, beside: slowed },
    alone: { perSecond: median(alone.map((each) => each.perSecond)) },
    without: medians(without),
    with: medians(beside),
    beside: { perSecond: median(slowed.map((each) => each.perSecond)) },
  }
}

function targetOf(site: Site, server: RunningServer): Target {
  const { communityId, memberCount, webhooks } = site
  const { port, pid, postgresPid, connection } = server
  return {
    communityId,
    memberCount,
    hookPath: webhooks[0]?.hookPath ?? '',
    port,
    pid,
    postgresPid,
    connection,
  }
}

function sayPhase(name: string, phase: Phase): void {
  say(
    `${name.padEnd(28)} ${phase.perSecond.toFixed(0)}/s, applied ${phase.appliedPerSecond.toFixed(0)}/s, p50 ${phase.p50Ms.toFixed(1)} p99 ${phase.p99Ms.toFixed(1)} ms, applied after p50 ${phase.appliedP50Ms?.toFixed(0)} p99 ${phase.appliedP99Ms?.toFixed(0)} ms, CPU us: postgres ${phase.postgresMicros.toFixed(0)} server ${phase.serverMicros.toFixed(0)}`,
  )
}

function sayPages({ small, large }: Both<Record<string, PageTiming>>): void {
  for (const [name, timing] of Object.entries(large)) {
    const before = small[name]
    say(
      `${name.padEnd(60)} best ${timing.bestMs.toFixed(1)} p50 ${timing.p50Ms.toFixed(1)} p99 ${timing.p99Ms.toFixed(1)} ms (small: ${before?.bestMs.toFixed(1)}, ${before?.p50Ms.toFixed(1)}, ${before?.p99Ms.toFixed(1)})`,
    )
  }
}
