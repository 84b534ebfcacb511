-- Apps: games of a community, and the keys by which their servers call.

-- Every client id that was ever drawn, of all communities: none is used again, not even when a community is removed.
create table items_client_ids (
  client_id text collate "C" primary key check (client_id ~ '^[1-9][0-9]{5,11}$'),
  created_at timestamptz not null default guildhall_now()
);

create table items_apps (
  community_id uuid not null,
  id uuid not null,
  client_id text collate "C" not null,
  title text not null,
  title_key text collate "C" not null,
  image_url text,
  app_url text not null,
  description text not null,
  is_visible boolean not null,
  state text collate "C" not null default 'draft'
    check (state in ('draft', 'pending', 'approved', 'rejected', 'suspended')),
  state_reason text,
  -- The account or the key that made it.
  created_by uuid,
  revision integer not null default 1,
  created_at timestamptz not null default guildhall_now(),
  updated_at timestamptz not null default guildhall_now(),
  archived_at timestamptz,
  primary key (community_id, id),
  constraint items_apps_reason check ((state in ('rejected', 'suspended')) = (state_reason is not null))
);
create unique index items_apps_client_id on items_apps (client_id);
create unique index items_apps_title on items_apps (community_id, title_key) where archived_at is null;

create table items_app_keys (
  community_id uuid not null,
  app_id uuid not null,
  id uuid not null,
  digest bytea not null check (length(digest) = 32),
  masked text not null,
  -- Read again: webhooks of the app are sent with it.
  sealed bytea not null,
  permissions text[] not null,
  ends_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, app_id, id)
);
create unique index items_app_keys_digest on items_app_keys (digest);
