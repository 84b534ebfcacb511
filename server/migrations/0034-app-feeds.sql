-- What the webhooks of apps are told besides counts.

-- Active time, of webhooks that are there already; those made later choose it themselves.
update outgoing_endpoints set event_types = event_types || '{active_time.changed}'
where style = 'fingi' and not 'active_time.changed' = any(event_types);

-- How far the game of an app has read its feed, by the place in the log. A row is there from its first call on.
create table items_feeds (
  community_id uuid not null,
  app_id uuid not null,
  acknowledged_id uuid,
  acknowledged_xid xid8,
  acknowledged_sequence bigint,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, app_id),
  constraint items_feeds_bookmark check (
    (acknowledged_id is null) = (acknowledged_xid is null)
    and (acknowledged_id is null) = (acknowledged_sequence is null))
);

-- What a feed can hold, by app; a query has to name types out of these.
create index events_of_apps on events (community_id, (payload ->> 'appId'), xid, sequence)
  where type in ('inventory.changed', 'merge.requested', 'active_time.changed', 'mint_order.requested',
                 'sell_order.created');

-- What a reconciliation compares with, for the feature that has the items: who has how much, and what came to whom.
create view ledger_holdings_view as
  select community_id, holder_id, asset, amount from ledger_balances where holder_kind = 'member';
create view ledger_issued_view as
  select community_id, to_id as member_id, asset, amount, actor_kind, actor_id from ledger_transfers
  where from_kind = 'issuer' and to_kind = 'member';
-- Units that came out of a hold which was filled with new ones: those of a mint order that was confirmed.
create view ledger_minted_view as
  select minted.community_id, minted.to_id as member_id, minted.asset, minted.amount from ledger_transfers minted
  where minted.from_kind = 'hold' and minted.to_kind = 'member'
    and exists (
      select from ledger_transfers filled
      where filled.community_id = minted.community_id and filled.to_id = minted.from_id
        and filled.from_kind = 'issuer' and filled.asset = minted.asset);
create view ledger_minting_view as
  select hold.community_id, hold.holder_id as member_id, hold.asset, hold.remaining from ledger_holds hold
  where hold.state = 'pending'
    and exists (
      select from ledger_transfers filled
      where filled.community_id = hold.community_id and filled.to_id = hold.id and filled.from_kind = 'issuer');

create table items_reconciliations (
  community_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  checked bigint not null check (checked >= equal),
  equal bigint not null check (equal >= 0),
  -- By verdict.
  counts json not null,
  differences json not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
);
create index items_reconciliations_app on items_reconciliations (community_id, app_id, id);

-- What the proof of items holds against the ledger.
create view ledger_supplies_view as
  select community_id, asset, sum(issued) as issued, sum(sunk) as sunk from ledger_supplies
  group by community_id, asset;

-- Runs of the conservation proof: the one that runs, and the last that has finished.
create table ledger_conservation_runs (
  community_id uuid not null,
  id uuid not null,
  state text collate "C" not null default 'running' check (state in ('running', 'done', 'failed')),
  problems json not null default '[]',
  assets json not null default '[]',
  started_at timestamptz not null default guildhall_now(),
  finished_at timestamptz,
  primary key (community_id, id),
  constraint ledger_conservation_runs_finished check ((state = 'running') = (finished_at is null))
);
create unique index ledger_conservation_runs_running on ledger_conservation_runs (community_id)
  where state = 'running';
