import { type LinearProgram, Triplets } from '@rapport/analytics/optimise/program.ts'
import { type ProgramSolution, solveProgram } from '@rapport/analytics/optimise/solve-program.ts'
import type { Limits, Offer } from './limits.ts'

/** Numbers the limits that the offers touch: budget, channels, stock, customers, and a customer's one product. */
class Rows {
  readonly upper: number[] = []
  readonly #numbers = new Map<string, number>()
  readonly #limits: Limits

  constructor(limits: Limits) {
    this.#limits = limits
  }

  #row(name: string, most: number | null): number[] {
    if (most === null) return []
    const known = this.#numbers.get(name)
    if (known !== undefined) return [known]
    this.#numbers.set(name, this.upper.length)
    return [this.upper.push(most) - 1]
  }

  budget = (): number[] => this.#row('budget', this.#limits.budget)
  channel = (of: number): number[] => this.#row(`channel ${of}`, this.#limits.channels[of]!)
  stock = (of: number): number[] => this.#row(`stock ${of}`, this.#limits.stock[of]!)
  room = (of: number): number[] => this.#row(`room ${of}`, this.#limits.room[of]!)
  /** One contact is one product anyway. */
  pair = (customer: number, product: number): number[] =>
    this.#limits.room[customer]! < 2 ? [] : this.#row(`pair ${customer} ${product}`, 1)

  numberOf = (name: string): number | undefined => this.#numbers.get(name)
}

/** What one more of each limit would bring, by the linear program. */
export interface Prices {
  readonly budget: number
  channel(of: number): number
  stock(of: number): number
  room(of: number): number
  pair(customer: number, product: number): number
}

export interface Relaxed {
  readonly profit: number
  /** How far each offer is taken, 0 to 1. */
  readonly taken: Float64Array
  readonly prices: Prices
}

interface Built {
  readonly program: LinearProgram
  readonly rows: Rows
}

function build(offers: readonly Offer[], limits: Limits, whole: boolean): Built {
  const rows = new Rows(limits)
  const entries = new Triplets(offers.length)
  offers.forEach(({ customer, product, channel, spends, pieces }, j) => {
    for (const row of rows.budget()) entries.add(j, row, spends)
    for (const row of rows.channel(channel)) entries.add(j, row, 1)
    for (const row of rows.stock(product)) entries.add(j, row, pieces)
    for (const row of rows.room(customer)) entries.add(j, row, 1)
    for (const row of rows.pair(customer, product)) entries.add(j, row, 1)
  })
  const program: LinearProgram = {
    name: '',
    maximise: true,
    offset: 0,
    columns: offers.map((_, j) => `o${j}`),
    rows: rows.upper.map((_, i) => `r${i}`),
    cost: Float64Array.from(offers, ({ gain }) => gain),
    lower: new Float64Array(offers.length),
    upper: new Float64Array(offers.length).fill(1),
    integer: new Uint8Array(offers.length).fill(whole ? 1 : 0),
    rowLower: new Float64Array(rows.upper.length).fill(-Infinity),
    rowUpper: Float64Array.from(rows.upper),
    ...entries.packed(),
  }
  return { program, rows }
}

function pricesOf({ sensitivity }: ProgramSolution, rows: Rows): Prices {
  const of = (name: string): number => {
    const row = rows.numberOf(name)
    return row === undefined ? 0 : Math.max(0, sensitivity!.duals[row]!)
  }
  return {
    budget: of('budget'),
    channel: (channel) => of(`channel ${channel}`),
    stock: (product) => of(`stock ${product}`),
    room: (customer) => of(`room ${customer}`),
    pair: (customer, product) => of(`pair ${customer} ${product}`),
  }
}

/** The best that could be had if an offer could be made in part: no plan brings more. */
export async function relaxed(offers: readonly Offer[], limits: Limits): Promise<Relaxed> {
  const { program, rows } = build(offers, limits, false)
  const solution = await solveProgram(program)
  return { profit: solution.objective, taken: solution.values, prices: pricesOf(solution, rows) }
}

/** The best plan, to within a share of the best. */
export async function wholePlan(
  offers: readonly Offer[],
  limits: Limits,
  given: { readonly gap: number; readonly seconds: number },
): Promise<number[]> {
  const { program } = build(offers, limits, true)
  const { values } = await solveProgram(program, given)
  return offers.flatMap((_, j) => (values[j]! > 0.5 ? [j] : []))
}
