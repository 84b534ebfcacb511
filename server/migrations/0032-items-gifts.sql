-- Gifts: units that one member offers another, held until the other has answered.

create table items_gifts (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  from_member_id uuid not null,
  to_member_id uuid not null,
  item_id uuid not null,
  tier_id uuid not null,
  item_uri text not null,
  tier_key text collate "C" not null,
  quantity bigint not null check (quantity > 0),
  message text not null,
  hold_id uuid not null,
  state text collate "C" not null default 'offered'
    check (state in ('offered', 'accepted', 'rejected', 'canceled', 'expired')),
  -- Over at that very instant, whether it has been swept or not.
  expires_at timestamptz not null,
  ended_at timestamptz,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id),
  constraint items_gifts_ended check ((state = 'offered') = (ended_at is null)),
  constraint items_gifts_parties check (from_member_id <> to_member_id)
);
create unique index items_gifts_hold on items_gifts (community_id, hold_id);
create index items_gifts_from on items_gifts (community_id, from_member_id, id);
create index items_gifts_to on items_gifts (community_id, to_member_id, id);
-- What the sweep looks for.
create index items_gifts_due on items_gifts (expires_at) where state = 'offered';
