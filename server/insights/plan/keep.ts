import { type Sql, sql } from '../../database/sql.ts'
import type { Desk } from '../run/kind.ts'
import type { Chance } from './chance.ts'
import { type Limits, usesOf } from './limits.ts'
import type { LeftOut, Priced } from './offers.ts'
import type { PlanSettings } from './settings.ts'
import type { Solution, Standing } from './solve.ts'

/** What is shown of a plan beside its lines. Products are named by id. */
export interface PlanFigures {
  readonly profit: number
  readonly bound: number
  readonly spent: number
  readonly contacts: number
  readonly customers: number
  readonly taken: number
  readonly considered: number
  readonly left: LeftOut
  readonly uses: readonly {
    readonly limit: string
    readonly of: string | null
    readonly used: number
    readonly most: number
  }[]
  readonly worths: readonly {
    readonly limit: string
    readonly of: string | null
    readonly step: number
    readonly value: number
  }[]
  readonly chance: Pick<Chance, 'days' | 'learned' | 'tested' | 'came'>
}

interface Made {
  readonly settings: PlanSettings
  readonly priced: Priced
  readonly limits: Limits
  readonly solution: Solution
  readonly standing: Standing
  readonly chance: Chance
  readonly person: string | null
}

const named = (limit: string, of: number, { channels, products }: Priced): string | null =>
  limit === 'channel' ? channels[of]! : limit === 'stock' ? products[of]! : null

function figuresOf({ priced, limits, solution, chance }: Made): PlanFigures {
  const made = solution.chosen.map((j) => priced.offers[j]!)
  const uses = usesOf(made, limits).filter(({ limit }) => limit === 'budget' || limit === 'channel')
  const { days, learned, tested, came } = chance
  return {
    profit: solution.profit,
    bound: solution.bound,
    spent: made.reduce((sum, one) => sum + one.spends, 0),
    contacts: made.length,
    customers: new Set(made.map((one) => one.customer)).size,
    taken: solution.chosen.reduce((sum, j) => sum + priced.chances[j]!, 0),
    considered: priced.offers.length,
    left: priced.left,
    uses: uses.map(({ limit, of, used, most }) => ({ limit, of: named(limit, of, priced), used, most })),
    worths: solution.worths.map(({ limit, of, step, value }) => ({ limit, of: named(limit, of, priced), step, value })),
    chance: { days, learned, tested, came },
  }
}

/** Lines that people changed: they stand in every plan that comes from this one. */
export const changedIn = (plan: string): Sql => sql`
  select customer, product, channel, state from insight.plan_line where plan = ${plan}::uuid and state <> 'planned'`

/** Writes the plan with its lines; what was taken out stays in the list, so that it can be brought back. */
export async function keepPlan(desk: Desk, made: Made): Promise<string> {
  const { priced, solution, standing, settings, person } = made
  const id = desk.newId()
  const fixed = new Set(standing.fixed)
  const lines = [
    ...solution.chosen.map((j) => ({ j, state: fixed.has(j) ? 'fixed' : 'planned' })),
    ...standing.excluded.map((j) => ({ j, state: 'excluded' })),
  ]
  const of = <T>(tell: (j: number) => T) => lines.map(({ j }) => tell(j))
  const channelOf = (j: number) => priced.channels[priced.offers[j]!.channel]!
  await desk.db.transaction(async (tx) => {
    await tx.run(sql`
      insert into insight.plan (id, name, made_at, made_by, settings, figures)
      values (${id}, ${settings.name}, ${desk.now}, ${person}, ${sql.json(settings)}, ${sql.json(figuresOf(made))})`)
    await tx.run(sql`
      insert into insight.plan_line (id, plan, customer, product, channel, state, price, cost, pieces, chance, gain, spends)
      select m.id, ${id}::uuid, m.customer, m.product, m.channel, m.state, m.price, m.cost, m.pieces, m.chance, m.gain, m.spends
      from unnest(${lines.map(() => desk.newId())}::uuid[], ${of((j) => priced.of[j]!.customer)}::uuid[], ${of((j) => priced.of[j]!.product)}::uuid[],
        ${of(channelOf)}::text[], ${lines.map(({ state }) => state)}::text[], ${of((j) => priced.of[j]!.price)}::float8[], ${of((j) => priced.of[j]!.cost)}::float8[],
        ${of((j) => priced.of[j]!.pieces)}::float8[], ${of((j) => priced.chances[j]!)}::float8[], ${of((j) => priced.offers[j]!.gain)}::float8[],
        ${of((j) => priced.offers[j]!.spends)}::float8[]) m(id, customer, product, channel, state, price, cost, pieces, chance, gain, spends)
      where exists (select 1 from customer c where c.id = m.customer) and exists (select 1 from product p where p.id = m.product)`)
  })
  return id
}
