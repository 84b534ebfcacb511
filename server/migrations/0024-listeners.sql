-- Listeners: endpoints whose deliveries are fetched over the API by `guildhall listen` instead of being sent.

-- When somebody last asked for its deliveries; null for an endpoint that is sent to. Its lane is held for good, so that
-- no sender serves it.
alter table outgoing_endpoints add column listened_at timestamptz;
create index outgoing_endpoints_listeners on outgoing_endpoints (listened_at)
  where listened_at is not null and deleted_at is null;

-- One on a developer's machine fails as often as its developer wants: nobody is told.
create or replace view outgoing_health_view as
  select endpoint.community_id, endpoint.id as endpoint_id, endpoint.name,
         endpoint.paused_at is not null as is_paused, endpoint.disabled_at, endpoint.disabled_reason,
         lane.failing_since, lane.last_success_at, lane.last_status, lane.last_failure
  from outgoing_endpoints endpoint
  join outgoing_lanes lane on lane.community_id = endpoint.community_id and lane.endpoint_id = endpoint.id
  where endpoint.deleted_at is null and endpoint.listened_at is null;
