/** Compares what a game believes with the ledger, keeps the run, and tells when something differs. Nothing is changed. */
import {
  type ReconciledLine,
  type Reconciliation,
  reconciledLineCountMax,
} from '../../../../contracts/reconciliations.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import type { AppAddress } from '../apps/app.ts'
import { findApp } from '../apps/apps.store.ts'
import { findByUris } from '../catalog/find-by-uris.ts'
import { shownTierUri } from '../catalog/item-uri.rules.ts'
import { listTiersOfAssets } from '../inventory/inventory.store.ts'
import { type Counts, compare, type KnownCounts, type NamedMember } from './compare.rules.ts'
import { findNamed } from './find-named.ts'
import { type CountsRow, insertRun, readAllCounts } from './reconciliations.store.ts'

export interface Belief {
  members: readonly { member: string; items: readonly ReconciledLine[] }[]
  complete?: boolean | undefined
}

export async function reconcile(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  app: AppAddress,
  { members, complete = false }: Belief,
): Promise<Reconciliation> {
  const lineCount = members.reduce((sum, { items }) => sum + items.length, 0)
  if (lineCount > reconciledLineCountMax) {
    refuse('too_many_lines', `A run compares ${reconciledLineCountMax.toLocaleString('en')} lines at most.`)
  }
  if (!(await findApp(ctx.db, app))) return refuse('not_found', 'There is no such app.')
  const named = await nameLines(ctx, app, members)
  return ctx.inTransaction(async (tx) => {
    const found = await readAllCounts(tx, app, [...new Set(named.flatMap(({ memberId }) => memberId ?? []))])
    const tiers = await listTiersOfAssets(tx, app.communityId, [...new Set(found.map(({ asset }) => asset))])
    const uris = new Map(
      tiers.map((tier) => [tier.asset, shownTierUri(tier.item_uri, tier, tier.tier_count)]),
    )
    const known = { ...knownOf(found), uriOf: (asset: string) => uris.get(asset) ?? asset }
    const { checked, equal, counts, differences } = compare(named, known, { isComplete: complete })
    const id = ctx.ids.next()
    await insertRun(tx, { ...app, id, checked, equal, counts, differences })
    if (counts.differs > 0) {
      await ctx.events.publish(tx, {
        communityId: app.communityId,
        type: 'reconciliation.mismatched',
        subjectId: app.appId,
        payload: { reconciliationId: id, appId: app.appId, counts },
        actor: recordedActor(actor),
        cause: { kind: 'request', id: actor.requestId },
      })
    }
    const at = (await decisionTime(tx)).toISOString()
    return { id, appId: app.appId, at, checked, equal, counts, differences }
  })
}

async function nameLines(
  ctx: Pick<Context, 'db'>,
  app: AppAddress,
  members: Belief['members'],
): Promise<NamedMember[]> {
  const ids = await findNamed(
    ctx.db,
    app.communityId,
    members.map(({ member }) => member),
  )
  const uris = [...new Set(members.flatMap(({ items }) => items.map(({ itemUri }) => itemUri)))]
  const units = await findByUris(ctx, app, uris)
  const assets = new Map(uris.map((uri, index) => [uri, units[index]?.tier.asset ?? null]))
  return members.map(({ member, items }, index) => ({
    ...{ member, memberId: ids[index] ?? null },
    lines: items.map((line) => ({ ...line, asset: assets.get(line.itemUri) ?? null })),
  }))
}

function knownOf(found: readonly CountsRow[]): Omit<KnownCounts, 'uriOf'> {
  const counts = new Map<string, Map<string, Counts>>()
  for (const row of found) {
    const ofMember = counts.get(row.member_id) ?? new Map<string, Counts>()
    counts.set(row.member_id, ofMember)
    ofMember.set(row.asset, {
      ...{ available: row.available, pendingMerge: row.pending_merge, pendingMint: row.pending_mint },
      ...{ merged: row.merged, minted: row.minted, granted: row.granted },
    })
  }
  return { counts, sequences: new Map(found.map((row) => [row.member_id, row.sequence])) }
}
