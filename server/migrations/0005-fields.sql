-- Custom member fields: definitions, current values, and the append-only past.

create table fields_fields (
  community_id uuid not null,
  id uuid not null,
  key text collate "C" not null,
  name text not null,
  type text collate "C" not null,
  options jsonb not null default '[]',
  created_at timestamptz not null default guildhall_now(),
  retired_at timestamptz,
  primary key (community_id, id)
);
create unique index fields_fields_key on fields_fields (community_id, key) where retired_at is null;

create table fields_values (
  community_id uuid not null,
  member_id uuid not null,
  field_id uuid not null,
  value jsonb not null,
  -- Null while nothing was ever written: the row is there only because somebody locked it.
  updated_at timestamptz,
  primary key (community_id, member_id, field_id)
) with (fillfactor = 85);

create table fields_histories (
  community_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  field_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  source_kind text collate "C" not null,
  source_id uuid not null,
  source_label text not null,
  source_element integer,
  source_line integer not null,
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
) partition by range (id);
create index fields_histories_member on fields_histories (community_id, member_id, id);
create index fields_histories_field on fields_histories (community_id, field_id, id);
create index fields_histories_source on fields_histories (community_id, source_id);
create table fields_histories_default partition of fields_histories default;
select guildhall_ensure_partitions('fields_histories', 3);

-- What later features read of fields.
create view fields_fields_view as
  select community_id, id, key, name, type, options, retired_at from fields_fields;

create view fields_histories_view as
  select community_id, id, member_id, field_id, before, after, source_kind, source_id, source_element, source_line
  from fields_histories;
