-- Sessions in which an administrator looks through the eyes of somebody else.
create table auth.viewing (
  session uuid primary key references auth.session (id) on delete cascade,
  person uuid not null,
  since timestamptz not null
);
