import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import type { Database } from '../../database/pool.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'

/** One visit where a person put it. */
interface Put {
  readonly id: string
  readonly locked: boolean
  readonly minutes: number
  readonly window: readonly [number, number] | null
}

const wrong = (sentence: string): never => {
  throw new Problem('invalid', sentence)
}

const isMinutes = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most

function putFrom(given: unknown): Put {
  const { id, locked, minutes, window } = (given ?? {}) as { [K in keyof Put]?: unknown }
  if (typeof id !== 'string') return wrong('Each visit needs its id.')
  if (!isMinutes(minutes, 5, 600)) return wrong('The minutes of a visit must be from 5 to 600.')
  const [open, close] = (window ?? []) as readonly unknown[]
  if (window !== null && !(isMinutes(open, 0, 1440) && isMinutes(close, 0, 1440) && open < close))
    return wrong(
      'The times of a visit must be two numbers, minutes since midnight, the first before the second, or null.',
    )
  return { id, locked: locked === true, minutes, window: window as Put['window'] }
}

/** Every round anew, as a person put it: who stands in none was taken out. Times follow from the order. */
export async function arrange(db: Database, plan: string, given: unknown): Promise<void> {
  if (!Array.isArray(given) || !given.every(Array.isArray)) return wrong('"rounds" must be a list of lists of visits.')
  const puts = given.flatMap((round: unknown[], r) => round.map((one, at) => ({ ...putFrom(one), round: r, at })))
  if (new Set(puts.map(({ id }) => id)).size < puts.length) wrong('A visit stands in two rounds.')
  await db.transaction(async (tx) => {
    const { settings } = await tx.one<{ settings: RouteSettings }>(
      sql`select settings from insight.visit_plan where id = ${plan}::uuid for update`,
    )
    if (given.length !== settings.days.length * settings.people.length)
      wrong(`This plan has ${settings.days.length * settings.people.length} rounds.`)
    await tx.run(sql`
      update insight.visit set round = null, at = null, state = 'out', why = 'out'
      where plan = ${plan}::uuid and round is not null and not (id::text = any(${puts.map(({ id }) => id)}::text[]))`)
    const of = <T>(tell: (put: (typeof puts)[number]) => T) => puts.map(tell)
    const touched = await tx.run(sql`
      update insight.visit v set round = m.round, at = m.at, state = m.state, minutes = m.minutes, opens = m.opens, closes = m.closes, why = null
      from unnest(${of(({ id }) => id)}::text[], ${of(({ round }) => round)}::int[], ${of(({ at }) => at)}::int[],
        ${of(({ locked }) => (locked ? 'locked' : 'planned'))}::text[], ${of(({ minutes }) => minutes)}::float8[],
        ${of(({ window }) => window?.[0] ?? null)}::float8[], ${of(({ window }) => window?.[1] ?? null)}::float8[])
        m(id, round, at, state, minutes, opens, closes)
      where v.id::text = m.id and v.plan = ${plan}::uuid and v.lat is not null`)
    if (touched < puts.length) wrong('A visit is not in this plan, or nobody knows where it is.')
  })
}
