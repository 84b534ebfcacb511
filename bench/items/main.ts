/**
 * `npm run bench -- items`: a rush for one unit, purchases over a thousand listings, grants a hundred at a time, a long
 * inventory, and games that ask whether anything has moved; each beside its yardstick. docs/benchmarks.md says what came of it.
 */
import { keepReport, median, say } from '../lab/figures.ts'
import type { Loaded } from './load.ts'
import {
  fillInventory,
  makeListings,
  measureGrants,
  measureInventory,
  measurePulls,
  measurePurchases,
  measureRace,
  statementYardstick,
} from './phases.ts'
import { makeApp, makeBuyers, makeItem, startSite } from './site.ts'

const number = (name: string, usual: number) => Number(process.env[name] ?? usual)
const settings = {
  members: 10_000,
  buyers: number('BENCH_BUYERS', 200),
  rushes: 10,
  listings: 1_000,
  holdings: number('BENCH_HOLDINGS', 10_000),
  inventoryReads: 1_000,
  rounds: number('BENCH_ROUNDS', 3),
  runMs: number('BENCH_SECONDS', 6) * 1000,
  warmUpMs: 2_000,
}

interface Round {
  yardstick: number
  purchases: Loaded
  grants: Loaded & { linesPerSecond: number }
  rush: number
}

const site = await startSite(settings.members)
try {
  const app = await makeApp(site)
  const buyers = await makeBuyers(site, settings.buyers, 1_000_000_000)
  const granted = await makeItem(site, app.appId)
  const listingIds = await makeListings(site, settings.listings, 1_000)
  const rounds: Round[] = []
  for (let round = 0; round < settings.rounds; round += 1) {
    const yardstick = await statementYardstick(site, settings)
    say(`statement: ${yardstick.toFixed(0)}/s`)
    const purchases = await measurePurchases(site, buyers, listingIds, settings)
    say(`purchases: ${purchases.perSecond.toFixed(0)}/s, p99 ${purchases.p99Ms.toFixed(0)} ms`)
    const grants = await measureGrants(site, app, granted, settings)
    say(`grants: ${grants.linesPerSecond.toFixed(0)} lines/s`)
    const rush = await measureRace(site, buyers, await makeListings(site, settings.rushes, 1))
    say(`rush: ${median(rush).toFixed(0)} attempts/s`)
    rounds.push({ yardstick, purchases, grants, rush: median(rush) })
  }
  const collector = site.memberIds[0] as string
  const collection = await makeApp(site)
  await fillInventory(site, collection, collector, settings.holdings)
  const inventory = await measureInventory(site, collection, collector, settings.inventoryReads)
  say(`inventory of ${settings.holdings}: p99 ${inventory.p99Ms.toFixed(1)} ms`)
  const pulls = await measurePulls(site, settings)
  for (const { pulled, bare } of pulls)
    say(`pull_items 304: ${pulled.perSecond.toFixed(0)}/s, bare read ${bare.perSecond.toFixed(0)}/s`)
  const of = (pick: (round: Round) => number) => median(rounds.map(pick))
  const ratios = {
    'attempts per second for one unit (aim 1000)': of(({ rush }) => rush),
    'purchases to statement (aim 0.7)': of(({ purchases, yardstick }) => purchases.perSecond / yardstick),
    'granted lines to statement (aim 3)': of(({ grants, yardstick }) => grants.linesPerSecond / yardstick),
    'p99 of a long inventory in ms (aim 20)': inventory.p99Ms,
    'pull_items 304 to bare read (aim 0.7)': median(
      pulls.map(({ pulled, bare }) => pulled.perSecond / bare.perSecond),
    ),
  }
  for (const [name, ratio] of Object.entries(ratios)) say(`${name.padEnd(48)} ${ratio.toFixed(2)}`)
  await keepReport('items', { settings, rounds, inventory, pulls, ratios })
} finally {
  await site.stop()
}
