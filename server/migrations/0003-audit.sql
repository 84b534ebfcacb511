-- What staff and keys changed. Entries are only ever added.

create table audit_entries (
  community_id uuid not null,
  id uuid not null,
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  action text collate "C" not null,
  subject_kind text collate "C" not null,
  subject_id uuid,
  subject_label text not null,
  changes jsonb not null,
  reason text,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
) partition by range (id);
create table audit_entries_default partition of audit_entries default;
select guildhall_ensure_partitions('audit_entries', 3);
