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
                 'listing.created');
