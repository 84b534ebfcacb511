/**
 * The past of a large community, written straight into the tables by the database itself: what a year of webhooks
 * leaves behind, in the shape in which it is most in the way.
 *
 * Receipts come evenly over 300 days from ten webhooks. In a hundred, one failed, one is a repeat, the others paid one
 * coin. The quiet webhook has sent nothing since the first tenth, so everything else lies on top of it. The newest
 * twentieth is an outage: four of five receipts failed, the others wait (paused, without a mapping, for a member).
 */
import pg from 'pg'
import { secondaryIndexes } from './indexes.ts'

export interface HistoryPlan {
  communityId: string
  /** The first gets most; the last is the quiet one; three and two before it are the paused one and the unmapped. */
  webhooks: { id: string; name: string }[]
  fieldId: string
  receiptCount: number
  memberCount: number
}

export const historyDays = 300
const outageShare = 0.05

/** How the numbers of receipts become moments: for the benchmark to ask for a part of the past. */
export function momentOf(plan: Pick<HistoryPlan, 'receiptCount'>, endMs: number, number: number): number {
  return endMs - Math.round(((plan.receiptCount - number) * historyDays * 86_400_000) / plan.receiptCount)
}

/** The first receipt of the outage, and in how many receipts of it a failed one comes four times. */
export const outageStart = (receiptCount: number) => Math.floor(receiptCount * (1 - outageShare))
export const outageCycle = 5

export async function writeHistory(
  connection: pg.PoolConfig,
  plan: HistoryPlan,
  endMs: number,
  say: (line: string) => void,
): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 3 })
  // Told by the statement that fails; without anybody who listens it would end the process.
  pool.on('error', () => {})
  const run = async (title: string, text: string) => {
    const started = Date.now()
    await pool.query(`set maintenance_work_mem = '1GB'; set work_mem = '256MB'; ${text}`)
    say(`  ${title}: ${((Date.now() - started) / 1000).toFixed(0)} s`)
  }
  await run('words', words(plan, endMs))
  await run('partitions of the past', partitions)
  const indexes = await secondaryIndexes(pool)
  await run('indexes put aside', indexes.drop)
  await run('members', members)
  // Two at a time: as many cores as the smallest machine has.
  await Promise.all([
    run('receipts', receipts).then(() => run('outcomes', outcomes)),
    run('events', events)
      .then(() => run('transfers', transfers))
      .then(() => run('postings', postings)),
  ])
  await run('the rest', rest)
  await Promise.all(indexes.create.map((part, index) => run(`indexes ${index + 1}`, part)))
  await run('sums', sums)
  await run('readers', readers)
  await pool.query('drop schema bench cascade')
  await pool.query('vacuum analyze')
  await pool.query('checkpoint')
  await pool.end()
}

/** What the statements below share: the plan as a row, and the way from a receipt's number to everything else. */
const words = ({ communityId, webhooks, fieldId, receiptCount, memberCount }: HistoryPlan, endMs: number) => `
  create schema bench;
  create table bench.plan as select '${communityId}'::uuid as community_id, '${fieldId}'::uuid as field_id,
    array[${webhooks.map(({ id }) => `'${id}'`).join()}]::uuid[] as webhook_ids,
    array[${webhooks.map(({ name }) => `'${name}'`).join()}]::text[] as webhook_names;
  create function bench.ms(n bigint) returns bigint language sql immutable
    as $$ select ${endMs} - ((${receiptCount} - n) * ${historyDays * 86_400_000}::numeric / ${receiptCount})::bigint $$;
  create function bench.id(ms bigint, kind text, n bigint) returns uuid language sql immutable
    as $$ select (lpad(to_hex(ms), 12, '0') || '7' || kind || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
  create function bench.member_number(n bigint) returns bigint language sql immutable
    as $$ select (n * 7919) % ${memberCount} $$;
  create function bench.member_id(number bigint) returns uuid language sql immutable
    as $$ select bench.id(${endMs - historyDays * 86_400_000}, '00d', number) $$;
  create view bench.receipts as
    select plan.*, n, ms, bench.id(ms, '00a', n) as id, to_timestamp(ms / 1000.0) as created_at,
           bench.member_id(bench.member_number(n)) as member_id, bench.member_number(n) as member_number,
           webhook_ids[webhook] as webhook_id, webhook_names[webhook] as webhook_name, state
    from (
      select n, bench.ms(n) as ms,
        case
          when n >= ${outageStart(receiptCount)} and n % ${outageCycle} > 0 then 1
          when n >= ${outageStart(receiptCount)} then case n / ${outageCycle} % 3 when 0 then 7 when 1 then 8 else 1 end
          when n < ${Math.floor(receiptCount / 10)} and n % 20 = 0 then 10
          when n % 100 < 70 then 1
          else (n % 100 - 70) / 4 + 2
        end as webhook,
        case
          when n >= ${outageStart(receiptCount)} and n % ${outageCycle} > 0 then 'failed'
          when n >= ${outageStart(receiptCount)}
            then case n / ${outageCycle} % 3 when 0 then 'paused' when 1 then 'no_mapping' else 'awaiting_member' end
          when n % 101 = 7 then 'failed'
          when n % 103 = 9 then 'duplicate'
          else 'applied'
        end as state
      from generate_series(0, ${receiptCount} - 1) as n
    ) as numbered cross join bench.plan;
  create table bench.size as select ${receiptCount} as receipt_count, ${memberCount} as member_count;`

