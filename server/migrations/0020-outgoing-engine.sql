-- What publishers may ask of deliveries, and claims that stay small: only the first row of each key can be claimed,
-- and first attempts are found apart from repeated ones.

-- What the publisher asks of deliveries: notAfter, partitionKey, supersedes, daily.
alter table events add column delivery json;

alter table outgoing_queue
  -- The first of its key; the others wait until it is gone. Only for rows with a key.
  add column is_head boolean not null default false,
  -- Closes those of its key that wait before it.
  add column supersedes boolean not null default false,
  -- Goes on once a day after the schedule, and until when once it does.
  add column is_daily boolean not null default false,
  add column daily_until timestamptz,
  add column is_retry boolean not null generated always as (attempt_count > 0) stored;

update outgoing_queue q set is_head = true
where q.partition_key is not null and not exists (
  select from outgoing_queue earlier
  where earlier.community_id = q.community_id and earlier.endpoint_id = q.endpoint_id
    and earlier.partition_key = q.partition_key and earlier.position < q.position);

drop index outgoing_queue_due;
create index outgoing_queue_due on outgoing_queue (community_id, endpoint_id, is_retry, due_at, position)
  where claim_id is null and (partition_key is null or is_head);
create index outgoing_queue_superseding on outgoing_queue (community_id, endpoint_id, partition_key, position)
  where supersedes;

-- How many webhooks a request came through one after the other, this one included: the loop guard.
alter table incoming_receipts add column hop smallint not null default 1;
