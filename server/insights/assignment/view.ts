import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { PersonalRecords } from '../../records/records.ts'
import type { AssignmentFigures, Option } from './keep.ts'
import type { AssignmentSettings } from './settings.ts'

/** What came of the leads of one person since they were assigned. */
export interface PersonOutcome {
  readonly person: string
  readonly given: number
  readonly expected: number
  readonly value: number
  readonly won: number
  readonly lost: number
  readonly earned: number
}

export interface AssignmentView {
  readonly id: string
  readonly name: string
  readonly made_at: string
  readonly assigned_at: string | null
  readonly settings: AssignmentSettings
  readonly figures: AssignmentFigures
  /** As the lines stand, with what people changed. */
  readonly value: number
  readonly given: { readonly [person: string]: number }
  readonly changed: number
  readonly outcome: readonly PersonOutcome[]
}

const mostPlans = 12
const gone = 'There is no such plan.'

/** What was won since: deals by their status, prospects by their orders. */
const cameOf = (object: AssignmentSettings['object']) =>
  object === 'deal'
    ? sql`select d.status = 'won' as won, d.status = 'lost' as lost, case when d.status = 'won' then d.amount::float8 else 0 end as earned
        from deal d where d.id = l.record and d.deleted_at is null`
    : sql`select count(o.id) > 0 as won, false as lost, coalesce(sum(o.total), 0)::float8 as earned
        from "order" o where o.customer = l.record and o.deleted_at is null and o.status <> 'cancelled' and o.placed_at > p.assigned_at`

const outcomeOf = (db: Runner, object: AssignmentSettings['object'], plans: readonly string[]) =>
  db.query<PersonOutcome & { plan: string }>(sql`
    select l.plan, l.person, count(*)::int as given, sum(l.value / nullif(l.amount, 0))::float8 as expected, sum(l.value)::float8 as value,
      count(*) filter (where c.won)::int as won, count(*) filter (where c.lost)::int as lost, coalesce(sum(c.earned), 0)::float8 as earned
    from insight.assignment_line l join insight.assignment_plan p on p.id = l.plan, lateral (${cameOf(object)}) c
    where l.plan = any(${plans}::uuid[]) and l.assigned and l.person is not null group by 1, 2 order by 5 desc, 2`)

type Row = Omit<AssignmentView, 'outcome' | 'given'> & { given: { [person: string]: number } | null }

/** The latest plans, side by side, with what came of those that were carried out. */
export async function assignmentsKept(db: Runner): Promise<AssignmentView[]> {
  const rows = await db.query<Row>(sql`
    select p.id, p.name, p.made_at, p.assigned_at, p.settings, p.figures, l.value, l.changed,
      (select jsonb_object_agg(g.person, g.n) from (
        select person, count(*)::int as n from insight.assignment_line where plan = p.id and person is not null and state <> 'excluded' group by 1) g) as given
    from insight.assignment_plan p, lateral (
      select coalesce(sum(l.value) filter (where l.person is not null and l.state <> 'excluded'), 0)::float8 as value,
        count(*) filter (where l.state <> 'planned')::int as changed
      from insight.assignment_line l where l.plan = p.id) l
    order by p.made_at desc, p.id desc limit ${mostPlans}`)
  const idsOf = (object: string) => rows.filter(({ settings }) => settings.object === object).map(({ id }) => id)
  const outcomes = [
    ...(await outcomeOf(db, 'deal', idsOf('deal'))),
    ...(await outcomeOf(db, 'customer', idsOf('customer'))),
  ]
  return rows.map((row) => ({
    ...row,
    given: row.given ?? {},
    outcome: outcomes.filter(({ plan }) => plan === row.id).map(({ plan: _, ...one }) => one),
  }))
}

export interface AssignmentLine {
  readonly id: string
  readonly record: string
  readonly title: string | null
  readonly person: string | null
  readonly state: 'planned' | 'fixed' | 'excluded'
  readonly amount: number
  readonly value: number
  readonly options: readonly Option[]
  readonly assigned: boolean
}

export async function objectOf(db: Runner, plan: string): Promise<AssignmentSettings['object']> {
  const found = await db.maybe<{ object: AssignmentSettings['object'] }>(
    sql`select settings ->> 'object' as object from insight.assignment_plan where id = ${plan}::uuid`,
  )
  if (!found) throw new Problem('not_found', gone)
  return found.object
}

/** Lines of a plan, the most value first and those that nobody has room for last, with the names that this person may see. */
export async function assignmentLines(
  db: Runner,
  records: PersonalRecords,
  plan: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<AssignmentLine[]> {
  const object = await objectOf(db, plan)
  const lines = await db.query<Omit<AssignmentLine, 'title'>>(sql`
    select id, record, person, state, amount, value, options, assigned from insight.assignment_line
    where plan = ${plan}::uuid order by (person is null), value desc, id offset ${offset} limit ${limit}`)
  const rows = await records.getMany(
    object,
    lines.map(({ record }) => record),
  )
  const titles = new Map(rows.map((row) => [row.id, String(row.name ?? '')]))
  return lines.map((line) => ({ ...line, title: titles.get(line.record) ?? null }))
}

const settled = 'This line is not in the plan, or was assigned already.'

/** Gives a line to somebody of the plan, takes it out, or lets the next plan decide. */
export async function setAssignment(
  db: Runner,
  plan: string,
  line: string,
  { state, person }: { readonly state: string; readonly person: string | null },
): Promise<void> {
  const found = await db.maybe<{ options: Option[] }>(
    sql`select options from insight.assignment_line where id = ${line}::uuid and plan = ${plan}::uuid and not assigned`,
  )
  if (!found) throw new Problem('not_found', settled)
  const option = found.options.find((one) => one.person === person)
  if (person !== null && !option) throw new Problem('invalid', 'This person is not in the plan.')
  await db.run(sql`
    update insight.assignment_line set state = ${state}, person = coalesce(${person}::uuid, person), value = coalesce(${option?.value ?? null}::float8, value)
    where id = ${line}::uuid and not assigned`)
}

export async function dropAssignment(db: Runner, plan: string): Promise<void> {
  const touched = await db.run(sql`delete from insight.assignment_plan where id = ${plan}::uuid`)
  if (touched === 0) throw new Problem('not_found', gone)
}
