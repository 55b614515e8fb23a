-- Arithmetic of formulas: exact, twenty digits after the point, nothing at or above 10^25; agrees with vocabulary/define/expression/decimal.ts.
create function rapport_number(value numeric) returns numeric language sql immutable strict parallel safe as
  $$ select case when abs(value) < 1e25 then round(value, 20) end $$;
create function rapport_number(value double precision) returns numeric language sql immutable strict parallel safe as
  $$ select case when abs(value) < 1e25 then round(value::numeric, 20) end $$;
create function rapport_times(a numeric, b numeric) returns numeric language sql immutable strict parallel safe as
  $$ select case when abs(product) < 1e25 then product end from (select round(a * b, 20) as product) made $$;
create function rapport_divided(a numeric, b numeric) returns numeric language sql immutable strict parallel safe as
  $$ select case when abs(quotient) < 1e25 then quotient end from (select case when b <> 0 then
    sign(a) * sign(b) * div(2 * abs(a) * 100000000000000000000 + abs(b), 2 * abs(b)) * 0.00000000000000000001 end as quotient) made $$;
create function rapport_day(day date) returns date language sql immutable strict parallel safe as
  $$ select case when day between '0001-01-01' and '9999-12-31' then day end $$;
create function rapport_add_days(day date, days numeric) returns date language sql immutable strict parallel safe as
  $$ select case when floor(days) between '0001-01-01'::date - day and '9999-12-31'::date - day then day + floor(days)::integer end $$;
create function rapport_add_months(day date, months numeric) returns date language sql immutable strict parallel safe as
  $$ select case when floor(months) between -12 * extract(year from day) and 12 * (10000 - extract(year from day))
    then rapport_day((day + make_interval(months => floor(months)::integer))::date) end $$;
-- Formulas with today() are worked out anew every night by UTC.
create function rapport_today() returns date language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('rapport.today', true), '')::date, (now() at time zone 'UTC')::date) $$;

-- Records whose derived fields are being worked out anew, after a formula was added or changed.
create table recount (
  object text primary key,
  fields text[] not null,
  total bigint not null,
  done bigint not null default 0,
  last uuid not null default '00000000-0000-0000-0000-000000000000',
  started_at timestamptz not null,
  failed text
);
