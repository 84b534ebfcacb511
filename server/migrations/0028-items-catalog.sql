-- The catalog of apps: items, and their tiers. Each tier is one asset of the ledger.

create table items_definitions (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  item_uri text not null,
  -- Of the parsed address without its fragment: addresses are longer than an index takes.
  uri_digest bytea not null check (length(uri_digest) = 32),
  kind text collate "C" not null check (kind in ('permanent', 'mergeable', 'time_limited')),
  state text collate "C" not null default 'draft' check (state in ('draft', 'live', 'retired')),
  frozen_at timestamptz,
  frozen_reason text,
  name text not null,
  tags text[] not null,
  -- Everything else that an item says of itself, as the contract has it.
  settings json not null,
  revision integer not null default 1,
  created_at timestamptz not null default guildhall_now(),
  updated_at timestamptz not null default guildhall_now(),
  primary key (community_id, id),
  constraint items_definitions_frozen check (
    (frozen_at is null) = (frozen_reason is null) and (frozen_at is null or state = 'live'))
);
create unique index items_definitions_uri on items_definitions (community_id, app_id, uri_digest);
create index items_definitions_app on items_definitions (community_id, app_id, id);

create table items_tiers (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  item_id uuid not null,
  key text collate "C" not null,
  seconds integer check (seconds > 0),
  uri text,
  -- Of the parsed address with its fragment.
  uri_digest bytea check (length(uri_digest) = 32),
  asset text collate "C" not null,
  primary key (community_id, id),
  constraint items_tiers_uri_digest check ((uri is null) = (uri_digest is null))
);
create unique index items_tiers_asset on items_tiers (community_id, asset);
create unique index items_tiers_key on items_tiers (community_id, item_id, key);
create unique index items_tiers_uri on items_tiers (community_id, app_id, uri_digest) where uri_digest is not null;
create index items_tiers_app on items_tiers (community_id, app_id);

-- Raised by every change of settings or catalog that alters what the wire of the game says without a unit moving.
alter table items_apps add column face_version integer not null default 1;
