-- Queues grow and shrink all day. Giving their last pages back takes a lock for which every sender would wait.
alter table incoming_pending set (vacuum_truncate = off);
alter table outgoing_queue set (vacuum_truncate = off);
