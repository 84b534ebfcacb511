-- What every feature stands on: the clock of decisions, partitions, the event log, idempotency, limits, mail.

-- The one clock of decisions. Tests replace it; everything else reads it once per transaction.
create function guildhall_now() returns timestamptz
  language sql stable
  as $$ select transaction_timestamp() $$;

-- The smallest UUIDv7 of a moment: the border between two partitions.
create function guildhall_id_floor(moment timestamptz) returns uuid
  language sql immutable
  as $$
    select (substr(ms, 1, 8) || '-' || substr(ms, 9, 4) || '-0000-0000-000000000000')::uuid
    from (select lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') as ms) as hex
  $$;

-- Monthly partitions from this month to `months_ahead` months on. Rows of a clock far off fall into the
-- default partition instead of being refused.
create function guildhall_ensure_partitions(parent text, months_ahead integer) returns integer
  language plpgsql
  as $$
  declare
    month timestamptz;
    made integer := 0;
    child text;
  begin
    for ahead in 0..months_ahead loop
      month := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + make_interval(months => ahead);
      child := parent || '_' || to_char(month at time zone 'UTC', 'YYYY_MM');
      if to_regclass(child) is null then
        execute format(
          'create table %I partition of %I for values from (%L) to (%L)',
          child, parent, guildhall_id_floor(month), guildhall_id_floor(month + interval '1 month')
        );
        made := made + 1;
      end if;
    end loop;
    return made;
  end
  $$;

-- The one event log. Readers follow (xid, sequence) below the snapshot horizon, because sequences are handed
-- out before transactions commit.
create sequence events_sequence;
create table events (
  community_id uuid not null,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  sequence bigint not null default nextval('events_sequence'),
  type text collate "C" not null,
  subject_id uuid,
  payload json not null,
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  cause_kind text collate "C" not null,
  cause_id uuid not null,
  hop smallint not null default 0,
  created_at timestamptz not null default guildhall_now(),
  primary key (community_id, id)
) partition by range (id);
create index events_position on events (xid, sequence);
create table events_default partition of events default;
select guildhall_ensure_partitions('events', 3);

create table event_readers (
  name text collate "C" primary key,
  xid xid8 not null,
  sequence bigint not null,
  moved_at timestamptz not null default guildhall_now()
);

-- Answers of writes that carried an Idempotency-Key; written in the transaction of the effect.
create table idempotency_keys (
  scope text collate "C" not null,
  key text collate "C" not null,
  fingerprint bytea not null,
  answer bytea not null,
  created_at timestamptz not null default guildhall_now(),
  primary key (scope, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Counts of callers per window, added up from all nodes about once a second.
create unlogged table rate_counts (
  bucket text collate "C" not null,
  window_start bigint not null,
  count bigint not null,
  primary key (bucket, window_start)
);

-- Mail that was not sent because no mail server is set up; the newest are kept.
create table mail_messages (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  link text,
  created_at timestamptz not null default guildhall_now()
);
