-- What a community decides of its items: how gifts are accepted, trade holds, the royalty of items that state none; and
-- which trade holds are over.

create table items_settings (
  community_id uuid primary key,
  gift_acceptance text collate "C" not null check (gift_acceptance in ('offered', 'automatic')),
  -- No unit that came is held for less; 30 days at most.
  trade_hold_floor_s integer not null check (trade_hold_floor_s between 0 and 2592000)
);
create view items_settings_view as select community_id, gift_acceptance, trade_hold_floor_s from items_settings;

alter table market_settings add column default_royalty_bps integer not null default 500
  check (default_royalty_bps between 0 and 5000);

-- A gift that was accepted as it was made was never held.
alter table items_gifts
  alter column hold_id drop not null,
  add constraint items_gifts_held check (hold_id is not null or state = 'accepted');

-- What the sweep looks for.
create index items_trade_holds_due on items_trade_holds (until);
