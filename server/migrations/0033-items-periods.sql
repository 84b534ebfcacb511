-- Active time of time-limited items: one row for each member and item, reused by every later activation.

create table items_periods (
  community_id uuid not null,
  member_id uuid not null,
  item_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  started_at timestamptz not null,
  -- Over at that instant, whether or not somebody has told so. A revocation moves it to its own moment.
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text,
  -- When its member is to be told that it will be over; null for never.
  notice_at timestamptz,
  -- Each is told once for an expiry; an activation or an adjustment makes another one.
  is_notice_told boolean not null default false,
  is_end_told boolean not null default false,
  version integer not null default 1 check (version > 0),
  primary key (community_id, member_id, item_id),
  constraint items_periods_order check (expires_at >= started_at),
  constraint items_periods_revoked check ((revoked_at is null) = (revoked_reason is null))
);
create unique index items_periods_id on items_periods (community_id, id);
create index items_periods_ending on items_periods (expires_at) where not is_end_told and revoked_at is null;
create index items_periods_notice on items_periods (notice_at) where not is_notice_told and revoked_at is null;
