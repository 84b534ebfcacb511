-- Alerts of outgoing webhooks: they fail for long, were disabled, or are back.

-- What the last attempt that counted against the receiver met: its answer, or why there was none.
alter table outgoing_lanes add column last_status smallint, add column last_failure text;

-- What `insights` reads of outgoing webhooks.
create view outgoing_health_view as
  select endpoint.community_id, endpoint.id as endpoint_id, endpoint.name,
         endpoint.paused_at is not null as is_paused, endpoint.disabled_at, endpoint.disabled_reason,
         lane.failing_since, lane.last_success_at, lane.last_status, lane.last_failure
  from outgoing_endpoints endpoint
  join outgoing_lanes lane on lane.community_id = endpoint.community_id and lane.endpoint_id = endpoint.id
  where endpoint.deleted_at is null;

-- An alert is about an incoming webhook or about an endpoint; which of them, its kind tells.
alter table insights_alerts rename column webhook_id to subject_id;
alter table insights_alerts drop constraint insights_alerts_kind_check;
alter table insights_alerts add constraint insights_alerts_kind_check check (kind in (
  'pending', 'failing', 'silent', 'refused', 'endpoint_failing', 'endpoint_disabled', 'endpoint_recovered'));
-- The troubles an endpoint had, to tell once that they are over.
create index insights_alerts_subject on insights_alerts (community_id, subject_id, kind, opened_at);
