-- Imports: a file on its way into records. They lie beside the objects, not among them: people see them through their own screens.
create table internal.import (
  id uuid primary key,
  created_at timestamptz not null,
  created_by uuid,
  -- Who started it, and the role of the key by which they did: it runs with those rights and no others.
  run_by uuid,
  run_role uuid,
  updated_at timestamptz not null,
  file_name text not null,
  file_size bigint not null,
  file_sha256 text not null,
  state text not null,
  -- What detection found, and what was chosen.
  detected jsonb,
  mapping jsonb,
  total integer,
  -- Rows that are done: where a restart goes on.
  done integer not null default 0,
  counts jsonb not null default '{}',
  problem jsonb,
  -- What undoing gave back, and which records it kept because they were changed since.
  undone jsonb,
  started_at timestamptz,
  ended_at timestamptz,
  -- Who runs it: a second runner, started too early after a crash of the first, stops at its next batch.
  runner uuid
);
create index import_created on internal.import (created_at desc, id desc);

create table internal.import_refused (
  import uuid not null references internal.import on delete cascade,
  line integer not null,
  cells text[] not null,
  reasons jsonb not null,
  primary key (import, line)
);

-- New records that may be ones that were there before.
create table internal.import_suspect (
  import uuid not null references internal.import on delete cascade,
  line integer not null,
  object text not null,
  record uuid not null,
  other uuid not null,
  field text not null,
  primary key (import, record, field)
);
