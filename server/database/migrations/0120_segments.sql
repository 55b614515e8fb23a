-- What the latest good run of a kind of analytic work found. A run that fails or is cancelled leaves it as it is.
create table insight.result (
  kind text primary key,
  at timestamptz not null,
  content jsonb not null
);
