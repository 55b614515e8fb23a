import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import { sql } from '../../database/sql.ts'
import type { Desk } from '../run/kind.ts'
import type { Wanted } from './kind.ts'
import type { Placed } from './places.ts'
import type { Ends } from './problem.ts'
import type { Solved } from './solve.ts'

/** What is kept of a plan beside its visits. */
export interface RouteFigures extends Pick<Solved, 'ways' | 'more'> {
  readonly start: Ends['start']
  readonly end: Ends['end']
  readonly considered: number
}

/** Somebody who is not planned for, and why. */
export interface Outside extends Placed {
  readonly wanted: Wanted
  readonly why: string
}

interface Made {
  readonly plan: string
  readonly settings: RouteSettings
  readonly ends: Ends
  readonly inside: readonly (Placed & { readonly wanted: Wanted })[]
  readonly outside: readonly Outside[]
  readonly solved: Solved
}

interface Line {
  readonly id: string
  readonly placed: Placed
  readonly round: number | null
  readonly at: number | null
  readonly why: string | null
  readonly adds: number | null
}

const lineOf = (one: Placed & { readonly wanted: Wanted }, rest: Partial<Line>): Line => ({
  id: one.wanted.id,
  placed: one,
  round: null,
  at: null,
  why: null,
  adds: null,
  ...rest,
})

const linesOf = ({ inside, outside, solved }: Made): Line[] => [
  ...solved.plan.routes.flatMap((stops, round) => stops.map((k, at) => lineOf(inside[k]!, { round, at }))),
  ...solved.left.map(({ stop, why, adds }) => lineOf(inside[stop]!, { why, adds })),
  ...outside.map((one) => lineOf(one, { why: one.why })),
]

/** Writes where everybody stands in the plan, and what it comes to. */
export async function keepRoutes(desk: Desk, made: Made): Promise<void> {
  const { plan, ends, solved, inside, outside } = made
  const { ways, more } = solved
  const figures: RouteFigures = { ways, more, ...ends, considered: inside.length + outside.length }
  const lines = linesOf(made)
  const of = <T>(tell: (line: Line) => T) => lines.map(tell)
  await desk.db.transaction(async (tx) => {
    await tx.run(sql`
      update insight.visit v set lat = m.lat, lng = m.lng, place = m.place, round = m.round, at = m.at, why = m.why, adds = m.adds,
        state = case when v.state = 'locked' and m.round is null then 'planned' else v.state end
      from unnest(${of(({ id }) => id)}::uuid[], ${of(({ placed }) => placed.point?.lat ?? null)}::float8[],
        ${of(({ placed }) => placed.point?.lng ?? null)}::float8[], ${of(({ placed }) => placed.place)}::text[],
        ${of(({ round }) => round)}::int[], ${of(({ at }) => at)}::int[], ${of(({ why }) => why)}::text[],
        ${of(({ adds }) => adds)}::float8[]) m(id, lat, lng, place, round, at, why, adds)
      where v.id = m.id and v.plan = ${plan}::uuid`)
    await tx.run(
      sql`update insight.visit_plan set figures = ${sql.json(figures)}, made_at = ${desk.now} where id = ${plan}::uuid`,
    )
  })
}
