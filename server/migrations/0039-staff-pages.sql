-- How far a run of the conservation proof is, for whoever waits for it.
alter table ledger_conservation_runs
  add column steps_done integer not null default 0 check (steps_done >= 0),
  add column step_count integer not null default 0,
  add constraint ledger_conservation_runs_steps check (steps_done <= step_count);

-- Who compared; runs that were made before do not say.
alter table items_reconciliations
  add column actor_kind text collate "C",
  add column actor_id uuid,
  add column actor_label text,
  add constraint items_reconciliations_actor check ((actor_kind is null) = (actor_label is null));

-- What was done about a run names it as its reference.
create index items_postings_reference on items_postings (community_id, app_id, reference, id)
  where reference is not null;
