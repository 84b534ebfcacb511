-- Which master key the secrets here are sealed under, by its fingerprint: a start with another one is refused instead of
-- sealing new secrets under that, which nobody could tell apart later.
create table known_key (
  is_the_one boolean primary key default true check (is_the_one),
  fingerprint text collate "C" not null,
  -- Some secrets are sealed under it already, and some under the one before.
  is_changing boolean not null default false,
  known_since timestamptz not null default guildhall_now()
);
