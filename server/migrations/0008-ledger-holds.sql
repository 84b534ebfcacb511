-- Holds: pending transfers. What is held lies in an account of its own, so that it can be spent by nothing else; the
-- balance of that account is what remains of the hold.

create table ledger_holds (
  community_id uuid not null,
  id uuid not null,
  purpose text not null,
  asset text collate "C" not null,
  -- Whom it was taken from, and to whom goes back what is not posted.
  holder_kind text collate "C" not null check (holder_kind in ('member', 'treasury')),
  holder_id uuid not null,
  amount bigint not null check (amount > 0),
  posted bigint not null default 0 check (posted >= 0),
  returned bigint not null default 0 check (returned >= 0),
  remaining bigint not null check (remaining >= 0),
  state text collate "C" not null default 'pending' check (state in ('pending', 'posted', 'voided', 'expired')),
  expires_at timestamptz,
  actor_kind text collate "C" not null,
  actor_id uuid,
  actor_label text not null,
  created_at timestamptz not null default guildhall_now(),
  ended_at timestamptz,
  primary key (community_id, id),
  constraint ledger_holds_sum check (amount = posted + returned + remaining),
  constraint ledger_holds_pending check ((state = 'pending') = (remaining > 0))
);
create index ledger_holds_pending_list on ledger_holds (community_id, id) where state = 'pending';
create index ledger_holds_holder on ledger_holds (community_id, holder_id, id);
-- What the sweep of expired holds looks for.
create index ledger_holds_due on ledger_holds (expires_at) where state = 'pending' and expires_at is not null;
