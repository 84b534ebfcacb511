-- Whether a game is told aliases of its players instead of their e-mails: a setting of its app, kept here as well, because
-- what it is told is written down when a delivery is planned.
alter table outgoing_endpoints add column tells_aliases boolean not null default false;
