-- What keeps pages fast when a community has millions of receipts and members: each filter of Histories, and the count
-- of members.

-- What ended well, of one webhook, however many failed or came from others since. All webhooks together are read from
-- it too, so each receipt pays for one index.
create index incoming_outcomes_success_webhook on incoming_outcomes (community_id, webhook_id, receipt_id)
  where status = 'success';
-- What waits, by what it waits for.
create index incoming_pending_state on incoming_pending (community_id, state, receipt_id) where state <> 'queued';

-- How many members a community has. Whoever adds one writes one of 16 rows, so that sessions which add at once do
-- not wait for one row.
create table communities_member_counts (
  community_id uuid not null,
  shard smallint not null,
  count bigint not null,
  primary key (community_id, shard)
) with (fillfactor = 50);

insert into communities_member_counts (community_id, shard, count)
select community_id, 0, count(*) from communities_members group by community_id;
