-- Accounts, sign-in, sessions (shapes of better-auth, our names) and API keys.

create table access_accounts (
  id uuid primary key,
  email text collate "C" not null unique,
  email_verified boolean not null default false,
  name text not null,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table access_sign_ins (
  id uuid primary key,
  account_id uuid not null references access_accounts (id) on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index access_sign_ins_account on access_sign_ins (account_id);
create unique index access_sign_ins_provider on access_sign_ins (provider_id, provider_account_id);

create table access_sessions (
  id uuid primary key,
  account_id uuid not null references access_accounts (id) on delete cascade,
  token text collate "C" not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index access_sessions_account on access_sessions (account_id);

create table access_verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index access_verifications_identifier on access_verifications (identifier);

-- The one row that says who owns the installation; its key refuses a second owner.
create table access_installation (
  is_the_one boolean primary key default true check (is_the_one),
  owner_account_id uuid not null references access_accounts (id),
  created_at timestamptz not null default guildhall_now()
);

create table access_keys (
  community_id uuid not null,
  id uuid not null,
  digest bytea not null unique check (length(digest) = 32),
  masked text not null,
  name text not null,
  permissions bigint not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
);
