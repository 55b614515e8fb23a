-- Plans of a budget over channels: what was asked, the curves that were learned, and what each total comes to.
create table insight.budget_plan (
  id uuid primary key,
  name text not null,
  made_at timestamptz not null,
  made_by uuid,
  settings jsonb not null,
  figures jsonb not null,
  -- What people set by hand: an amount by channel; null while the plan stands as it was found.
  amounts jsonb
);
