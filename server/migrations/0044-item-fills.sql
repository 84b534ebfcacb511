-- What was sold of one item, newest first.
create index market_fills_item on market_fills (community_id, item_id, id);
