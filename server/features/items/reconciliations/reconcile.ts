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
import { type Counts, compare, type KnownCounts, type KnownUnit, type NamedMember } from './compare.rules.ts'
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
  const { named, units } = await nameLines(ctx, app, members)
  return ctx.inTransaction(async (tx) => {
    const found = await readAllCounts(tx, app, [...new Set(named.flatMap(({ memberId }) => memberId ?? []))])
    const tiers = await listTiersOfAssets(tx, app.communityId, [...new Set(found.map(({ asset }) => asset))])
    for (const tier of tiers) {
      const itemUri = shownTierUri(tier.item_uri, tier, tier.tier_count)
      units.set(tier.asset, { itemId: tier.item_id, tier: tier.key, itemUri })
    }
    const known = { ...knownOf(found), unitOf: (asset: string) => units.get(asset) }
    const { checked, equal, counts, differences } = compare(named, known, { isComplete: complete })
    const id = ctx.ids.next()
    const by = recordedActor(actor)
    await insertRun(tx, { ...app, id, checked, equal, counts, differences, by })
    if (counts.differs > 0) {
      await ctx.events.publish(tx, {
        communityId: app.communityId,
        type: 'reconciliation.mismatched',
        subjectId: app.appId,
        payload: { reconciliationId: id, appId: app.appId, counts },
        actor: by,
        cause: { kind: 'request', id: actor.requestId },
      })
    }
    const at = (await decisionTime(tx)).toISOString()
    return { id, appId: app.appId, at, by, checked, equal, counts, differences, mendings: [] }
  })
}

async function nameLines(
  ctx: Pick<Context, 'db'>,
  app: AppAddress,
  members: Belief['members'],
): Promise<{ named: NamedMember[]; units: Map<string, KnownUnit> }> {
  const ids = await findNamed(
    ctx.db,
    app,
    members.map(({ member }) => member),
  )
  const uris = [...new Set(members.flatMap(({ items }) => items.map(({ itemUri }) => itemUri)))]
  const found = await findByUris(ctx, app, uris)
  const assets = new Map(uris.map((uri, index) => [uri, found[index]?.tier.asset ?? null]))
  const units = new Map<string, KnownUnit>()
  for (const unit of found) {
    if (!unit) continue
    const { item, tier } = unit
    units.set(tier.asset, { itemId: item.id, tier: tier.key, itemUri: tier.shownUri })
  }
  const named = members.map(({ member, items }, index) => ({
    ...{ member, memberId: ids[index] ?? null },
    lines: items.map((line) => ({ ...line, asset: assets.get(line.itemUri) ?? null })),
  }))
  return { named, units }
}

function knownOf(found: readonly CountsRow[]): Omit<KnownCounts, 'unitOf'> {
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
