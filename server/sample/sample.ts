import { Readable } from 'node:stream'
import { recordEvents } from '../customers/events.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Files } from '../files/store.ts'
import { type Call, callOf, type Engine } from '../records/call.ts'
import type { Imports } from '../records/import/imports.ts'
import { loadRecords, type Ready } from '../records/import/load.ts'
import type { Mapping } from '../records/import/mapping.ts'
import { type Person, theSystem } from '../records/person.ts'
import { recordsOn } from '../records/records.ts'
import { askingOf } from './asking.ts'
import { behavingOf } from './behaving.ts'
import { campaigningOf } from './campaigning.ts'
import type { Cast } from './cast.ts'
import { catalogueOf } from './catalogue.ts'
import { Chance } from './chance.ts'
import { type Helping, helpingOf } from './helping.ts'
import { judgingOf } from './judging.ts'
import { sellingOf } from './selling.ts'
import { contactsCsv, customersCsv, identitiesOf, ordersCsv, readLines } from './shop.ts'
import { type Buyable, spendingOf } from './spending.ts'
import { teamOf } from './team.ts'
import { workingOf } from './working.ts'

export interface SampleParts {
  readonly engine: Engine
  readonly imports: Imports
  readonly files: Files
  /** Whose records they become. */
  readonly person: Person
  readonly seed?: number
  readonly tell?: (sentence: string) => void
}

/** Takes a table in as a person would: uploads it, takes the suggestions (or says better), runs it. */
const importTable = async (
  { imports, files, person, tell }: SampleParts,
  name: string,
  text: string,
  change: (mapping: Mapping) => Mapping = (one) => one,
): Promise<string> => {
  const stored = await files.put(Readable.from([Buffer.from(text)]), name, Number.MAX_SAFE_INTEGER)
  const row = await imports.begin(person, { name, ...stored })
  if (!row.mapping)
    throw new Problem(
      'import_unreadable',
      `The sample's ${name} could not be read: ${row.problem?.en ?? 'no column fits'}`,
    )
  await imports.map(person, row.id, change(row.mapping))
  await imports.take(person, row.id, new AbortController().signal)
  const done = await imports.get(person, row.id)
  if (done.state !== 'done') throw new Problem('import_unreadable', done.problem?.en)
  tell?.(`${name}: ${done.counts.created} rows, ${done.counts.refused} refused`)
  return row.id
}

const castOf = async (db: Runner, chance: Chance, now: Date, newId: () => string): Promise<Cast> => ({
  chance,
  now,
  newId,
  customers: await db.query(sql`
    select id, name, country, type, last_order_at, first_order_at, coalesce(orders, 0) as orders from customer
    where invented and external_id is not null and deleted_at is null order by external_id`),
  products: await db.query(
    sql`select id, name, price::text as price from product where kind = 'goods' and price is not null and deleted_at is null order by lower(code)`,
  ),
  orders: await db.query(sql`
    select o.id, o.customer, o.placed_at as at, o.number, (select l.product from order_line l where l."order" = o.id order by l.amount desc, l.unit_price, l.name limit 1) as product
    from "order" o where o.customer is not null and o.deleted_at is null order by o.number`),
  returns: await db.query(
    sql`select id, customer, "order", returned_at as at, number from return where customer is not null and deleted_at is null order by number`,
  ),
})

/** Moments that rules set to now, set back to when it happened. */
const backdate = (
  tx: Runner,
  table: string,
  column: string,
  rows: readonly (readonly [id: string, at: string | null])[],
): Promise<number> =>
  tx.run(sql`
    update ${sql.id(table)} t set ${sql.id(column)} = m.at
    from unnest(${rows.map(([id]) => id)}::uuid[], ${rows.map(([, at]) => at)}::timestamptz[]) m(id, at) where t.id = m.id`)

/** What became of tickets in the end: a customer's message opens what is resolved, so messages come first. */
const settleTickets = (tx: Runner, tickets: readonly Ready[]): Promise<number> =>
  tx.run(sql`
    update ticket t set status = m.status
    from unnest(${tickets.map((one) => one.id)}::uuid[], ${tickets.map((one) => one.values.status)}::text[]) m(id, status) where t.id = m.id`)

const unsettled = (tickets: readonly Ready[]): Ready[] =>
  tickets.map((one) => ({ ...one, values: { ...one.values, status: one.values.status === 'new' ? 'new' : 'open' } }))

/** The pipeline that a new organisation starts with gives way to the sample's while nothing has been done with it. */
const makeRoom = async ({ engine, db }: Call): Promise<void> => {
  const untouched = await db.query<{ id: string }>(sql`
    select id from pipeline p where version = 1 and deleted_at is null and not exists (select 1 from deal where pipeline = p.id)`)
  const records = recordsOn(engine, theSystem('job'))
  for (const { id } of untouched) await records.remove('pipeline', id)
}

/** Orders with what they leave after the cost of goods. */
const buyables = (db: Runner): Promise<Buyable[]> =>
  db.query<Buyable>(sql`
    select id, placed_at as at, (total - coalesce(returned, 0) - cost)::float8 as margin from "order"
    where customer is not null and deleted_at is null and total > 0 and cost is not null order by number`)

/** Orders come to name the campaign that brought them. */
const bringOrders = (tx: Runner, brought: readonly (readonly [order: string, campaign: string])[]): Promise<number> =>
  tx.run(sql`
    update "order" o set campaign = m.campaign
    from unnest(${brought.map(([order]) => order)}::uuid[], ${brought.map(([, campaign]) => campaign)}::uuid[]) m(id, campaign) where o.id = m.id`)

interface Asides {
  readonly aside: Cast
  readonly past: Cast
}

