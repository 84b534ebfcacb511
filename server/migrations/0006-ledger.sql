-- The one ledger. A transfer moves an amount of one asset between two accounts and is never changed.

create table ledger_assets (
  community_id uuid not null,
  code text collate "C" not null,
  name text not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, code)
);

-- Accounts whose balance is kept: members now; treasuries, holds and fees are further kinds. Issuer and sink
-- are computed from the transfers. No balance ever goes below zero.
create table ledger_balances (
  community_id uuid not null,
  holder_id uuid not null,
  asset text collate "C" not null,
  holder_kind text collate "C" not null,
  amount bigint not null check (amount between 0 and 9007199254740991),
  primary key (community_id, holder_id, asset)
) with (fillfactor = 70);

-- The key that makes a cause post once, for ever. A cause with several postings numbers them in `part`. The
-- ids of a posting's transfers lie between the two bounds, so no second index on the transfers is needed.
create table ledger_postings (
  community_id uuid not null,
  cause_id uuid not null,
  part smallint not null default 0,
  cause_kind text collate "C" not null,
  first_transfer_id uuid not null,
  last_transfer_id uuid not null,
  primary key (community_id, cause_id, part)
);

create table ledger_transfers (
  community_id uuid not null,
  id uuid not null,
  cause_id uuid not null,
  cause_kind text collate "C" not null,
  line integer not null,
  asset text collate "C" not null,
  amount bigint not null check (amount > 0),
  from_kind text collate "C" not null,
  from_id uuid,
  from_balance bigint check (from_balance >= 0),
  to_kind text collate "C" not null,
  to_id uuid,
  to_balance bigint check (to_balance >= 0),
  action text not null,
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
) partition by range (id);
create index ledger_transfers_to on ledger_transfers (community_id, to_id, id) where to_id is not null;
create index ledger_transfers_from on ledger_transfers (community_id, from_id, id) where from_id is not null;
create table ledger_transfers_default partition of ledger_transfers default;
select guildhall_ensure_partitions('ledger_transfers', 3);

-- The gamification log: a transfer as each of its members sees it.
create view ledger_gamification_logs as
  select community_id, id, created_at, to_id as member_id, asset, action, amount,
         to_balance - amount as balance_before, to_balance as balance_after,
         cause_kind, cause_id, line, actor_kind, actor_id, actor_label
  from ledger_transfers where to_kind = 'member' and to_id is not null
  union all
  select community_id, id, created_at, from_id, asset, action, -amount,
         from_balance + amount, from_balance,
         cause_kind, cause_id, line, actor_kind, actor_id, actor_label
  from ledger_transfers where from_kind = 'member' and from_id is not null;

-- Where the transfers of a cause lie: what later features read to list the effects of a cause.
create view ledger_postings_view as
  select community_id, cause_id, cause_kind, part, first_transfer_id, last_transfer_id from ledger_postings;