/** As if the server had run all year: a partition for each month. */
const partitions = `
  do $$
  declare month timestamptz; parent text;
  begin
    for ahead in 1..11 loop
      month := date_trunc('month', now(), 'UTC') - make_interval(months => ahead);
      foreach parent in array array['incoming_receipts', 'ledger_transfers', 'events', 'fields_histories'] loop
        execute format('create table %I partition of %I for values from (%L) to (%L)',
          parent || '_' || to_char(month at time zone 'UTC', 'YYYY_MM'), parent,
          guildhall_id_floor(month), guildhall_id_floor(month + interval '1 month'));
      end loop;
    end loop;
  end $$`

const members = `
  insert into communities_members (community_id, id, email, email_key, username, username_key, display_name, display_name_key, joined_at)
  select community_id, bench.member_id(n), 'm' || n || '@example.com', 'm' || n || '@example.com', 'm' || n, 'm' || n,
         'Player ' || n, 'player ' || n, to_timestamp(bench.ms(0) / 1000.0)
  from bench.plan, generate_series(0, (select member_count from bench.size) - 1) as n`

const receipts = `
  insert into incoming_receipts (community_id, id, webhook_id, webhook_name, body, headers, content_type, source, is_encrypted, created_at)
  select community_id, id, webhook_id, webhook_name,
         convert_to('{"event":"match.finished","match":{"id":"h-' || n || '","map":"Old Quarry","mode":"ranked","seconds":1431},"player":{"email":"m' || member_number || '@example.com","level":12,"region":"eu-west"},"score":{"kills":11,"deaths":4,"assists":7},"reward":{"coins":1,"reason":"win","streak":3}}', 'UTF8'),
         '[{"name":"host","value":"play.example.com"},{"name":"content-type","value":"application/json"},{"name":"user-agent","value":"game-server/2.4"}]',
         'application/json', '203.0.113.7', false, created_at
  from bench.receipts`

const outcomes = `
  insert into incoming_outcomes (community_id, receipt_id, webhook_id, status, outcome, failure, mapping_version, run_number, duplicate_of, finished_at)
  select community_id, id, webhook_id,
         case state when 'failed' then 'failed' else 'success' end,
         case state when 'failed' then null else state end,
         case state when 'failed' then '{"reason":"User not found","detail":"Nobody here has this e-mail.","path":"$.player.email","value":"somebody","line":null,"element":null}'::json end,
         1, 1, case state when 'duplicate' then bench.id(bench.ms(n - 1), '00a', n - 1) end, created_at
  from bench.receipts where state in ('applied', 'failed', 'duplicate');
  insert into incoming_pending (community_id, receipt_id, webhook_id, state, body_bytes, due_at, awaited_identifier, awaited_key, awaited_until)
  select community_id, id, webhook_id, state, 260, created_at,
         case state when 'awaiting_member' then 'email' end,
         case state when 'awaiting_member' then 'later' || n || '@example.com' end,
         case state when 'awaiting_member' then now() + interval '20 days' end
  from bench.receipts where state in ('paused', 'no_mapping', 'awaiting_member')`

