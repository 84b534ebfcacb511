-- Outgoing webhooks: endpoints and their secrets, what waits to be sent, what was sent, and how it went.

create table outgoing_endpoints (
  community_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  url text not null,
  style text collate "C" not null check (style in ('standard')),
  event_types text[] not null,
  -- Sealed JSON: values of headers may be secrets.
  headers bytea,
  -- Waits between the attempts, in seconds; without them the default schedule.
  schedule integer[],
  rate_per_second integer check (rate_per_second between 1 and 1000),
  in_flight_max smallint not null default 5 check (in_flight_max between 1 and 50),
  is_ordered boolean not null default false,
  paused_at timestamptz,
  disabled_at timestamptz,
  disabled_reason text collate "C" check (disabled_reason in ('gone', 'asked', 'failing')),
  revision integer not null default 1,
  created_at timestamptz not null default guildhall_now(),
  updated_at timestamptz not null default guildhall_now(),
  deleted_at timestamptz,
  primary key (community_id, id)
);
create unique index outgoing_endpoints_name on outgoing_endpoints (community_id, name_key) where deleted_at is null;

create table outgoing_secrets (
  community_id uuid not null,
  endpoint_id uuid not null,
  id uuid not null,
  kind text collate "C" not null check (kind in ('v1', 'v1a')),
  sealed bytea not null,
  public_key text,
  valid_until timestamptz,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, endpoint_id, id)
);

-- The state of sending to an endpoint: one small row each, so that choosing whom to serve never looks at what waits.
-- `due_at` is never later than the earliest row that waits; it may be earlier, which costs one look.
create table outgoing_lanes (
  community_id uuid not null,
  endpoint_id uuid not null,
  due_at timestamptz not null default 'infinity',
  -- Paused, disabled or deleted: nothing is sent.
  is_held boolean not null default false,
  -- The breaker: open until then; the next attempt after that is a probe.
  open_until timestamptz,
  open_seconds integer not null default 0,
  window_started_at timestamptz,
  window_attempts integer not null default 0,
  window_failures integer not null default 0,
  failing_since timestamptz,
  last_success_at timestamptz,
  -- The throttle: a bucket of tokens, and until when it is empty.
  tokens double precision not null default 0,
  tokens_at timestamptz,
  throttled_until timestamptz,
  served_at timestamptz not null default 'epoch',
  backlog bigint not null default 0,
  ready_at timestamptz generated always as (case when is_held then null else greatest(due_at, open_until, throttled_until) end) stored,
  primary key (community_id, endpoint_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
create index outgoing_lanes_ready on outgoing_lanes (ready_at) where ready_at is not null;

-- What waits to be sent. A claim is a lease with a fencing id, never an open transaction. `position` is the order of
-- the event log.
create table outgoing_queue (
  community_id uuid not null,
  delivery_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  position bigint generated always as identity,
  partition_key text collate "C",
  attempt_count smallint not null default 0,
  -- Attempts before the last replay.
  earlier_attempts smallint not null default 0,
  due_at timestamptz not null default guildhall_now(),
  not_after timestamptz,
  claim_id uuid,
  lease_until timestamptz,
  primary key (community_id, delivery_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
create index outgoing_queue_due on outgoing_queue (community_id, endpoint_id, due_at, position) where claim_id is null;
create index outgoing_queue_order on outgoing_queue (community_id, endpoint_id, partition_key, position)
  where partition_key is not null;
create index outgoing_queue_leases on outgoing_queue (lease_until) where claim_id is not null;

-- One event for one endpoint.
create table outgoing_deliveries (
  community_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_type text collate "C" not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
) partition by range (id);
create index outgoing_deliveries_endpoint on outgoing_deliveries (community_id, endpoint_id, id);
create table outgoing_deliveries_default partition of outgoing_deliveries default;
select guildhall_ensure_partitions('outgoing_deliveries', 3);

-- What became of a delivery; a replay takes the row away.
create table outgoing_outcomes (
  community_id uuid not null,
  delivery_id uuid not null,
  endpoint_id uuid not null,
  status text collate "C" not null check (status in ('success', 'failed', 'superseded', 'canceled')),
  attempt_count smallint not null,
  reason text,
  finished_at timestamptz not null default guildhall_now(),
  primary key (community_id, delivery_id)
);
create index outgoing_outcomes_unsent on outgoing_outcomes (community_id, endpoint_id, delivery_id) where status <> 'success';

-- One HTTP try.
create table outgoing_attempts (
  community_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  endpoint_id uuid not null,
  number smallint not null,
  started_at timestamptz not null,
  status smallint,
  failure text collate "C",
  detail text,
  phases json not null,
  remote_address text,
  was_written boolean not null,
  request_headers json not null,
  response_headers json,
  response_body bytea,
  is_cut boolean not null default false,
  primary key (community_id, id)
) partition by range (id);
create index outgoing_attempts_delivery on outgoing_attempts (community_id, delivery_id, id);
create table outgoing_attempts_default partition of outgoing_attempts default;
select guildhall_ensure_partitions('outgoing_attempts', 3);

create table outgoing_hours (
  community_id uuid not null,
  endpoint_id uuid not null,
  hour timestamptz not null,
  success bigint not null default 0,
  failed bigint not null default 0,
  primary key (community_id, endpoint_id, hour)
) with (fillfactor = 50);

insert into event_readers (name, xid, sequence)
values ('outgoing.deliveries', pg_snapshot_xmin(pg_current_snapshot()), 0);
