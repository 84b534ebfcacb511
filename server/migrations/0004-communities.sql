-- Communities, members, invitations.

create table communities (
  id uuid primary key,
  name text not null,
  accent_color text not null default '#4f46e5',
  owner_member_id uuid not null,
  revision integer not null default 1,
  created_at timestamptz not null default guildhall_now(),
  updated_at timestamptz not null default guildhall_now()
);

-- `*_key` columns are what is compared: normalized by the application (NFC, lower case).
create table communities_members (
  community_id uuid not null,
  id uuid not null,
  account_id uuid,
  email text,
  email_key text collate "C",
  username text not null,
  username_key text collate "C" not null,
  display_name text not null,
  display_name_key text collate "C" not null,
  permissions bigint not null default 0,
  joined_at timestamptz not null default guildhall_now(),
  updated_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
);
create unique index communities_members_email on communities_members (community_id, email_key);
create unique index communities_members_username on communities_members (community_id, username_key);
create unique index communities_members_account on communities_members (community_id, account_id);
create index communities_members_display_name on communities_members (community_id, display_name_key);
-- The communities of one account: asked at sign-in, before any community is known.
create index communities_members_of_account on communities_members (account_id);
-- The members of all communities that wait for somebody to prove this e-mail.
create index communities_members_waiting on communities_members (email_key) where account_id is null;

create table communities_invitations (
  community_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  token_digest bytea not null unique check (length(token_digest) = 32),
  email_key text collate "C",
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
);

-- What later features read of members.
create view communities_members_view as
  select community_id, id, account_id, email, email_key, username, username_key, display_name
  from communities_members;

create view communities_view as
  select id, name, owner_member_id from communities;
