alter table "stage" add column "card_limit" integer;

alter table "stage" add column "colour" text;

-- Limits that boards kept for stages in their layout become the stages' own.
update stage s set card_limit = coalesce((kept.lane ->> 'limit')::integer, s.card_limit), stale_days = coalesce((kept.lane ->> 'stale')::integer, s.stale_days)
from (select lanes.key as id, lanes.value as lane from layout l, jsonb_each(l.settings::jsonb -> 'lanes' -> 'stage') lanes
  where l.object = 'deal' and l.place = 'board' and l.role is null and l.deleted_at is null and jsonb_typeof(l.settings::jsonb -> 'lanes' -> 'stage') = 'object') kept
where s.id::text = kept.id;
