-- Plans of offers: what was asked, what it comes to, and what every limit is worth.
create table insight.plan (
  id uuid primary key,
  name text not null,
  made_at timestamptz not null,
  made_by uuid,
  settings jsonb not null,
  figures jsonb not null,
  -- When its lines became tasks.
  carried_at timestamptz
);

-- One product offered to one customer by one channel. People fix lines and take them out.
create table insight.plan_line (
  id uuid primary key,
  plan uuid not null references insight.plan (id) on delete cascade,
  customer uuid not null references customer (id) on delete cascade,
  product uuid not null references product (id) on delete cascade,
  channel text not null,
  state text not null check (state in ('planned', 'fixed', 'excluded')),
  price double precision not null,
  cost double precision not null,
  pieces double precision not null,
  chance double precision not null,
  gain double precision not null,
  spends double precision not null,
  task uuid
);
create index plan_line_gain on insight.plan_line (plan, gain desc, id);
create index plan_line_customer on insight.plan_line (customer);
create index plan_line_product on insight.plan_line (product);
