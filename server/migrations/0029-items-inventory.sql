-- What members hold of the items of an app: a change counter without gaps, the changes, trade holds, and why units moved.
-- The units themselves are balances of the ledger.

-- One row for each app and member: its lock orders everything that moves units of that member in that app.
create table items_inventories (
  community_id uuid not null,
  app_id uuid not null,
  member_id uuid not null,
  inventory_sequence bigint not null default 0 check (inventory_sequence >= 0),
  primary key (community_id, app_id, member_id)
) with (fillfactor = 50);
create index items_inventories_member on items_inventories (community_id, member_id);

-- Why units moved; the id is the cause of the posting on the ledger.
create table items_postings (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  reason text not null,
  reference text,
  tags text[] not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
);

-- One row for each tier whose available units a posting changed; all of one posting and member share the sequence.
create table items_changes (
  community_id uuid not null,
  app_id uuid not null,
  member_id uuid not null,
  sequence bigint not null,
  tier_id uuid not null,
  id uuid not null,
  posting_id uuid not null,
  delta bigint not null check (delta <> 0),
  count_after bigint not null check (count_after >= 0),
  owned_after bigint not null check (owned_after >= count_after),
  reason text not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, app_id, member_id, sequence, tier_id)
);

-- Units that may be used but not sold, given or merged until then. They are no hold of the ledger: they stay available.
create table items_trade_holds (
  community_id uuid not null,
  member_id uuid not null,
  tier_id uuid not null,
  id uuid not null,
  quantity bigint not null check (quantity > 0),
  until timestamptz not null,
  primary key (community_id, member_id, tier_id, id)
);

-- The webhook of an app is an endpoint like others, in the style that games read.
alter table outgoing_endpoints
  add column app_id uuid,
  add column app_client_id text collate "C",
  drop constraint outgoing_endpoints_style_check,
  add constraint outgoing_endpoints_style_check check (style in ('standard', 'community', 'fingi')),
  add constraint outgoing_endpoints_of_app check (
    (style = 'fingi') = (app_id is not null) and (app_id is null) = (app_client_id is null));
create unique index outgoing_endpoints_app on outgoing_endpoints (community_id, app_id)
  where app_id is not null and deleted_at is null;

-- Which app has a webhook, and which snapshots arrived there: read by the feature that makes them.
create view outgoing_app_endpoints_view as
  select community_id, app_id, id as endpoint_id from outgoing_endpoints
  where app_id is not null and deleted_at is null;
create index outgoing_deliveries_snapshots on outgoing_deliveries (community_id, event_id)
  where event_type = 'inventory.changed';
create view outgoing_snapshots_view as
  select delivery.community_id, delivery.event_id, delivery.endpoint_id, outcome.status
  from outgoing_deliveries delivery
  join outgoing_outcomes outcome on outcome.community_id = delivery.community_id and outcome.delivery_id = delivery.id
  where delivery.event_type = 'inventory.changed';

-- The last snapshot of a member that was told to the webhook of an app, and what it was made against: everything that
-- changed behind `base_sequence`.
create table items_snapshots (
  community_id uuid not null,
  app_id uuid not null,
  member_id uuid not null,
  event_id uuid not null,
  base_sequence bigint not null,
  sequence bigint not null check (sequence > base_sequence),
  primary key (community_id, app_id, member_id)
);
