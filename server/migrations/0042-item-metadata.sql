-- What the addresses of items say of them, and pictures, which are served from here.

-- Named by what is in them: the same picture is kept once in a community.
create table items_images (
  community_id uuid not null,
  digest bytea not null check (length(digest) = 32),
  bytes bytea not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  created_at timestamptz not null default guildhall_now(),
  -- When it was last taken away from something; kept a while longer, because listings show what was bought of.
  released_at timestamptz,
  primary key (community_id, digest)
);
alter table items_images alter column bytes set storage external;

-- One row for each item, and for each app with a picture elsewhere: what was fetched, and when it is fetched again.
create table items_fetches (
  community_id uuid not null,
  subject_id uuid not null,
  kind text collate "C" not null check (kind in ('item', 'app')),
  -- Of its address: few are asked at once of one host.
  host text collate "C" not null,
  -- As far as it is kept; null where nothing was understood.
  metadata json,
  etag text,
  last_modified text,
  outcome text collate "C" not null default 'never' check (outcome in ('never', 'fresh', 'not_json', 'failing')),
  -- When the address last answered well.
  fetched_at timestamptz,
  -- From then on a look at the page has it fetched again.
  stale_at timestamptz not null default guildhall_now(),
  failing_since timestamptz,
  failure_reason text,
  failure_count integer not null default 0,
  -- When somebody last had it fetched.
  asked_at timestamptz,
  image_source text,
  image_digest bytea,
  -- Of the bytes as they came.
  image_raw_digest bytea,
  image_etag text,
  image_last_modified text,
  image_fetched_at timestamptz,
  image_problem text,
  -- When it is to be fetched; while it is, when it would be given to another.
  due_at timestamptz,
  primary key (community_id, subject_id),
  constraint items_fetches_failing check ((outcome = 'failing') = (failing_since is not null)),
  constraint items_fetches_reason check ((failing_since is null) = (failure_reason is null))
);
create index items_fetches_due on items_fetches (due_at) where due_at is not null;

-- What members see: the catalog's own, completed by what the address says.
alter table items_definitions
  add column shown json,
  add column image_digest bytea,
  add column attributes_digest bytea;
update items_definitions
set shown = json_build_object('description', settings -> 'description', 'attributes', settings -> 'attributes'),
    attributes_digest = sha256(convert_to((settings -> 'attributes')::text, 'UTF8'));
alter table items_definitions
  alter column shown set not null,
  alter column shown set default '{"description":"","attributes":{}}',
  alter column attributes_digest set not null,
  alter column attributes_digest set default sha256('{}');

alter table items_apps add column image_digest bytea;

insert into items_fetches (community_id, subject_id, kind, host, due_at)
select community_id, id, 'item', lower(coalesce(substring(item_uri from '^[^:]+://([^/?#]+)'), '')),
       case when settings ->> 'imageUrl' is not null then guildhall_now() end
from items_definitions
union all
select community_id, id, 'app', lower(coalesce(substring(image_url from '^[^:]+://([^/?#]+)'), '')), guildhall_now()
from items_apps where image_url is not null;

-- What the market knows of the tiers that it trades, now with how their item looks.
create or replace view items_tiers_view as
  select tier.community_id, tier.id as tier_id, tier.key as tier_key, tier.uri as tier_uri, tier.seconds, tier.asset,
         (select count(*) from items_tiers other
          where other.community_id = tier.community_id and other.item_id = tier.item_id) as tier_count,
         item.id as item_id, item.item_uri, item.kind as item_kind, item.state as item_state, item.frozen_at,
         item.name as item_name, item.tags, item.settings,
         app.id as app_id, app.title as app_title, app.state as app_state, app.is_visible as app_is_visible,
         item.image_digest, item.attributes_digest
  from items_tiers tier
  join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id
  join items_apps app on app.community_id = tier.community_id and app.id = tier.app_id;

-- How the item looked when the listing was made; nothing for those that were made before this was kept.
alter table market_listings
  add column listed_name text,
  add column listed_image bytea,
  add column listed_attributes bytea;
create index market_listings_item on market_listings (community_id, item_id) where remaining > 0;
