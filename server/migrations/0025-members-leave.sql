-- Members leave, or are removed. The row stays and names them in every history; what they were found by is free.

alter table communities_members add column left_at timestamptz;

-- E-mail, username and account are unique among those who are there. An index is not given a condition later, so these
-- three are built again: 2.5 s with a million members, in which this table is neither read nor written.
drop index communities_members_email, communities_members_username, communities_members_account;
create unique index communities_members_email on communities_members (community_id, email_key)
  where left_at is null;
create unique index communities_members_username on communities_members (community_id, username_key)
  where left_at is null;
create unique index communities_members_account on communities_members (community_id, account_id)
  where left_at is null;

-- Those who have left are in it, with the moment: histories name them, and whoever looks somebody up passes them over.
create or replace view communities_members_view as
  select community_id, id, account_id, email, email_key, username, username_key, display_name, number, left_at
  from communities_members;
