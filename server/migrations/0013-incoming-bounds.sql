-- What each member got from a webhook in one day (UTC), for mappings with a daily bound. Locked and written by
-- the batch that gives it; only the row of today is ever looked at.
create table incoming_day_sums (
  community_id uuid not null,
  webhook_id uuid not null,
  member_id uuid not null,
  asset text collate "C" not null,
  day date not null,
  amount bigint not null check (amount between 0 and 9007199254740991),
  primary key (community_id, webhook_id, member_id, asset, day)
) with (fillfactor = 50);
create index incoming_day_sums_age on incoming_day_sums (day);
