-- How far a run of the conservation proof is, for whoever waits for it.
alter table ledger_conservation_runs
  add column steps_done integer not null default 0 check (steps_done >= 0),
  add column step_count integer not null default 0,
  add constraint ledger_conservation_runs_steps check (steps_done <= step_count);
