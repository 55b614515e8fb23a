import type { Runner } from '@rapport/server/database/runner.ts'
import { sql } from '@rapport/server/database/sql.ts'

const step = 50_000

/**
 * A million customers made by the database itself: names of 40 × 50 words, 20 countries, three lifecycles, spread over
 * two years, with e-mail, phone, numbers and search tokens as the engine would write them.
 */
export async function fillCustomers(db: Runner, count: number, tell: (sentence: string) => void): Promise<void> {
  const { standing } = await db.one<{ standing: number }>(sql`select count(*)::int as standing from customer`)
  for (let from = standing; from < count; from += step) {
    await db.run(batch(from, Math.min(count, from + step)))
    if (from % 200_000 === 0) tell(`${from} customers`)
  }
  if (standing >= count) return
  await db.run(sql`vacuum analyze customer`)
  await db.run(sql`checkpoint`)
}

const batch = (from: number, to: number) => sql`
  with drawn as (
    select i, (array['Ada','Ben','Clara','David','Emma','Felix','Grace','Henry','Ida','Jonas','Kara','Leo','Mia','Noah',
        'Olga','Paul','Quinn','Rosa','Sam','Tara','Uwe','Vera','Willem','Xenia','Yann','Zoe','Li','Wei','Fang','Jun',
        'Mei','Tao','Anna','Boris','Cecile','Dario','Elif','Fatima','Goran','Hana'])[1 + (hashint4(i) & 2147483647) % 40] as first,
      'S' || chr(97 + (hashint4(i + 7) & 2147483647) % 26) || substr(md5((i % 5003)::text), 1, 6) as last,
      (array['Germany','France','Spain','Italy','China','Japan','Canada','Brazil','India','Norway','Sweden','Poland',
        'Austria','Belgium','Ireland','Greece','Turkey','Chile','Peru','Kenya'])[1 + (hashint4(i + 3) & 2147483647) % 20] as country,
      (array['prospective','active','lapsed'])[1 + (hashint4(i + 5) & 2147483647) % 3] as lifecycle,
      timestamptz '2026-11-01' - make_interval(secs => (hashint4(i + 9) & 2147483647) % 63000000) as at,
      ((hashint4(i + 11) & 2147483647) % 1000000) / 100.0 as value
    from generate_series(${from + 1}::int, ${to}::int) i)
  insert into customer (id, type, name, first_name, last_name, emails, phones, country, lifecycle, source, external_id,
    orders, revenue, cost, value, last_order_at, owner, created_at, created_by, updated_at, version, search)
  select uuidv7(at - now()), 'person', first || ' ' || last, first, last,
    jsonb_build_array(jsonb_build_object('value', lower(first || '.' || last || i) || '@example.com')),
    jsonb_build_array(jsonb_build_object('value', '+4930' || lpad(i::text, 7, '0'))),
    country, lifecycle, 'import', 'C' || i, i % 30, value * 2, value, value, at + interval '20 days', null, at, null, at, 1,
    (select array_agg(distinct internal.token_number(token)) from unnest(array[lower(left(first, 2)), lower(left(first, 3)), lower(left(first, 4)), lower(left(last, 2)), lower(left(last, 3)),
      lower(left(last, 4)), 'ex', 'exa', 'exam', 'c' || left(i::text, 1), 'c' || left(i::text, 2), 'c' || left(i::text, 3)]) token)
  from drawn`
