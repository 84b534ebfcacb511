-- Merges: units that members move into a game, held until the game has answered; and how the wire of a game behaves.

-- Who opened it and alone ends it; null for holds that staff and keys open and end by hand.
alter table ledger_holds add column keeper text collate "C" check (keeper in ('items', 'market'));

create table items_merges (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  member_id uuid not null,
  item_id uuid not null,
  tier_id uuid not null,
  -- As it was named when it was asked for: the game is told the same at every attempt.
  item_uri text not null,
  quantity bigint not null check (quantity > 0),
  hold_id uuid not null,
  -- The event that tells the game.
  event_id uuid not null,
  state text collate "C" not null default 'requested'
    check (state in ('requested', 'confirmed', 'rejected', 'canceled', 'expired', 'in_doubt')),
  confirm_mode text collate "C" not null check (confirm_mode in ('on_2xx', 'explicit')),
  resends_after_unknown boolean not null,
  confirm_by timestamptz not null,
  -- Whether the game may have acted; never unset.
  is_seen boolean not null default false,
  attempt_count integer not null default 0,
  last_outcome text collate "C"
    check (last_outcome in ('accepted', 'declined', 'turned_away', 'unsent', 'unknown')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id),
  constraint items_merges_decided check (
    (state in ('requested', 'in_doubt')) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint items_merges_doubted check (state <> 'in_doubt' or confirm_mode = 'on_2xx' and is_seen)
);
create unique index items_merges_hold on items_merges (community_id, hold_id);
create unique index items_merges_event on items_merges (community_id, event_id);
create index items_merges_member on items_merges (community_id, member_id, id);
create index items_merges_app on items_merges (community_id, app_id, id);
-- What the sweep of deadlines looks for.
create index items_merges_due on items_merges (confirm_by) where state = 'requested';

alter table items_apps
  -- What differs from the defaults, as the contract has it.
  add column face_settings json not null default '{}',
  -- Raised by whoever saves the webhook or these settings.
  add column webhook_revision integer not null default 0;

-- Which saving of a webhook whoever manages apps was written to about: that an answer of 2xx burns units.
create table items_merge_notices (
  community_id uuid not null,
  app_id uuid not null,
  webhook_revision integer not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, app_id, webhook_revision)
);

update outgoing_endpoints set event_types = array['inventory.changed', 'merge.requested'], revision = revision + 1
where style = 'fingi';

-- Deliveries that somebody waits for an answer to are found by their event.
create index outgoing_deliveries_awaited on outgoing_deliveries (community_id, event_id)
  where event_type in ('merge.requested', 'mint_order.requested');
create view outgoing_awaited_view as
  select delivery.community_id, delivery.id, delivery.event_id, delivery.endpoint_id
  from outgoing_deliveries delivery
  join outgoing_endpoints endpoint
    on endpoint.community_id = delivery.community_id and endpoint.id = delivery.endpoint_id
  where delivery.event_type in ('merge.requested', 'mint_order.requested') and endpoint.app_id is not null;

-- Every webhook that an app ever had.
create view outgoing_webhooks_of_apps_view as
  select community_id, app_id, id as endpoint_id from outgoing_endpoints where app_id is not null;

-- The few events that decide something, so that their reader passes over all others without looking at them.
create index events_of_attempts on events (xid, sequence) where type = 'attempt.finished';
create index events_of_asked on events ((payload ->> 'eventId')) where type = 'attempt.finished';

-- What came of attempts at the webhooks of apps whose publisher asked to be told.
create view outgoing_told_attempts_view as
  select told.community_id, told.payload ->> 'eventId' as event_id,
         (told.payload ->> 'number')::integer as number, told.payload ->> 'outcome' as outcome,
         (told.payload ->> 'status')::integer as status, told.created_at, told.xid, told.sequence
  from events told
  join outgoing_endpoints endpoint
    on endpoint.community_id = told.community_id and endpoint.id = (told.payload ->> 'endpointId')::uuid
  where told.type = 'attempt.finished' and endpoint.app_id is not null;
-- Those that a reader of the log has not come to yet.
create view outgoing_untold_attempts_view as
  select told.community_id, told.event_id, reader.name as reader
  from outgoing_told_attempts_view told
  join event_readers reader on (told.xid, told.sequence) > (reader.xid, reader.sequence);

insert into event_readers (name, xid, sequence)
values ('items.merges', pg_snapshot_xmin(pg_current_snapshot()), 0);
