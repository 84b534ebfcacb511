-- An alert when the conservation proof finds what does not agree, or cannot be made.

-- What `insights` reads of the runs of the proof that have finished.
create view ledger_proof_view as
  select community_id, id as run_id, state, jsonb_array_length(problems::jsonb) as problem_count,
         problems::jsonb -> 0 ->> 'words' as first_problem, finished_at
  from ledger_conservation_runs where state <> 'running';

-- An alert is about an incoming webhook, an endpoint or the ledger; which of them, its kind tells.
alter table insights_alerts drop constraint insights_alerts_kind_check;
alter table insights_alerts add constraint insights_alerts_kind_check check (kind in (
  'pending', 'failing', 'silent', 'refused', 'endpoint_failing', 'endpoint_disabled', 'endpoint_recovered',
  'conservation_failed'));
