-- What the webhooks of apps are told besides counts.

-- Active time, of webhooks that are there already; those made later choose it themselves.
update outgoing_endpoints set event_types = event_types || '{active_time.changed}'
where style = 'fingi' and not 'active_time.changed' = any(event_types);
