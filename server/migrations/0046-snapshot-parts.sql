-- A snapshot that is too large for one event is told in parts: it has arrived once all of them have.
alter table items_snapshots alter column event_id type uuid[] using array[event_id];
alter table items_snapshots rename column event_id to event_ids;
alter table items_snapshots add constraint items_snapshots_has_part check (cardinality(event_ids) > 0);
