-- Test players: one for each app, as whom its makers try every flow. They are no members, and stand in no list of them.

create table communities_test_players (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  email text not null,
  email_key text collate "C" not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
);
create unique index communities_test_players_app on communities_test_players (community_id, app_id);
create unique index communities_test_players_email on communities_test_players (community_id, email_key);

-- Whoever can hold units of an item: members, those who have left too, and test players.
create view communities_players_view as
  select community_id, id, email, email_key, username, display_name, number, left_at, null::uuid as test_app_id
  from communities_members
  union all
  select community_id, id, email, email_key, split_part(email, '@', 1), 'Test player', null, null, app_id
  from communities_test_players;

-- Listings of test players: in no book, and for nobody to buy.
alter table market_listings add column is_test boolean not null default false;