const events = `
  insert into events (community_id, id, type, subject_id, payload, actor_kind, actor_id, actor_label, cause_kind, cause_id, created_at)
  select community_id, bench.id(ms, '00c', n),
         case state when 'applied' then 'currency.changed' else 'receipt.failed' end,
         case state when 'applied' then member_id else id end,
         case state when 'applied'
           then json_build_object('memberId', member_id, 'asset', 'coins', 'amount', 1, 'balance', n / 1000000 + 1, 'action', webhook_name)
           else json_build_object('receiptId', id, 'webhookId', webhook_id, 'webhookName', webhook_name, 'reason', 'User not found', 'at', created_at) end,
         'webhook', webhook_id, webhook_name, 'receipt', id, created_at
  from bench.receipts where state in ('applied', 'failed')`

const transfers = `
  insert into ledger_transfers (community_id, id, cause_id, cause_kind, line, asset, amount, from_kind, to_kind, to_id, to_balance, action, actor_kind, actor_id, actor_label, created_at)
  select community_id, bench.id(ms, '00b', n), id, 'receipt', 0, 'coins', 1, 'issuer', 'member', member_id,
         n / (select member_count from bench.size) + 1, webhook_name, 'webhook', webhook_id, webhook_name, created_at
  from bench.receipts where state = 'applied'`

const postings = `
  insert into ledger_postings (community_id, cause_id, cause_kind, first_transfer_id, last_transfer_id)
  select community_id, id, 'receipt', bench.id(ms, '00b', n), bench.id(ms, '00b', n)
  from bench.receipts where state = 'applied'`

const rest = `
  insert into incoming_event_ids (community_id, webhook_id, digest, receipt_id, created_at)
  select community_id, webhook_id, sha256(convert_to('h-' || n, 'UTF8')), id, created_at
  from bench.receipts where state = 'applied' and n >= (select receipt_count * 0.9 from bench.size);
  insert into fields_values (community_id, member_id, field_id, value, updated_at)
  select community_id, bench.member_id(n), field_id, to_jsonb(n % 90), now()
  from bench.plan, generate_series(0, (select member_count from bench.size) - 1) as n;
  insert into fields_histories (community_id, id, member_id, field_id, before, after, source_kind, source_id, source_label, source_line, actor_kind, actor_id, actor_label, created_at)
  select community_id, bench.id(ms, '00e', n), member_id, field_id, to_jsonb(n % 90 - 1), to_jsonb(n % 90), 'receipt', id,
         webhook_name, 1, 'webhook', webhook_id, webhook_name, created_at
  from bench.receipts where state = 'applied' and n % 10 = 3;
  insert into incoming_hours (community_id, webhook_id, hour, success, failed)
  select community_id, webhook_id, date_trunc('hour', created_at, 'UTC'),
         count(*) filter (where state in ('applied', 'duplicate')), count(*) filter (where state = 'failed')
  from bench.receipts group by 1, 2, 3`

/** Sums that the program keeps itself, from what was written above. */
const sums = `
  insert into ledger_balances (community_id, holder_id, asset, holder_kind, amount)
  select community_id, bench.member_id(n), 'coins', 'member', coalesce(amount, 0)
  from bench.plan cross join generate_series(0, (select member_count from bench.size) - 1) as n
  left join (select to_id, sum(amount) as amount from ledger_transfers group by to_id) as held on held.to_id = bench.member_id(n);
  insert into ledger_supplies (community_id, asset, shard, issued, held, holders)
  select community_id, asset, 0, sum(amount), sum(amount), count(*) filter (where amount > 0) from ledger_balances group by 1, 2;
  insert into communities_member_counts (community_id, shard, count)
  select community_id, 1, member_count from bench.plan, bench.size
  on conflict (community_id, shard) do update set count = communities_member_counts.count + excluded.count;
  insert into insights_economy_days (community_id, asset, day, source, issued, issue_count)
  select community_id, asset, (created_at at time zone 'UTC')::date, action, sum(amount), count(*) from ledger_transfers group by 1, 2, 3, 4;
  insert into insights_economy_sums (community_id, asset, issued, holders)
  select community_id, asset, sum(issued), sum(holders) from ledger_supplies group by 1, 2`

/** Everything above was told already: the readers of the log stand behind it. */
const readers = `update event_readers set xid = pg_snapshot_xmin(pg_current_snapshot()), sequence = 0`
