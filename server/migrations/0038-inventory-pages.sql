-- What pages of inventories are read by: whether anything of an asset is held of a member, of whose balance nothing may be left.
create view ledger_held_view as
  select community_id, holder_id, asset, purpose, remaining from ledger_holds
  where state = 'pending' and holder_kind = 'member';
