-- The cases that a version was judged by: what it said of each before it was known, and what came. At most 20,000 a version.
create table insight.judged (
  version uuid not null references model_version (id) on delete cascade,
  record uuid not null,
  at timestamptz not null,
  said double precision not null,
  came double precision not null
);
create index judged_version on insight.judged (version);
