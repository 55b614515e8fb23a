import { type Sql, sql } from '../database/sql.ts'
import { type Engine, runOf } from './call.ts'
import type { Cursor } from './cursor.ts'
import { selectionShape } from './list.ts'
import type { Ask } from './reading.ts'
import { reachesAll } from './scope.ts'
import { cursorValue, orderShape } from './sort.ts'
import { arg, fill, once } from './template.ts'

export type Part = 'filled' | 'empty'

/** One row in so many of a list, and how many rows led up to and with it when they were numbered. */
export interface Landmark {
  readonly rank: number
  readonly cursor: Cursor
}

/** A part of a list in its order: the columns of its place, its rows, and by what they are sorted. */
export interface Ordered {
  readonly columns: Sql
  readonly from: Sql
  readonly by: Sql
}

type Marks = readonly Landmark[] | undefined

interface Kept {
  readonly marks: Promise<Marks>
  readonly until: number
}

const everySo = 1_000
const freshMs = 10 * 60_000
const mostKept = 60

const shelves = new WeakMap<Engine, Map<string, Kept>>()
/** Lists that are being numbered anew while their old numbers serve. */
const renewing = new WeakSet<Promise<Marks>>()

const shapeOf = ({ call, chosen, orders }: Ask, part: Part): string =>
  `landmarks ${part} ${selectionShape(call, chosen)} ${orderShape(orders)}`

/** What not everyone sees alike is numbered for each person. */
function keyOf(ask: Ask, part: Part): string {
  const { call, chosen } = ask
  const everyones = chosen.filter === undefined && reachesAll(chosen.access, chosen.permission)
  const whose = everyones ? '' : JSON.stringify([call.person.id, call.person.team, ask.operands])
  return `${shapeOf(ask, part)} ${whose}`
}

const rank = sql.id('its rank')

/** Numbers all rows of the part and keeps one in so many. */
async function number(ask: Ask, part: Part, ordered: () => Ordered): Promise<Marks> {
  const { call } = ask
  const order = ask.orders[0]!
  const template = once(call.view.vocabulary, shapeOf(ask, part), () => {
    const { columns, from, by } = ordered()
    return sql`select * from (select ${columns}, row_number() over (order by ${by})::int as ${rank} ${from}) t where ${rank} % ${arg('step')}::int = 0 order by ${rank}`
  })
  const run = runOf(call, { step: everySo }, ask.operands)
  type Row = { readonly id: string; readonly 'its rank': number; readonly [field: string]: unknown }
  const rows = await call.db.query<Row>(fill(template, run), { limit: 'usual', prepare: false })
  return rows.map((row) => ({
    rank: row['its rank'],
    cursor: { id: row.id, values: [part === 'empty' ? null : cursorValue(order, row)] },
  }))
}

function keep(ask: Ask, shelf: Map<string, Kept>, key: string, marks: Promise<Marks>): void {
  if (shelf.size >= mostKept) shelf.delete(shelf.keys().next().value!)
  shelf.delete(key)
  shelf.set(key, { marks, until: ask.call.engine.clock().getTime() + freshMs })
}

/**
 * Landmarks of a list, from which a jump walks a short way. They only say where to begin: whatever is read from there is asked for
 * with the person’s own conditions, and pages go on by their cursors, so that old numbers move a jump by a few rows and nothing else.
 */
export function landmarksOf(ask: Ask, part: Part, ordered: () => Ordered): Promise<Marks> {
  const shelf = shelves.get(ask.call.engine) ?? new Map<string, Kept>()
  shelves.set(ask.call.engine, shelf)
  const key = keyOf(ask, part)
  const before = shelf.get(key)
  const fresh = before !== undefined && before.until > ask.call.engine.clock().getTime()
  if (before && (fresh || renewing.has(before.marks))) return before.marks
  // A list that cannot be numbered in time is walked, which says so itself where that takes too long as well.
  const made = number(ask, part, ordered).catch(() => undefined)
  if (before === undefined) {
    keep(ask, shelf, key, made)
    return made
  }
  renewing.add(before.marks)
  void made.then((marks) => {
    renewing.delete(before.marks)
    keep(ask, shelf, key, marks ? made : before.marks)
  })
  return before.marks
}

/** The last landmark before a place. */
export function lastBefore(marks: readonly Landmark[], place: number): Landmark | undefined {
  const at = Math.min(marks.length, Math.ceil(place / everySo) - 1)
  return marks[at - 1]
}
