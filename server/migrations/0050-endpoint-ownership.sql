-- Whether a receiver was asked to prove that it wants what it is sent, and has. One that was asked and has not is sent little.
alter table outgoing_endpoints
  add column ownership text collate "C" not null default 'unasked' check (ownership in ('unasked', 'pending', 'proved')),
  add column ownership_proved_at timestamptz;
