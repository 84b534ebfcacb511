-- Games are told of orders: what members put up for sale, and what they ask the game to give out.
update outgoing_endpoints
set event_types = event_types || array['sell_order.created', 'mint_order.requested'], revision = revision + 1
where style = 'fingi';
