/** Rows of the ledger in the shapes of the contract. */
import {
  type Asset,
  builtInAssets,
  type CauseKind,
  type GamificationLog,
  type LedgerAccountKind,
  type Transfer,
} from '../../../contracts/ledger.ts'
import type { ActorView } from '../../../contracts/values.ts'
import type { AssetRow } from './ledger.store.ts'
import type { ExplorerRow, LogRow } from './logs.store.ts'

export const isBuiltIn = (code: string): boolean => builtInAssets.some((each) => each === code)

export function viewAsset({ code, name, icon, retired_at }: AssetRow): Asset {
  return { code, name, icon, isBuiltIn: isBuiltIn(code), isRetired: retired_at !== null }
}

export function viewLog(row: LogRow): GamificationLog {
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    memberId: row.member_id,
    memberLabel: row.member_label ?? 'Former member',
    asset: row.asset,
    assetName: row.asset_name ?? row.asset,
    action: row.action,
    amount: row.amount,
    balanceBefore: row.balance_before,
    balanceAfter: row.balance_after,
    cause: { kind: row.cause_kind as CauseKind, id: row.cause_id },
    actor: viewActor(row),
  }
}

export function viewTransfer(row: ExplorerRow): Transfer {
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    asset: row.asset,
    assetName: row.asset_name ?? row.asset,
    amount: row.amount,
    from: viewSide(row.from_kind, row.from_id, row.from_label, row.from_balance),
    to: viewSide(row.to_kind, row.to_id, row.to_label, row.to_balance),
    action: row.action,
    cause: { kind: row.cause_kind as CauseKind, id: row.cause_id },
    line: row.line,
    actor: viewActor(row),
  }
}

const sideLabels: Partial<Record<string, string>> = {
  issuer: 'Issuer',
  sink: 'Sink',
  treasury: 'Treasury',
  hold: 'Hold',
  fee: 'Market fees',
}

function viewSide(kind: string, id: string | null, label: string | null, balanceAfter: number | null) {
  return {
    kind: kind as LedgerAccountKind,
    id,
    label: label ?? sideLabels[kind] ?? 'Former member',
    balanceAfter,
  }
}

function viewActor(row: { actor_kind: string; actor_id: string | null; actor_label: string }): ActorView {
  return { kind: row.actor_kind as ActorView['kind'], id: row.actor_id, label: row.actor_label }
}
