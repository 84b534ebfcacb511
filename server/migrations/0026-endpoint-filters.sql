-- Filters: conditions that the payload of an event has to meet, all of them, to be sent to an endpoint.
alter table outgoing_endpoints add column filter json;
