-- Plans of who takes which lead: what was asked, what it comes to, and what one more place of each person is worth.
create table insight.assignment_plan (
  id uuid primary key,
  name text not null,
  made_at timestamptz not null,
  made_by uuid,
  settings jsonb not null,
  figures jsonb not null,
  -- When its lines were written as owners, and the bulk change that takes it back.
  assigned_at timestamptz,
  batch uuid
);

-- One lead: who takes it, and what everybody would make of it. People give lines to others and take them out.
create table insight.assignment_line (
  id uuid primary key,
  plan uuid not null references insight.assignment_plan (id) on delete cascade,
  record uuid not null,
  person uuid,
  -- Who had it when the plan was made.
  former uuid,
  state text not null check (state in ('planned', 'fixed', 'excluded')),
  amount double precision not null,
  value double precision not null,
  options jsonb not null,
  assigned boolean not null default false
);
create index assignment_line_value on insight.assignment_line (plan, value desc, id);