const joined = (a: Helping, b: Pick<Helping, 'tickets' | 'messages'>): Helping => ({
  ...a,
  tickets: [...a.tickets, ...b.tickets],
  messages: [...a.messages, ...b.messages],
})

/** `aside` and `past` draw lots of their own, so that what stands here does not move when more is invented. */
const loadLife = async (call: Call, cast: Cast, { aside, past }: Asides, batch: string): Promise<Ready[]> => {
  await makeRoom(call)
  const selling = sellingOf(cast)
  const helping = joined(helpingOf(cast), askingOf(past))
  const campaigning = campaigningOf(cast)
  const adverts = campaigning.campaigns.filter(({ values }) => values.kind === 'advertising')
  const spending = spendingOf(aside, await buyables(call.db), adverts)
  const working = workingOf(cast)
  const role = await call.db.maybe<{ id: string }>(
    sql`select id from role where code = 'member' and deleted_at is null`,
  )
  const team = teamOf(aside, selling, { role: role?.id, manager: call.person.id })
  const deals = [...selling.deals, ...team.deals]
  const tables: readonly (readonly [object: string, rows: readonly Ready[]])[] = [
    ['pipeline', selling.pipeline],
    ['stage', selling.stages],
    ['team', [team.team]],
    ['user', team.people],
    ['deal', deals],
    ['deal_line', selling.lines],
    ['target', selling.target],
    ['ticket', unsettled(helping.tickets)],
    ['message', helping.messages],
    ['article', helping.articles],
    ['segment', campaigning.segments],
    ['campaign', [...campaigning.campaigns, ...spending.campaigns]],
    ['campaign_contact', campaigning.contacts],
    ['promotion', campaigning.promotions],
    ['task', [...working.tasks, ...selling.steps]],
    ['call', working.calls],
    ['meeting', working.meetings],
    ['note', working.notes],
    ['review', [...working.reviews, ...judgingOf(past)]],
  ]
  await call.db.transaction(async (tx) => {
    for (const [object, rows] of tables) await loadRecords(call, tx, object, rows, batch)
    await backdate(
      tx,
      'deal',
      'stage_since',
      deals.map((one) => [one.id, one.stageSince]),
    )
    await backdate(
      tx,
      'deal',
      'closed_at',
      deals.map((one) => [one.id, one.closedAt]),
    )
    await bringOrders(tx, spending.brought)
    await settleTickets(tx, helping.tickets)
    await backdate(
      tx,
      'ticket',
      'first_reply_at',
      helping.tickets.map((one) => [one.id, one.firstReply]),
    )
    await backdate(
      tx,
      'ticket',
      'resolved_at',
      helping.tickets.map((one) => [one.id, one.resolved]),
    )
    await backdate(
      tx,
      'task',
      'done_at',
      working.tasks.map((one) => [one.id, one.doneAt]),
    )
  })
  return [...campaigning.contacts]
}

const markInvented = (db: Runner, batches: readonly string[]): Promise<number> =>
  db.run(sql`
    update customer set invented = true
    where id in (select record from change where batch = any(${batches}::uuid[]) and object = 'customer' and verb = 'create')`)

/**
 * Builds the sample company: a real shop's orders (Online Retail, see data/online-retail/ORIGIN.md) brought near today and taken in
 * through the import, its customers given invented identities that are marked so, and around them deals, tickets, campaigns, work,
 * reviews and behaviour that hang together. The same seed and day give the same company.
 */
export const loadSample = async (parts: SampleParts): Promise<void> => {
  const { engine, person, seed = 7 } = parts
  const call = callOf(engine, { ...person, via: 'import' })
  const now = engine.clock()
  const lines = readLines(now)
  const identities = identitiesOf(lines, seed)
  const shop = catalogueOf(lines, seed, engine.newId, `${lines[0]!.at.replace(' ', 'T')}Z`)
  const life = engine.newId()
  await engine.db.transaction(async (tx) => {
    await loadRecords(call, tx, 'category', shop.categories, life)
    await loadRecords(call, tx, 'product', shop.products, life)
  })
  const customers = await importTable(parts, 'customers.csv', customersCsv(identities.values()))
  const contacts = await importTable(parts, 'contacts.csv', contactsCsv(identities.values()), linkToCompany)
  await importTable(parts, 'orders.csv', ordersCsv(lines, identities))
  await markInvented(engine.db, [customers, contacts])
  const cast = await castOf(engine.db, new Chance(seed), now, engine.newId)
  const lot = (n: number): Cast => ({ ...cast, chance: new Chance(seed + n) })
  const reached = await loadLife(call, cast, { aside: lot(1), past: lot(2) }, life)
  await keepEvents(parts, behavingOf(cast, reached), now)
  await engine.db.run(sql`update organisation set sample = true where deleted_at is null`)
  engine.changed()
}

/** The contacts' list names their company by its number, which no suggestion can know. */
const linkToCompany = (mapping: Mapping): Mapping => ({
  object: 'customer',
  columns: [
    { column: 0, to: 'name' },
    { column: 1, to: 'emails' },
    { column: 2, to: 'phones' },
    { column: 3, to: 'job_title' },
    { column: 4, to: 'employer.external_id' },
    { column: 5, to: 'country' },
  ],
  values: { ...mapping.values, 'employer.type': 'company' },
})

const keepEvents = async ({ engine, person }: SampleParts, events: readonly object[], now: Date): Promise<void> => {
  const told = { db: engine.db, now: now.toISOString(), newId: engine.newId }
  for (let at = 0; at < events.length; at += 5_000) await recordEvents(told, person, events.slice(at, at + 5_000))
}
