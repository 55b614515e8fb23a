import { eventFields, mostEvents } from '@rapport/vocabulary/customers/event.ts'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import { Refusal, refuse } from '@rapport/vocabulary/define/refusal.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Person } from '../records/person.ts'

export interface CustomerEvent {
  readonly id: string
  readonly customer: string
  readonly type: string
  readonly at: string
  readonly channel: string | null
  readonly product: string | null
  readonly campaign: string | null
  readonly properties: unknown
}

export interface Told {
  readonly db: Runner
  readonly now: string
  readonly newId: () => string
}

type Given = { readonly [name: string]: unknown }
const fields: { readonly [name: string]: Field } = eventFields

/** One value of an event as it is kept, null where there is none, or why not. */
function eventValue(name: string, value: unknown): unknown {
  const field = fields[name]!
  if (value === undefined || value === null) return field.required ? refuse('required', 'is needed', '为必填项') : null
  return kindOf(field).check(value, field)
}

function readEvent(given: unknown, index: number, { now, newId }: Told): CustomerEvent {
  const event = (typeof given === 'object' && given !== null ? given : {}) as Given
  const stranger = Object.keys(event).find((name) => !Object.hasOwn(fields, name))
  if (stranger !== undefined)
    throw wrong(index, stranger, refuse('unknown_field', 'is not part of an event', '不是事件的字段'))
  const read = Object.fromEntries(
    Object.keys(fields).map((name) => {
      const value = eventValue(name, event[name])
      if (value instanceof Refusal) throw wrong(index, name, value)
      return [name, value]
    }),
  )
  const id = read.id ?? newId()
  if (!uuid.test(String(id))) throw wrong(index, 'id', refuse('format', 'must be a UUID', '必须是 UUID'))
  return { ...read, id, at: read.at ?? now } as CustomerEvent
}

const wrong = (index: number, name: string, { code, say }: Refusal): Problem =>
  new Problem('invalid', `Event ${index + 1}: ${name} ${say.en}. None of the events was kept.`, {
    fields: { [`${index}.${name}`]: { code, detail: say } },
  })

const monthOf = (at: string): string => `${at.slice(0, 7)}-01`

/** A partition for each month that is needed; racing writers wait for each other. Times far off lie in the partition for the rest. */
async function makePartitions(db: Runner, events: readonly CustomerEvent[], now: string): Promise<void> {
  const near = (month: string): boolean => Math.abs(Date.parse(month) - Date.parse(now)) < 20 * 366 * 86_400_000
  const months = [...new Set(events.map((event) => monthOf(event.at)))].filter(near)
  const there = await db.query<{ month: string }>(sql`
    select m.month from unnest(${months}::text[]) as m(month)
    where to_regclass('event_' || replace(left(m.month, 7), '-', '_')) is not null`)
  const missing = months.filter((month) => !there.some((one) => one.month === month))
  for (const month of missing) await makePartition(db, month)
}

const makePartition = (db: Runner, month: string): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(hashtext('rapport event partition'))`)
    const name = `event_${month.slice(0, 7).replace('-', '_')}`
    // A month that the rest holds already stays there: PostgreSQL would refuse the partition.
    const held = await tx.maybe(
      sql`select 1 from event_rest where at >= ${month}::timestamptz and at < ${month}::timestamptz + interval '1 month' limit 1`,
    )
    if (held) return
    const until = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1)).toISOString()
    await tx.run(
      sql`create table if not exists ${sql.id(name)} partition of event for values from (${sql.raw(`'${month}T00:00:00Z'`)}) to (${sql.raw(`'${until}'`)})`,
    )
  })

/** The customers among these that the person may change: only their events are taken. */
async function mayTell(db: Runner, person: Person, customers: readonly string[]): Promise<Set<string>> {
  const scope = scopeOf(person.grants, { name: 'customer' }, 'update')
  if (scope === 'none')
    throw new Problem('forbidden', 'Your role does not let you change customers, so it cannot record what they did.')
  const owners = scope === 'all' ? null : scope === 'own' ? [person.id] : [person.id, ...person.team]
  const rows = await db.query<{ id: string }>(sql`
    select id from customer where id = any(${customers}::uuid[]) and deleted_at is null
      and (${owners}::uuid[] is null or owner = any(${owners}::uuid[]))`)
  return new Set(rows.map((row) => row.id))
}

/**
 * Keeps what customers did; all of it or nothing. An event whose id is there already is kept once.
 * Problem invalid names the first event and field that is wrong; not_found a customer that is not there for this person.
 */
export async function recordEvents(told: Told, person: Person, given: readonly unknown[]): Promise<{ kept: number }> {
  if (given.length > mostEvents)
    throw new Problem('invalid', `${given.length} events are too many for one request; send at most ${mostEvents}.`)
  const events = given.map((one, index) => readEvent(one, index, told))
  const known = await mayTell(told.db, person, [...new Set(events.map((event) => event.customer))])
  const lost = events.find((event) => !known.has(event.customer))
  if (lost) throw new Problem('not_found', `There is no customer ${lost.customer}. None of the events was kept.`)
  await makePartitions(told.db, events, told.now)
  const column = (name: keyof CustomerEvent) => events.map((event) => event[name])
  const properties = events.map((event) => (event.properties === null ? null : JSON.stringify(event.properties)))
  const kept = await told.db.run(sql`
    insert into event (customer_id, at, id, type, channel, campaign_id, product_id, properties)
    select * from unnest(${column('customer')}::uuid[], ${column('at')}::timestamptz[], ${column('id')}::uuid[], ${column('type')}::text[],
      ${column('channel')}::text[], ${column('campaign')}::uuid[], ${column('product')}::uuid[], ${properties}::jsonb[])
    on conflict do nothing`)
  return { kept }
}

/** What a customer did, latest first, before a moment. The caller has made sure that the person may see the customer. */
export const eventsOf = (
  db: Runner,
  customer: string,
  before: string | undefined,
  limit: number,
): Promise<CustomerEvent[]> =>
  db.query<CustomerEvent>(sql`
    select id, customer_id as customer, type, at, channel, product_id as product, campaign_id as campaign, properties
    from event where customer_id = ${customer}::uuid and at < ${before ?? 'infinity'}::timestamptz
    order by at desc, id desc limit ${limit}`)
