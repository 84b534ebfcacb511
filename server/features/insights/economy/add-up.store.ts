/**
 * The SQL of adding up what events say of currencies, by day and source: one statement over many events, which never
 * leave the database. Sums for charts end at 2^53-1, where numbers stop being exact, instead of failing.
 */
import { sql } from 'kysely'
import { amountMax } from '../../../../contracts/values.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { eventsWithin, type Passed } from '../../../platform/events/reader.ts'

/** What adjusts by hand gives a reason of its own each time; all of them are one source. */
export const byHand = 'Adjustment by hand'
const sourceLengthMax = 100

/*
 * `moved` is the part of the amount that came from or went into holds and the treasury: neither issued nor spent. What
 * members hold changes with every move, so the sums of both sides differ by it. Rows are locked in the order of their
 * keys.
 */
export async function addUp(tx: Transaction, passed: Passed): Promise<void> {
  await sql`
    with changes as materialized (
      select event.community_id, change.asset, (event.created_at at time zone 'UTC')::date as day,
             case when event.cause_kind = 'request' and starts_with(change.action, 'Adjustment') then ${byHand}
                  else left(change.action, ${sourceLengthMax}) end as source,
             change.amount, change.balance, change.amount - coalesce(change.moved, 0) as flowed
      from ${eventsWithin(passed)} as event
      cross join lateral json_to_record(event.payload)
        as change (asset text, action text, amount bigint, balance bigint, moved bigint)
      where event.type = 'currency.changed'
    ), days as (
      insert into insights_economy_days as known
        (community_id, asset, day, source, issued, spent, issue_count, spend_count)
      select community_id, asset, day, source,
             least(sum(greatest(flowed, 0)), ${amountMax}), least(sum(greatest(-flowed, 0)), ${amountMax}),
             count(*) filter (where flowed > 0), count(*) filter (where flowed < 0)
      from changes where flowed <> 0
      group by community_id, asset, day, source
      order by community_id, asset, day, source
      on conflict (community_id, asset, day, source) do update
      set issued = least(known.issued + excluded.issued, ${amountMax}::bigint),
          spent = least(known.spent + excluded.spent, ${amountMax}::bigint),
          issue_count = known.issue_count + excluded.issue_count,
          spend_count = known.spend_count + excluded.spend_count
    )
    insert into insights_economy_sums as known (community_id, asset, issued, spent, holders)
    select community_id, asset,
           least(sum(greatest(amount, 0)), ${amountMax}), least(sum(greatest(-amount, 0)), ${amountMax}),
           count(*) filter (where balance > 0) - count(*) filter (where balance - amount > 0)
    from changes
    group by community_id, asset
    order by community_id, asset
    on conflict (community_id, asset) do update
    set issued = least(known.issued + excluded.issued, ${amountMax}::bigint),
        spent = least(known.spent + excluded.spent, ${amountMax}::bigint),
        holders = known.holders + excluded.holders`.execute(tx)
}
