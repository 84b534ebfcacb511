-- The wire of outgoing webhooks: the style of the community platform, encrypted bodies, and visits of members.

-- The small ascending number by which the community platform names people; one sequence for the installation.
create sequence communities_people_numbers;
alter table communities_members
  add column number bigint not null default nextval('communities_people_numbers');
create unique index communities_members_number on communities_members (community_id, number);

create or replace view communities_members_view as
  select community_id, id, account_id, email, email_key, username, username_key, display_name, number
  from communities_members;

alter table outgoing_endpoints
  drop constraint outgoing_endpoints_style_check,
  add constraint outgoing_endpoints_style_check check (style in ('standard', 'community')),
  -- Sealed: sent as `x-api-key`.
  add column api_key bytea,
  add column encryption_mode text collate "C" check (encryption_mode in ('gcm', 'cbc', 'jwe_dir', 'jwe_ecdh')),
  -- Sealed: the text of a key, or a public JWK.
  add column encryption_key bytea,
  add constraint outgoing_endpoints_encryption check ((encryption_mode is null) = (encryption_key is null));

-- Of whom an event tells, as it was when the delivery was planned; only in styles whose bodies say it.
alter table outgoing_deliveries add column person json;

-- When members were last active, and how often they came.
create table communities_visits (
  community_id uuid not null,
  member_id uuid not null,
  last_seen_at timestamptz not null,
  visited_at timestamptz not null,
  visit_count integer not null,
  login_streak integer not null,
  primary key (community_id, member_id)
) with (fillfactor = 70);

-- The log of one community, in the order of the log.
create index events_community_position on events (community_id, xid, sequence);

-- Ids that publishers gave to events of their own, for ever: each is published once.
create table outgoing_published (
  community_id uuid not null,
  event_key text collate "C" not null,
  event_id uuid not null,
  primary key (community_id, event_key)
);
