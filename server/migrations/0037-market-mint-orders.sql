-- Mint orders: units that are still in a game, on hold from the issuer until the game has answered.

-- The holder of a hold from the issuer is whom the units are meant for; they do not own them yet.
alter table ledger_holds
  drop constraint ledger_holds_holder_kind_check,
  add constraint ledger_holds_holder_kind_check check (holder_kind in ('member', 'treasury', 'issuer'));

-- The hold of its units has the same id, and is the only one of it.
create table market_mint_orders (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  item_id uuid not null,
  tier_id uuid not null,
  asset text collate "C" not null,
  currency text collate "C" not null,
  -- As it was named when it was asked for: the game is told the same at every attempt.
  item_uri text not null,
  member_id uuid not null,
  quantity bigint not null check (quantity > 0),
  unit_price bigint not null check (unit_price >= 1),
  lasts_s integer not null check (lasts_s > 0),
  allow_partial boolean not null,
  list_on_confirm boolean not null,
  -- The event that tells the game.
  event_id uuid not null,
  state text collate "C" not null default 'requested'
    check (state in ('requested', 'confirmed', 'rejected', 'canceled', 'expired', 'overdue', 'settled_late')),
  confirm_mode text collate "C" not null check (confirm_mode in ('on_2xx', 'explicit')),
  resends_after_unknown boolean not null,
  confirm_by timestamptz not null,
  -- Whether the game may have acted; never unset.
  is_seen boolean not null default false,
  attempt_count integer not null default 0,
  last_outcome text collate "C"
    check (last_outcome in ('accepted', 'declined', 'turned_away', 'unsent', 'unknown')),
  listing_id uuid,
  reason text,
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id),
  constraint market_mint_orders_decided check (
    (state in ('requested', 'overdue')) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint market_mint_orders_overdue check (state <> 'overdue' or is_seen),
  constraint market_mint_orders_listed check (listing_id is null or state = 'confirmed')
);
create unique index market_mint_orders_event on market_mint_orders (community_id, event_id);
create unique index market_mint_orders_listing on market_mint_orders (community_id, listing_id)
  where listing_id is not null;
create index market_mint_orders_member on market_mint_orders (community_id, member_id, id);
create index market_mint_orders_app on market_mint_orders (community_id, app_id, id);
create index market_mint_orders_due on market_mint_orders (confirm_by) where state = 'requested';

insert into event_readers (name, xid, sequence)
values ('market.mint_orders', pg_snapshot_xmin(pg_current_snapshot()), 0);
