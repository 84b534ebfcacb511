-- Receipts that wait until somebody is a member: whom for, and until when, beside the state of the pending row.

alter table incoming_pending
  drop constraint incoming_pending_state_check,
  -- Of which kind the identifier is, and its normal form, as in communities_members.
  add column awaited_identifier text collate "C" check (awaited_identifier in ('email', 'username')),
  add column awaited_key text collate "C",
  -- Stays while the receipt is tried again, so that the wait as a whole has one end.
  add column awaited_until timestamptz,
  add constraint incoming_pending_state_check
    check (state in ('queued', 'no_mapping', 'paused', 'awaiting_member')),
  add constraint incoming_pending_awaited_check check (
    (state = 'awaiting_member') = (awaited_identifier is not null)
    and (awaited_identifier is null) = (awaited_key is null)
    and (state <> 'awaiting_member' or awaited_until is not null)
  );
create index incoming_pending_awaited on incoming_pending (community_id, awaited_identifier, awaited_key)
  where state = 'awaiting_member';
create index incoming_pending_awaited_until on incoming_pending (awaited_until) where state = 'awaiting_member';

-- What waits for a member waits neither for the workers nor for the owner, and is no sign of ill health.
create or replace view incoming_health_pending_view as
  select community_id, receipt_id, webhook_id, state, due_at from incoming_pending where state <> 'awaiting_member';

-- The few events that let receipts go, so that their reader passes over all others without looking at them.
create index events_of_awaiting on events (xid, sequence)
  where type in ('member.joined', 'member.changed', 'receipt.deferred');
insert into event_readers (name, xid, sequence)
values ('incoming.awaiting', pg_snapshot_xmin(pg_current_snapshot()), 0);
