import { type LinearProgram, Triplets } from '@rapport/analytics/optimise/program.ts'
import { solveProgram } from '@rapport/analytics/optimise/solve-program.ts'

/** Leads (rows) and people (columns): what each is worth with each, how many each person can take, and what is settled. */
export interface Given {
  readonly values: readonly (readonly number[])[]
  /** Who is nearer by language and country: decides where values are equal. */
  readonly nearness: readonly (readonly number[])[]
  readonly room: readonly number[]
  /** The person a lead is fixed to; −1: taken out; undefined: free. */
  readonly settled: readonly (number | undefined)[]
}

export interface Assigned {
  /** The person of each lead; −1: nobody. */
  readonly people: readonly number[]
  readonly value: number
  /** What one more place of each person would bring, by solving again with it. */
  readonly worths: readonly number[]
}

/** So little that no value is given up for it. */
const tie = 1e-7

const valueWith = ({ values }: Pick<Given, 'values'>, people: readonly number[]): number =>
  people.reduce((sum, person, lead) => sum + (person < 0 ? 0 : values[lead]![person]!), 0)

/** The room that fixed leads leave. */
const roomLeft = ({ room, settled }: Given): number[] =>
  room.map((places, p) => places - settled.filter((person) => person === p).length)

interface Free {
  readonly leads: readonly number[]
  readonly program: (room: readonly number[]) => LinearProgram
}

/** The transport problem of the free leads: its corners are whole, so the linear program is solved whole. */
function freeOf(given: Given): Free {
  const leads = given.settled.flatMap((person, lead) => (person === undefined ? [lead] : []))
  const people = given.room.length
  const columns = leads.length * people
  const entries = new Triplets(columns)
  const largest = Math.max(1e-9, ...leads.map((lead) => Math.max(...given.values[lead]!)))
  const cost = new Float64Array(columns)
  leads.forEach((lead, l) => {
    for (let p = 0; p < people; p++) {
      const j = l * people + p
      entries.add(j, l, 1)
      entries.add(j, leads.length + p, 1)
      cost[j] = given.values[lead]![p]! + tie * largest * (1 + given.nearness[lead]![p]!)
    }
  })
  const packed = entries.packed()
  const rows = leads.length + people
  return {
    leads,
    program: (room) => ({
      name: '',
      maximise: true,
      offset: 0,
      columns: Array.from(cost, (_, j) => `x${j}`),
      rows: Array.from({ length: rows }, (_, i) => `r${i}`),
      cost,
      lower: new Float64Array(columns),
      upper: new Float64Array(columns).fill(1),
      integer: new Uint8Array(columns),
      rowLower: new Float64Array(rows).fill(-Infinity),
      rowUpper: Float64Array.from({ length: rows }, (_, i) =>
        i < leads.length ? 1 : Math.max(0, room[i - leads.length]!),
      ),
      ...packed,
    }),
  }
}

/** Gives leads to people so that the expected value is greatest: exact. `onStep` is called between the solves. */
export async function solveAssignment(given: Given, onStep: () => void = () => undefined): Promise<Assigned> {
  const room = roomLeft(given)
  const free = freeOf(given)
  const count = room.length
  const solve = async (places: readonly number[]): Promise<number[]> => {
    const people = given.settled.map((person) => person ?? -1)
    if (free.leads.length === 0) return people
    onStep()
    const { values } = await solveProgram(free.program(places))
    free.leads.forEach((lead, l) => {
      people[lead] = Array.from({ length: count }, (_, p) => p).find((p) => values[l * count + p]! > 0.5) ?? -1
    })
    return people
  }
  const people = await solve(room)
  const value = valueWith(given, people)
  const worths: number[] = []
  for (const [p, places] of room.entries()) {
    const used = people.filter((person, lead) => person === p && given.settled[lead] === undefined).length
    // Whoever has a place left would not use another.
    if (used < places) worths.push(0)
    else worths.push(Math.max(0, valueWith(given, await solve(room.with(p, Math.max(0, places) + 1))) - value))
  }
  return { people, value, worths }
}

/** Leads in turn, to whoever is next and has a place: how it is done without numbers. */
export function roundRobin(given: Given): { readonly people: readonly number[]; readonly value: number } {
  const left = roomLeft(given)
  let turn = 0
  const people = given.settled.map((settled) => {
    if (settled !== undefined) return settled
    for (let k = 0; k < left.length; k++) {
      const p = (turn + k) % left.length
      if (left[p]! <= 0) continue
      left[p]! -= 1
      turn = p + 1
      return p
    }
    return -1
  })
  return { people, value: valueWith(given, people) }
}
