-- Portal links: each shows one endpoint to the people of its receiver. The secret itself is kept nowhere.

create table outgoing_portal_links (
  community_id uuid not null,
  endpoint_id uuid not null,
  id uuid not null,
  digest bytea not null,
  name text not null,
  can_rotate boolean not null,
  created_by text not null,
  created_at timestamptz not null default guildhall_now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  primary key (community_id, endpoint_id, id)
);
create unique index outgoing_portal_links_digest on outgoing_portal_links (digest);
