-- What keeps pages fast when a community has millions of receipts and members.

-- Running sums of each asset, so that no page adds up the past: every posting adds what it changed, in its own
-- transaction. A session writes one of 16 rows, so that sessions which post at once do not wait for one row. Whole
-- numbers of any size: sums may go beyond what one balance may hold.
create table ledger_supplies (
  community_id uuid not null,
  asset text collate "C" not null,
  shard smallint not null,
  -- From the issuer less back to it; to the sink less back from it; the sum of all balances that are kept.
  issued numeric not null default 0,
  sunk numeric not null default 0,
  held numeric not null default 0,
  -- Members who have some.
  holders bigint not null default 0,
  primary key (community_id, asset, shard)
) with (fillfactor = 50);

insert into ledger_supplies (community_id, asset, shard, issued, sunk, held, holders)
select community_id, asset, 0, sum(issued), sum(sunk), sum(held), sum(holders)
from (
  select community_id, asset,
         sum(case when from_kind = 'issuer' then amount when to_kind = 'issuer' then -amount else 0 end) as issued,
         sum(case when to_kind = 'sink' then amount when from_kind = 'sink' then -amount else 0 end) as sunk,
         0 as held, 0 as holders
  from ledger_transfers group by community_id, asset
  union all
  select community_id, asset, 0, 0, sum(amount), count(*) filter (where amount > 0 and holder_kind = 'member')
  from ledger_balances group by community_id, asset
) as part
group by community_id, asset;

-- The ledger by asset, however rare that asset is.
create index ledger_transfers_asset on ledger_transfers (community_id, asset, id);

-- The failed of one webhook, however many others there are. Receipts that succeed do not pay for it.
create index incoming_outcomes_failed_webhook on incoming_outcomes (community_id, webhook_id, receipt_id)
  where status = 'failed';
