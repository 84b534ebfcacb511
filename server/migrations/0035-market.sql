-- The market: its settings, listings whose units are held on the ledger, and fills, from which all price history comes.

-- What the market knows of the tiers that it trades.
create view items_tiers_view as
  select tier.community_id, tier.id as tier_id, tier.key as tier_key, tier.uri as tier_uri, tier.seconds, tier.asset,
         (select count(*) from items_tiers other
          where other.community_id = tier.community_id and other.item_id = tier.item_id) as tier_count,
         item.id as item_id, item.item_uri, item.kind as item_kind, item.state as item_state, item.frozen_at,
         item.name as item_name, item.tags, item.settings,
         app.id as app_id, app.title as app_title, app.state as app_state, app.is_visible as app_is_visible
  from items_tiers tier
  join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id
  join items_apps app on app.community_id = tier.community_id and app.id = tier.app_id;

-- What is held of one member, however many holds of theirs have ended.
create index ledger_holds_pending_holder on ledger_holds (community_id, holder_id, asset) where state = 'pending';

create table market_settings (
  community_id uuid primary key,
  fee_bps integer not null check (fee_bps between 0 and 9500),
  min_unit_price bigint not null check (min_unit_price >= 1),
  max_unit_price bigint not null check (max_unit_price >= min_unit_price),
  listing_fee bigint not null check (listing_fee >= 0),
  currencies text[] not null,
  revision integer not null default 1,
  updated_at timestamptz not null default guildhall_now()
);

-- One row for each tier and currency: its lock orders those who add to the book.
create table market_books (
  community_id uuid not null,
  tier_id uuid not null,
  currency text collate "C" not null,
  primary key (community_id, tier_id, currency)
);

-- The hold of its units on the ledger has the same id.
create table market_listings (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  item_id uuid not null,
  tier_id uuid not null,
  asset text collate "C" not null,
  currency text collate "C" not null,
  seller_kind text collate "C" not null check (seller_kind in ('member', 'app')),
  seller_id uuid not null,
  quantity bigint not null check (quantity > 0),
  filled bigint not null default 0 check (filled >= 0),
  remaining bigint not null check (remaining >= 0),
  returned bigint not null default 0 check (returned >= 0),
  unit_price bigint not null check (unit_price >= 1),
  terms bigint not null default 1 check (terms >= 1),
  allow_partial boolean not null,
  fee_bps integer not null check (fee_bps between 0 and 9500),
  royalty_bps integer not null check (royalty_bps between 0 and 5000),
  -- In 1/10,000 of a unit of the currency: what is owed and was too small to be paid.
  fee_carry bigint not null default 0 check (fee_carry >= 0),
  royalty_carry bigint not null default 0 check (royalty_carry >= 0),
  fill_count integer not null default 0 check (fill_count >= 0),
  gross_sum bigint not null default 0 check (gross_sum >= 0),
  seller_sum bigint not null default 0 check (seller_sum >= 0),
  state text collate "C" not null default 'active'
    check (state in ('active', 'partly_filled', 'filled', 'canceled', 'expired')),
  -- What it will be when the sweep finds its time over: canceled, where it was ended for another reason.
  ends_as text collate "C" not null default 'expired' check (ends_as in ('expired', 'canceled')),
  ends_because text,
  priced_at timestamptz not null default guildhall_now(),
  expires_at timestamptz not null,
  created_at timestamptz not null default guildhall_now(),
  closed_at timestamptz,
  primary key (community_id, id),
  constraint market_listings_sum check (quantity = filled + remaining + returned),
  constraint market_listings_open check ((state in ('active', 'partly_filled')) = (remaining > 0)),
  constraint market_listings_started check ((state = 'active') <= (filled = 0)),
  constraint market_listings_closed check ((remaining = 0) = (closed_at is not null)),
  constraint market_listings_rates check (fee_bps + royalty_bps <= 9500),
  constraint market_listings_seller check (seller_sum <= gross_sum)
) with (fillfactor = 70);
create index market_listings_book on market_listings (community_id, tier_id, currency, unit_price, priced_at, id)
  where remaining > 0;
create index market_listings_seller_open on market_listings (community_id, seller_id, expires_at) where remaining > 0;
create index market_listings_due on market_listings (expires_at) where remaining > 0;
create index market_listings_seller_all on market_listings (community_id, seller_id, id);
create index market_listings_app on market_listings (community_id, app_id, id);

create table market_fills (
  community_id uuid not null,
  id uuid not null,
  listing_id uuid not null,
  number integer not null check (number >= 1),
  app_id uuid not null,
  item_id uuid not null,
  tier_id uuid not null,
  currency text collate "C" not null,
  seller_kind text collate "C" not null check (seller_kind in ('member', 'app')),
  seller_id uuid not null,
  buyer_id uuid not null,
  quantity bigint not null check (quantity > 0),
  unit_price bigint not null check (unit_price >= 1),
  gross bigint not null,
  seller_amount bigint not null check (seller_amount >= 0),
  royalty_amount bigint not null check (royalty_amount >= 0),
  fee_amount bigint not null check (fee_amount >= 0),
  fee_bps integer not null,
  royalty_bps integer not null,
  royalty_kind text collate "C" not null check (royalty_kind in ('member', 'app')),
  royalty_id uuid not null,
  -- The account of the community that took the fee.
  fee_account uuid not null,
  created_at timestamptz not null default guildhall_now(),
  reversed_at timestamptz,
  reversal_reason text,
  primary key (community_id, id),
  constraint market_fills_gross check (gross = quantity * unit_price),
  constraint market_fills_parts check (seller_amount + royalty_amount + fee_amount = gross),
  constraint market_fills_reversed check ((reversed_at is null) = (reversal_reason is null))
);
create unique index market_fills_number on market_fills (community_id, listing_id, number);
create index market_fills_seller on market_fills (community_id, seller_id, id);
create index market_fills_buyer on market_fills (community_id, buyer_id, id);
create index market_fills_app on market_fills (community_id, app_id, id);

-- Listings end when their item is retired or their seller leaves: a reader of the log marks them, the sweep ends them.
create index events_of_market on events (xid, sequence) where type in ('item.retired', 'member.left');
insert into event_readers (name, xid, sequence)
values ('market.endings', pg_snapshot_xmin(pg_current_snapshot()), 0);
