import { sql } from '../../database/sql.ts'
import type { Desk } from '../run/kind.ts'
import type { Fit } from './fit.ts'
import type { Lead, Person } from './ground.ts'
import type { AssignmentSettings } from './settings.ts'
import type { Assigned, Given } from './solve.ts'
import type { Told } from './tally.ts'

/** One person with one lead. */
export interface Option extends Told {
  readonly person: string
  readonly value: number
  readonly near: number
}

/** What is shown of a plan beside its lines. People are named by id. */
export interface AssignmentFigures {
  readonly leads: number
  /** Leads beyond the most of one plan. */
  readonly beyond: number
  readonly unpriced: number
  readonly value: number
  readonly robin: number
  /** Whether people were found to differ, from how many closed deals, and how that did on later ones. */
  readonly fit: Pick<Fit, 'learned' | 'closed' | 'won' | 'strength' | 'tested'>
  readonly people: readonly {
    readonly id: string
    readonly open: number
    readonly room: number
    readonly worth: number
    readonly robin: number
    readonly won: number
    readonly closed: number
  }[]
}

interface Made {
  readonly settings: AssignmentSettings
  readonly leads: readonly Lead[]
  readonly people: readonly Person[]
  readonly fit: Fit
  readonly amounts: readonly number[]
  readonly options: readonly (readonly Option[])[]
  readonly beyond: number
  readonly problem: Given
  readonly solution: Assigned
  readonly robin: { readonly people: readonly number[]; readonly value: number }
  readonly person: string | null
}

function figuresOf({ leads, people, fit, beyond, problem, solution, robin }: Made): AssignmentFigures {
  const { learned, closed, won, strength, tested } = fit
  // Infinity does not survive JSON.
  const finite = strength && { kind: Math.min(1e9, strength.kind), person: Math.min(1e9, strength.person) }
  return {
    leads: leads.length,
    beyond,
    unpriced: leads.filter(({ amount }) => amount === null).length,
    value: solution.value,
    robin: robin.value,
    fit: { learned, closed, won, strength: finite, tested },
    people: people.map(({ id, open }, p) => ({
      id,
      open,
      room: problem.room[p]!,
      worth: solution.worths[p]!,
      robin: robin.people.filter((one) => one === p).length,
      won: fit.rates.get(id)?.won ?? 0,
      closed: fit.rates.get(id)?.all ?? 0,
    })),
  }
}

const stateOf = (settled: number | undefined): string =>
  settled === undefined ? 'planned' : settled < 0 ? 'excluded' : 'fixed'

/** Writes the plan with a line for every lead, those that nobody has room for among them. */
export async function keepAssignment(desk: Desk, made: Made): Promise<string> {
  const { settings, leads, amounts, options, problem, solution } = made
  const id = desk.newId()
  const who = leads.map((_, l) => (solution.people[l]! < 0 ? null : options[l]![solution.people[l]!]!))
  const best = (l: number) => Math.max(...options[l]!.map(({ value }) => value))
  await desk.db.transaction(async (tx) => {
    await tx.run(sql`
      insert into insight.assignment_plan (id, name, made_at, made_by, settings, figures)
      values (${id}, ${settings.name}, ${desk.now}, ${made.person}, ${sql.json(settings)}, ${sql.json(figuresOf(made))})`)
    await tx.run(sql`
      insert into insight.assignment_line (id, plan, record, person, former, state, amount, value, options)
      select m.id, ${id}::uuid, m.record, m.person, m.former, m.state, m.amount, m.value, m.options
      from unnest(${leads.map(() => desk.newId())}::uuid[], ${leads.map((lead) => lead.id)}::uuid[], ${who.map((one) => one?.person ?? null)}::uuid[],
        ${leads.map(({ owner }) => owner)}::uuid[], ${problem.settled.map(stateOf)}::text[], ${amounts}::float8[],
        ${leads.map((_, l) => who[l]?.value ?? best(l))}::float8[], ${options.map((all) => JSON.stringify(all))}::jsonb[])
        m(id, record, person, former, state, amount, value, options)`)
  })
  return id
}
