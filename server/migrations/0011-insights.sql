-- Insight: views of how webhooks fare, alerts, the economy by day; and a community that is a sample.

-- The one clock of decisions. A transaction that says `guildhall.moment` lives at that moment: that is how the
-- sample community gets a past from the product's own actions. Nothing else sets it.
create or replace function guildhall_now() returns timestamptz
  language sql stable
  as $$
    select coalesce(nullif(current_setting('guildhall.moment', true), '')::timestamptz, transaction_timestamp())
  $$;

-- Calls turned away, by hour, beside those that were taken.
alter table incoming_hours add column refused bigint not null default 0;
-- The last hour of all webhooks, once a minute.
create index incoming_hours_recent on incoming_hours (hour);

-- What `insights` reads of incoming webhooks.
create view incoming_health_view as
  select community_id, id as webhook_id, name, paused_at is not null as is_paused,
         mapping_version is not null as has_mapping, created_at,
         (select receipt.id from incoming_receipts receipt
          where receipt.community_id = webhook.community_id and receipt.webhook_id = webhook.id
          order by receipt.id desc limit 1) as last_receipt_id
  from incoming_webhooks webhook where deleted_at is null;

create view incoming_health_hours_view as
  select community_id, webhook_id, hour, success, failed, refused from incoming_hours;

create view incoming_health_refusals_view as
  select community_id, webhook_id, reason, count, last_at from incoming_refusals;

create view incoming_health_pending_view as
  select community_id, receipt_id, webhook_id, state, due_at from incoming_pending;

-- Something that somebody should look at. It is open once per kind and webhook, and closes by itself.
create table insights_alerts (
  community_id uuid not null,
  id uuid not null,
  kind text collate "C" not null check (kind in ('pending', 'failing', 'silent', 'refused')),
  webhook_id uuid not null,
  facts jsonb not null,
  opened_at timestamptz not null default guildhall_now(),
  closed_at timestamptz,
  muted_at timestamptz,
  mailed_at timestamptz,
  primary key (community_id, id)
);
create unique index insights_alerts_open on insights_alerts (community_id, kind, webhook_id) where closed_at is null;

-- Webhooks whose silence is an alert, because their owner asked for it.
create table insights_silences (
  community_id uuid not null,
  webhook_id uuid not null,
  after_hours integer not null check (after_hours between 1 and 720),
  primary key (community_id, webhook_id)
);

-- The economy by day and source, kept by a reader of the event log. A source is what the gamification log calls
-- the action; adjustments by hand are one source.
create table insights_economy_days (
  community_id uuid not null,
  asset text collate "C" not null,
  day date not null,
  source text collate "C" not null,
  issued bigint not null default 0,
  spent bigint not null default 0,
  issue_count bigint not null default 0,
  spend_count bigint not null default 0,
  primary key (community_id, asset, day, source)
);

-- Running sums over all days, so that no page adds up the past.
create table insights_economy_sums (
  community_id uuid not null,
  asset text collate "C" not null,
  issued bigint not null default 0,
  spent bigint not null default 0,
  holders bigint not null default 0,
  primary key (community_id, asset)
);

-- From the start of the log: what happened before this version counts as well.
insert into event_readers (name, xid, sequence) values ('insights.economy', '0', 0);

-- The one sample community of an installation, while it is being made, is there, or is being removed.
alter table communities add column is_sample boolean not null default false;
create or replace view communities_view as
  select id, name, owner_member_id, is_sample from communities;

create table samples_sample (
  is_the_one boolean primary key default true check (is_the_one),
  sample_id uuid,
  -- Who is making it; an earlier run that is not dead after all sees that it was replaced.
  run_id uuid,
  state text collate "C" not null check (state in ('making', 'ready', 'removing')),
  done_count bigint not null default 0,
  total_count bigint not null default 0,
  owner_account_id uuid not null,
  started_at timestamptz not null default guildhall_now()
);
