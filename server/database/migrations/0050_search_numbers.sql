-- Search tokens become numbers: a quarter of the work of keeping their indexes goes, and half of the room.

-- The number of a token, as server/records/token-set.ts makes it: FNV-1a of 32 bits over UTF-16 units.
create function internal.token_number(token text) returns int language plpgsql immutable strict parallel safe as $$
declare
  hash bigint := 2166136261;
  point int;
begin
  for i in 1..length(token) loop
    point := ascii(substr(token, i, 1));
    if point > 65535 then
      hash := ((hash # (55296 + ((point - 65536) >> 10))) * 16777619) & 4294967295;
      point := 56320 + ((point - 65536) & 1023);
    end if;
    hash := ((hash # point) * 16777619) & 4294967295;
  end loop;
  return case when hash > 2147483647 then hash - 4294967296 else hash end;
end $$;

create function internal.token_numbers(tokens text[]) returns int[] language plpgsql immutable strict parallel safe as $$
declare
  numbers int[] := '{}';
  token text;
begin
  foreach token in array tokens loop
    numbers := numbers || internal.token_number(token);
  end loop;
  return numbers;
end $$;

-- Every table whose records are searched, those of users' own objects too. Each is written anew once, with its indexes.
create procedure internal.search_by_numbers() language plpgsql as $$
declare
  searched regclass;
begin
  for searched in
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'search' and a.atttypid = 'text[]'::regtype
  loop
    execute format('alter table %s alter column search type int[] using internal.token_numbers(search)', searched);
    execute format('analyze %s (search)', searched);
  end loop;
end $$;

call internal.search_by_numbers();
