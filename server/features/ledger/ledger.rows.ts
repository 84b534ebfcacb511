/** Rows of balances and transfers, as the ledger keeps them. */
export interface BalanceRow {
  community_id: string
  holder_id: string
  asset: string
  amount: number
}

export interface BalanceChange extends BalanceRow {
  holder_kind: string
  before: number
}

export interface TransferRow {
  community_id: string
  id: string
  cause_id: string
  cause_kind: string
  line: number
  asset: string
  amount: number
  from_kind: string
  from_id: string | null
  from_balance: number | null
  to_kind: string
  to_id: string | null
  to_balance: number | null
  action: string
  actor_kind: string
  actor_id: string | null
  actor_label: string
}
