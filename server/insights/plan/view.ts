import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Person } from '../../records/person.ts'
import type { PersonalRecords } from '../../records/records.ts'
import { successDays } from '../recommend/success.ts'
import type { PlanFigures } from './keep.ts'
import type { Channel, PlanSettings } from './settings.ts'

/** What came of the lines that became tasks, once their days are over or while they run. */
export interface Outcome {
  readonly lines: number
  readonly expected: number
  readonly bought: number
  readonly days: number
}

export interface PlanView {
  readonly id: string
  readonly name: string
  readonly made_at: string
  readonly carried_at: string | null
  readonly settings: PlanSettings
  readonly figures: PlanFigures
  readonly changed: number
  readonly outcome: Outcome | null
}

type Row = Omit<PlanView, 'outcome'> & { lines: number; expected: number; bought: number }

const mostPlans = 12
const tasksAtOnce = 200
const daysToAct = 7

/** The latest plans, side by side, with what came of those that were carried out. */
export async function plansKept(db: Runner): Promise<PlanView[]> {
  const rows = await db.query<Row>(sql`
    select p.id, p.name, p.made_at, p.carried_at, p.settings, p.figures, l.changed, l.lines, l.expected, l.bought
    from insight.plan p, lateral (
      select count(*) filter (where l.state <> 'planned')::int as changed, count(l.task)::int as lines,
        coalesce(sum(l.chance) filter (where l.task is not null), 0)::float8 as expected,
        count(*) filter (where l.task is not null and exists (
          select 1 from "order" o join order_line b on b."order" = o.id
          where o.customer = l.customer and b.product = l.product and o.deleted_at is null and b.deleted_at is null and o.status <> 'cancelled'
            and o.placed_at > p.carried_at and o.placed_at <= p.carried_at + make_interval(days => ${successDays})))::int as bought
      from insight.plan_line l where l.plan = p.id) l
    order by p.made_at desc, p.id desc limit ${mostPlans}`)
  return rows.map(({ lines, expected, bought, ...plan }) => ({
    ...plan,
    outcome: lines === 0 ? null : { lines, expected, bought, days: successDays },
  }))
}

export interface LineView {
  readonly id: string
  readonly customer: string
  readonly product: string
  readonly customer_name: string | null
  readonly product_name: string | null
  readonly channel: Channel
  readonly state: 'planned' | 'fixed' | 'excluded'
  readonly price: number
  readonly pieces: number
  readonly chance: number
  readonly gain: number
  readonly task: string | null
}

const nameIn = (rows: readonly { id: string }[]) =>
  new Map(rows.map((row) => [row.id, String((row as { name?: unknown }).name ?? '')]))

interface Page {
  readonly offset: number
  readonly limit: number
  /** Only those that are to become tasks still. */
  readonly open?: boolean
}

/** Lines of a plan, the most profit first, with the names that this person may see. */
export async function linesOf(
  db: Runner,
  records: PersonalRecords,
  plan: string,
  { offset, limit, open = false }: Page,
): Promise<LineView[]> {
  const lines = await db.query<Omit<LineView, 'customer_name' | 'product_name'>>(sql`
    select id, customer, product, channel, state, price, pieces, chance, gain, task
    from insight.plan_line where plan = ${plan}::uuid and (not ${open}::boolean or (state <> 'excluded' and task is null)) order by gain desc, id offset ${offset} limit ${limit}`)
  const ids = (of: 'customer' | 'product') => [...new Set(lines.map((line) => line[of]))]
  const customers = nameIn(await records.getMany('customer', ids('customer')))
  const products = nameIn(await records.getMany('product', ids('product')))
  return lines.map((line) => ({
    ...line,
    customer_name: customers.get(line.customer) ?? null,
    product_name: products.get(line.product) ?? null,
  }))
}

/** The id of a plan or a line as it stands in an address. */
export function idIn(address: string | undefined): string {
  if (address === undefined || !uuid.test(address)) throw new Problem('not_found', 'There is no such plan or line.')
  return address
}

export function mayPlan(person: Person): void {
  if (scopeOf(person.grants, { name: 'model' }, 'update') === 'none')
    throw new Problem('forbidden', 'Your role does not let you change plans.')
}

export async function setLine(db: Runner, plan: string, line: string, state: string): Promise<void> {
  const touched = await db.run(sql`
    update insight.plan_line set state = ${state} where id = ${line}::uuid and plan = ${plan}::uuid and task is null`)
  if (touched === 0) throw new Problem('not_found', 'This line is not in the plan, or is a task already.')
}

export async function dropPlan(db: Runner, plan: string): Promise<void> {
  const touched = await db.run(sql`delete from insight.plan where id = ${plan}::uuid`)
  if (touched === 0) throw new Problem('not_found', 'There is no such plan.')
}

const verbs = {
  email: label('E-mail: offer {product}', '发邮件：推荐 {product}'),
  phone: label('Call: offer {product}', '致电：推荐 {product}'),
  post: label('Write: offer {product}', '寄信：推荐 {product}'),
} as const satisfies Record<Channel, unknown>

interface Carrying {
  readonly db: Runner
  readonly records: PersonalRecords
  readonly person: Person
  readonly now: string
}

/** Makes tasks of the next lines, as this person; a line becomes one task, however often it is asked for. */
export async function carryOut(
  { db, records, person, now }: Carrying,
  plan: string,
): Promise<{ made: number; left: number }> {
  const due = new Date(Date.parse(now) + daysToAct * 86_400_000).toISOString()
  const some = await linesOf(db, records, plan, { offset: 0, limit: tasksAtOnce, open: true })
  if (some.length > 0)
    await db.run(
      sql`update insight.plan set carried_at = coalesce(carried_at, ${now}::timestamptz) where id = ${plan}::uuid`,
    )
  for (const line of some) {
    const title = verbs[line.channel][person.locale].replace('{product}', line.product_name ?? '')
    const task = await records.create(
      'task',
      { title: title.slice(0, 500), customer: line.customer, due_at: due },
      { idempotencyKey: `plan ${line.id}` },
    )
    await db.run(sql`update insight.plan_line set task = ${task.id}::uuid where id = ${line.id}::uuid`)
  }
  const { left } = await db.one<{ left: number }>(sql`
    select count(*)::int as "left" from insight.plan_line where plan = ${plan}::uuid and state <> 'excluded' and task is null`)
  return { made: some.length, left }
}
