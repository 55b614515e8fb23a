-- What is to be done next with a record is its next task, meeting or call. What deals said in fields of their own becomes a task of
-- each: open where the deal is, done where it is closed, in the trash where the deal is.
insert into "task" (id, title, customer, about, status, priority, due_at, done_at, owner, created_at, created_by, updated_at, version, deleted_at)
select gen_random_uuid(), coalesce(nullif(btrim(d.next_step), ''), d.name), d.customer, 'deal/' || d.id, case when d.status = 'open' then 'open' else 'done' end,
  'normal', (d.next_step_on + time '09:00') at time zone 'UTC', case when d.status = 'open' then null else coalesce(d.closed_at, d.updated_at) end,
  d.owner, now(), d.owner, now(), 1, d.deleted_at
from "deal" d
where btrim(d.next_step) <> '' or d.next_step_on is not null;

drop index if exists "ix_deal_next_step_on_8f33be5d";

alter table "deal" drop column "next_step";

alter table "deal" drop column "next_step_on";
