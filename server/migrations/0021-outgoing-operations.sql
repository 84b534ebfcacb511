-- Operating outgoing webhooks: many deliveries sent again at once, payloads removed, retention.

-- Long work on many deliveries, in small commits, with its place kept in each of them.
create table outgoing_replays (
  community_id uuid not null,
  id uuid not null,
  kind text collate "C" not null check (kind in ('deliveries', 'missed')),
  state text collate "C" not null check (state in ('running', 'paused', 'canceled', 'finished')),
  -- What it covers. Of `deliveries` the ids are those of deliveries, of `missed` those of events; the last is outside.
  endpoint_id uuid check (kind = 'deliveries' or endpoint_id is not null),
  status text collate "C",
  event_type text collate "C",
  from_id uuid not null,
  before_id uuid not null,
  per_second integer not null check (per_second between 1 and 500),
  -- The id it has come to, and when the next one may go: both move in the commit that holds the effects.
  position_id uuid,
  due_at timestamptz not null default guildhall_now(),
  is_held_back boolean not null default false,
  -- It paused itself, because its endpoint is not active.
  has_stopped boolean not null default false,
  total_count bigint not null,
  queued_count bigint not null default 0,
  skipped_count bigint not null default 0,
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  audit_reason text,
  created_at timestamptz not null default guildhall_now(),
  ended_at timestamptz,
  primary key (community_id, id)
) with (fillfactor = 50);
-- One at a time for each endpoint, and one for all of them.
create unique index outgoing_replays_one on outgoing_replays
  (community_id, coalesce(endpoint_id, '00000000-0000-0000-0000-000000000000'))
  where state in ('running', 'paused');
create index outgoing_replays_due on outgoing_replays (id) where state = 'running';

-- Whether an event was planned for an endpoint: what a replay of the missed asks.
create index outgoing_deliveries_event on outgoing_deliveries (community_id, endpoint_id, event_id);

-- The log without what happened: for those that look for events by their place.
create view logged_events_view as
  select community_id, id, xid, sequence, type, subject_id, created_at from events;

-- Events whose payload was removed for good, with who did so: nothing of them is sent again.
create table outgoing_removed_payloads (
  community_id uuid not null,
  event_id uuid not null,
  removed_by text not null,
  removed_at timestamptz not null default guildhall_now(),
  primary key (community_id, event_id)
);
