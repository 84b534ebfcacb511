-- Keys of writes that were done and whose answers are not kept any more: a repeat is refused for ever. `digest` is SHA-256 of
-- scope, space and key. What was refused under a key leaves nothing behind.
create table idempotency_spent (digest bytea primary key);
alter table idempotency_keys add column is_done boolean not null default true;
