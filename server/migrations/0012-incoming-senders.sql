-- What senders of incoming webhooks show: API keys, two of which live at a time, and signatures of the body.

-- A webhook with a key takes only requests that show one. Ended keys stay until the next is added, so that a
-- webhook whose last key has ended stays closed.
create table incoming_api_keys (
  community_id uuid not null,
  webhook_id uuid not null,
  id uuid not null,
  name text not null,
  digest bytea not null check (length(digest) = 32),
  masked text not null,
  valid_until timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, webhook_id, id)
);

insert into incoming_api_keys (community_id, webhook_id, id, name, digest, masked, created_at)
select community_id, id, id, 'API key', key_digest, key_masked, created_at
from incoming_webhooks where key_digest is not null;

insert into incoming_api_keys (community_id, webhook_id, id, name, digest, masked, valid_until, created_at)
select community_id, id, gen_random_uuid(), 'The key before', previous_key_digest, 'ghw_**********', previous_key_until,
       created_at
from incoming_webhooks
where previous_key_digest is not null and previous_key_until > guildhall_now();

alter table incoming_webhooks
  drop column key_digest,
  drop column key_masked,
  drop column previous_key_digest,
  drop column previous_key_until;

-- How the body is signed: the scheme in force without an end, the one before it with its end.
create table incoming_signatures (
  community_id uuid not null,
  webhook_id uuid not null,
  id uuid not null,
  scheme jsonb not null,
  secret bytea not null,
  valid_until timestamptz,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, webhook_id, id)
);
create unique index incoming_signatures_current on incoming_signatures (community_id, webhook_id)
  where valid_until is null;
