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
