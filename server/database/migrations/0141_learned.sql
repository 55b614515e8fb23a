-- Which records a version learned from, and from how many rows of each: so that it is known which versions hold something of
-- whoever is erased or refuses profiling. `record` follows merges, `origin` is the record that was learned from.
create table insight.learned (
  version uuid not null references model_version (id) on delete cascade,
  origin uuid not null,
  record uuid not null,
  rows integer not null,
  primary key (version, origin)
);
create index learned_record on insight.learned (record);

-- Rows of insights that a merge pointed to the kept record, so that an un-merge can give them back.
create table insight.moved (
  origin uuid not null,
  kept uuid not null,
  what text not null,
  key text not null,
  primary key (origin, what, key)
);

create index change_destroyed on change (object, record) where verb = 'destroy';
