-- Repairs: long work on many receipts of a webhook, in small commits, with its place kept in each of them.

create table incoming_repairs (
  community_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  kind text collate "C" not null check (kind in ('rerun', 'undo', 'apply', 'discard')),
  state text collate "C" not null check (state in ('running', 'paused', 'canceled', 'finished')),
  -- What it covers: receipts from the one id up to the other, which itself is outside.
  from_id uuid not null,
  before_id uuid not null,
  failure_reason text,
  shortfall text collate "C" check (shortfall in ('refuse', 'take_what_is_left')),
  -- The receipt it has come to; moves in the commit that holds the effects.
  position_id uuid,
  total_count integer not null,
  done_count integer not null default 0,
  succeeded_count integer not null default 0,
  failed_count integer not null default 0,
  -- Receipts that it has put into the queue and that have not been applied yet.
  open_count integer not null default 0,
  -- Since when it runs without a pause, and what was done before: for the rate.
  running_since timestamptz not null default guildhall_now(),
  done_before integer not null default 0,
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  audit_reason text,
  created_at timestamptz not null default guildhall_now(),
  ended_at timestamptz,
  primary key (community_id, id)
) with (fillfactor = 50);
create index incoming_repairs_webhook on incoming_repairs (community_id, webhook_id, id);
-- One at a time, so that two never want the same receipt.
create unique index incoming_repairs_one on incoming_repairs (community_id, webhook_id)
  where state in ('running', 'paused');
-- What the workers look for.
create index incoming_repairs_due on incoming_repairs (id) where state = 'running' or open_count > 0;

-- What became of each receipt of a repair; without a result it is in the queue.
create table incoming_repair_receipts (
  community_id uuid not null,
  repair_id uuid not null,
  receipt_id uuid not null,
  result text collate "C" check (result in ('success', 'failed', 'waiting', 'undone', 'partly_undone', 'left')),
  -- What could not be taken back, and why.
  exceptions json,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, repair_id, receipt_id)
);
create index incoming_repair_receipts_open on incoming_repair_receipts (community_id, repair_id) where result is null;
create index incoming_repair_receipts_exceptions on incoming_repair_receipts (community_id, repair_id, receipt_id)
  where exceptions is not null;
-- A receipt is undone once. The ledger's key of the reversal says it a second time.
create unique index incoming_repair_receipts_undone on incoming_repair_receipts (community_id, receipt_id)
  where result in ('undone', 'partly_undone');
