-- What people read for units of items in logs, transfers and holds: the ledger is told by the feature `items`, which comes
-- later than it and whose tables it does not read.
create table ledger_item_names (
  community_id uuid not null,
  asset text collate "C" not null,
  name text not null,
  primary key (community_id, asset)
);

insert into ledger_item_names (community_id, asset, name)
select tier.community_id, tier.asset,
       case when tier.key = 'default' then item.name else item.name || ', ' || tier.key end
from items_tiers tier
join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id;

create view ledger_asset_names as
  select community_id, code as asset, name from ledger_assets
  union all
  select community_id, asset, name from ledger_item_names;
