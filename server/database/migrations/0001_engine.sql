-- What every change of a record leaves behind. `tx` orders changes by commit: readers go no further than the oldest
-- transaction still open, so that none is skipped. Partition-ready: no unique key but the id, no foreign keys.
create table change (
  id uuid primary key,
  at timestamptz not null,
  person uuid,
  via text not null,
  object text not null,
  record uuid not null,
  verb text not null,
  version integer not null,
  before jsonb,
  after jsonb,
  batch uuid,
  tx xid8 not null default pg_current_xact_id()
);
create index change_record on change (object, record, id);
create index change_batch on change (batch) where batch is not null;
create index change_order on change (tx, id);

-- Fields and objects that users added.
create table custom_definition (
  kind text not null check (kind in ('field', 'object')),
  object text not null,
  name text not null,
  definition jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  primary key (object, kind, name)
);

-- A create that is sent twice with one key is done once.
create table idempotency (
  person uuid not null,
  key text not null,
  object text not null,
  digest text not null,
  record uuid not null,
  at timestamptz not null,
  primary key (person, key)
);
create index idempotency_at on idempotency (at);

-- What customers did. Append-only, written in batches, read by customer or through aggregates grouped by customer.
create table event (
  customer_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  type text not null,
  channel text,
  campaign_id uuid,
  product_id uuid,
  properties jsonb,
  primary key (customer_id, at, id)
) partition by range (at);
create table event_rest partition of event default;
