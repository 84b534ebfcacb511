-- Incoming webhooks: addresses, mappings in versions, what was received, and what became of it.

create table incoming_webhooks (
  community_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  location text collate "C" not null,
  key_digest bytea check (length(key_digest) = 32),
  key_masked text,
  previous_key_digest bytea check (length(previous_key_digest) = 32),
  previous_key_until timestamptz,
  encryption_mode text collate "C",
  encryption_key bytea,
  paused_at timestamptz,
  mapping_version integer,
  revision integer not null default 1,
  created_at timestamptz not null default guildhall_now(),
  updated_at timestamptz not null default guildhall_now(),
  deleted_at timestamptz,
  primary key (community_id, id)
);
create unique index incoming_webhooks_name on incoming_webhooks (community_id, name_key) where deleted_at is null;

-- Every token a webhook ever had, by digest: the current one without an end, earlier ones with theirs. Ended
-- ones stay, so that calls to them can be shown to the owner.
create table incoming_tokens (
  digest bytea primary key check (length(digest) = 32),
  community_id uuid not null,
  webhook_id uuid not null,
  sealed bytea not null,
  valid_until timestamptz,
  created_at timestamptz not null default guildhall_now()
);
create index incoming_tokens_webhook on incoming_tokens (community_id, webhook_id);

create table incoming_mappings (
  community_id uuid not null,
  webhook_id uuid not null,
  version integer not null,
  mapping jsonb not null,
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, webhook_id, version)
);

-- What was received, exactly; never changed.
create table incoming_receipts (
  community_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  webhook_name text not null,
  body bytea not null,
  headers json not null,
  content_type text,
  source text,
  is_encrypted boolean not null,
  problem text,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
) partition by range (id);
create index incoming_receipts_webhook on incoming_receipts (community_id, webhook_id, id);
create table incoming_receipts_default partition of incoming_receipts default;
select guildhall_ensure_partitions('incoming_receipts', 3);

-- Work that waits: `queued` rows are claimed by workers, the others wait for the owner. A row leaves in the
-- transaction that writes the outcome, which is what makes an effect happen once.
create table incoming_pending (
  community_id uuid not null,
  receipt_id uuid not null,
  webhook_id uuid not null,
  state text collate "C" not null check (state in ('queued', 'no_mapping', 'paused')),
  run_number smallint not null default 1,
  attempt_count smallint not null default 0,
  body_bytes integer not null,
  due_at timestamptz not null default guildhall_now(),
  primary key (community_id, receipt_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
create index incoming_pending_due on incoming_pending (due_at, receipt_id) where state = 'queued';
create index incoming_pending_waiting on incoming_pending (community_id, webhook_id, receipt_id) where state <> 'queued';

-- What became of a receipt, as of its last run.
create table incoming_outcomes (
  community_id uuid not null,
  receipt_id uuid not null,
  webhook_id uuid not null,
  status text collate "C" not null check (status in ('success', 'failed')),
  outcome text collate "C",
  failure json,
  mapping_version integer,
  run_number smallint not null,
  duplicate_of uuid,
  finished_at timestamptz not null default guildhall_now(),
  primary key (community_id, receipt_id)
);
create index incoming_outcomes_failed on incoming_outcomes (community_id, receipt_id) where status = 'failed';

-- Runs before the last one, kept when a receipt is run again.
create table incoming_runs (
  community_id uuid not null,
  receipt_id uuid not null,
  number smallint not null,
  status text collate "C" not null,
  outcome text collate "C",
  failure json,
  mapping_version integer,
  finished_at timestamptz not null,
  primary key (community_id, receipt_id, number)
);

-- Ids of events that senders gave; kept at least 30 days.
create table incoming_event_ids (
  community_id uuid not null,
  webhook_id uuid not null,
  digest bytea not null check (length(digest) = 32),
  receipt_id uuid not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, webhook_id, digest)
);
create index incoming_event_ids_age on incoming_event_ids (created_at);

-- Counts per hour, added up by each batch, so that no page counts receipts.
create table incoming_hours (
  community_id uuid not null,
  webhook_id uuid not null,
  hour timestamptz not null,
  success bigint not null default 0,
  failed bigint not null default 0,
  primary key (community_id, webhook_id, hour)
) with (fillfactor = 50);

-- Calls that were turned away before anything was stored.
create table incoming_refusals (
  community_id uuid not null,
  webhook_id uuid not null,
  reason text collate "C" not null,
  count bigint not null,
  last_at timestamptz not null,
  primary key (community_id, webhook_id, reason)
);
