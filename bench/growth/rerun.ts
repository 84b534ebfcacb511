/** The bulk re-run of a part of the outage, alone or while new requests arrive. */
import { setTimeout as sleep } from 'node:timers/promises'
import { measurePhase, type Phase, type Target } from '../lab/phase.ts'
import type { RunningServer } from '../lab/server.ts'
import { momentOf, outageCycle, outageStart } from './history.ts'
import type { Site } from './installation.ts'

export interface Rerun {
  total: number
  succeeded: number
  seconds: number
  perSecond: number
}

/** The parts of the outage, each with `count` failed receipts, are run one after the other. */
export async function rerun(server: RunningServer, site: Site, part: number, count: number): Promise<Rerun> {
  const [webhook] = site.webhooks
  const path = `/api/communities/${site.communityId}/incoming-webhooks/${webhook?.id}/repairs`
  const numbers = (count * outageCycle) / (outageCycle - 1)
  const at = (index: number) =>
    new Date(
      momentOf(site, site.endMs, outageStart(site.receiptCount) + Math.round(index * numbers)),
    ).toISOString()
  const started = performance.now()
  const { id } = await server.call('POST', path, { kind: 'rerun', from: at(part), to: at(part + 1) })
  for (;;) {
    const repair = await server.call('GET', `${path}/${id}`)
    const counts = repair.counts as { total: number; done: number; succeeded: number }
    if (repair.state === 'finished') {
      const seconds = (performance.now() - started) / 1000
      return {
        total: counts.total,
        succeeded: counts.succeeded,
        seconds,
        perSecond: counts.done / seconds,
      }
    }
    await sleep(100)
  }
}

/** New requests, without and with a re-run beside them, at the same even rate. */
export async function besides(
  target: Target,
  ratePerSecond: number,
  runMs: number,
  memberStart: number,
  start?: () => Promise<Rerun>,
): Promise<{ fresh: Phase; rerun: Rerun | undefined }> {
  const running = start?.()
  const fresh = await measurePhase(target, {
    runMs,
    ratePerSecond,
    memberStart,
    waitsForApplied: running === undefined,
  })
  return { fresh, rerun: await running }
}
