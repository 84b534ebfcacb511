-- Retention: how long bodies and metadata of receipts are kept, and how far their removal has come.

-- Every setting there ever was, of the installation; the newest is in force, the first one is the program's.
create table incoming_retentions (
  revision integer primary key check (revision > 1),
  body_days integer not null check (body_days between 1 and 3650),
  metadata_days integer not null check (metadata_days between body_days and 3650),
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  reason text,
  created_at timestamptz not null default guildhall_now()
);

-- What is left of a body that was removed: its size, and after how many days it went.
alter table incoming_receipts add column removed_body_bytes integer, add column body_kept_days integer;

-- The receipt up to which the bodies of a webhook have been removed, so that no night looks at them again.
alter table incoming_webhooks add column bodies_removed_through uuid;
