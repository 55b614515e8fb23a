-- Plans of visits: what was asked, and what the plan comes to. Without figures: still being made.
create table insight.visit_plan (
  id uuid primary key,
  name text not null,
  made_at timestamptz not null,
  made_by uuid,
  settings jsonb not null,
  figures jsonb,
  -- When its visits were first put in the calendar.
  carried_at timestamptz
);
create index visit_plan_made on insight.visit_plan (made_by, made_at desc);

-- Somebody who might be visited: in a round and at a place in it, or left out, and why.
create table insight.visit (
  id uuid primary key,
  plan uuid not null references insight.visit_plan (id) on delete cascade,
  customer uuid not null references customer (id) on delete cascade,
  -- The ticket or task that it is for.
  about text,
  value double precision not null,
  minutes double precision not null,
  opens double precision,
  closes double precision,
  due date,
  lat double precision,
  lng double precision,
  -- exact, town, or why there is no place.
  place text not null,
  state text not null check (state in ('planned', 'locked', 'out')),
  round integer,
  at integer,
  why text,
  adds double precision,
  meeting uuid
);
create index visit_of_plan on insight.visit (plan, round, at);
create index visit_customer on insight.visit (customer);
