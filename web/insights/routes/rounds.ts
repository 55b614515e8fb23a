import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import { type RoundTimes, timesOf } from '@rapport/vocabulary/insights/visit_times.ts'
import type { Plan, Visit } from './report.ts'

/** Visits of every round, in order. Rounds are numbered by day, then by person. */
export type Rounds = readonly (readonly Visit[])[]

export const roundsOf = ({ days, people }: RouteSettings, visits: readonly Visit[]): Rounds => {
  const rounds: Visit[][] = Array.from({ length: days.length * people.length }, () => [])
  for (const one of visits) if (one.round !== null) rounds[one.round]?.push(one)
  return rounds
}

export const dayOf = ({ days, people }: RouteSettings, round: number): string =>
  days[Math.floor(round / people.length)] ?? ''
export const personOf = ({ people }: RouteSettings, round: number): string => people[round % people.length] ?? ''

/** Every round by its number, with a name that stays. */
export const numbered = (settings: RouteSettings): readonly { readonly key: string; readonly round: number }[] =>
  Array.from({ length: settings.days.length * settings.people.length }, (_, round) => ({
    key: `${dayOf(settings, round)} ${personOf(settings, round)}`,
    round,
  }))

/** When the visits of a round begin and end, in the order in which they stand. */
export const roundTimes = ({ settings, figures }: Plan, visits: readonly Visit[]): RoundTimes =>
  timesOf(
    { start: figures.start, end: figures.end, from: settings.from, to: settings.to },
    visits.map(({ lat, lng, minutes, opens, closes }) => ({
      at: { lat: lat ?? 0, lng: lng ?? 0 },
      minutes,
      window: opens === null || closes === null ? settings.window : [opens, closes],
    })),
    settings,
  )

const costOf = ({ perKm, perHour }: RouteSettings, { km, travel }: Pick<RoundTimes, 'km' | 'travel'>): number =>
  km * perKm + (travel / 60) * perHour

export interface Total {
  readonly visits: number
  readonly worth: number
  readonly travel: number
  readonly value: number
  readonly km: number
}

/** What the rounds come to as they stand. */
export function totalOf(plan: Plan, rounds: Rounds): Total {
  const times = rounds.map((visits) => roundTimes(plan, visits))
  const worth = rounds.flat().reduce((sum, { value }) => sum + value, 0)
  const travel = times.reduce((sum, one) => sum + costOf(plan.settings, one), 0)
  const km = times.reduce((sum, one) => sum + one.km, 0)
  return { visits: rounds.flat().length, worth, travel, value: worth - travel, km }
}

interface Spot {
  readonly round: number
  /** −1: the heading of the round. */
  readonly at: number
}

const spotsOf = (rounds: Rounds): Spot[] =>
  rounds.flatMap((visits, round) => [{ round, at: -1 }, ...visits.map((_, at) => ({ round, at }))])

/** Where a heading (`at` −1) or a visit stands among all that are drawn below each other. */
export const spotNumber = (rounds: Rounds, round: number, at: number): number =>
  rounds.slice(0, round).reduce((sum, visits) => sum + visits.length + 1, 0) + at + 1

const put = (rounds: Rounds, from: Spot, to: Spot): Rounds => {
  const visit = rounds[from.round]?.[from.at]
  if (!visit) return rounds
  const without = rounds.map((visits, r) => (r === from.round ? visits.toSpliced(from.at, 1) : visits))
  return without.map((visits, r) => (r === to.round ? visits.toSpliced(to.at, 0, visit) : visits))
}

/** A visit is dropped on another, or on the heading of a round, which makes it the first of it. */
export function dropped(rounds: Rounds, from: number, to: number): Rounds {
  const spots = spotsOf(rounds)
  const [source, target] = [spots[from], spots[to]]
  if (!source || !target || source.at < 0) return rounds
  if (target.at < 0) return put(rounds, source, { round: target.round, at: 0 })
  const behind = from < to && source.round !== target.round ? 1 : 0
  return put(rounds, source, { round: target.round, at: target.at + behind })
}

/** One up or down; beyond the ends of its round into the next. */
export function moved(rounds: Rounds, round: number, at: number, by: 1 | -1): Rounds {
  const to = at + by
  if (to >= 0 && to < rounds[round]!.length) return put(rounds, { round, at }, { round, at: to })
  const other = rounds[round + by]
  return other ? put(rounds, { round, at }, { round: round + by, at: by > 0 ? 0 : other.length }) : rounds
}

export const changed = (rounds: Rounds, id: string, change: Partial<Visit>): Rounds =>
  rounds.map((visits) => visits.map((one) => (one.id === id ? { ...one, ...change } : one)))

export const without = (rounds: Rounds, id: string): Rounds =>
  rounds.map((visits) => visits.filter((one) => one.id !== id))

/** Puts a visit where the way grows least, in a round that stays within its hours if there is one. */
export function added(plan: Plan, rounds: Rounds, visit: Visit): Rounds {
  const tries = rounds.flatMap((visits, round) => {
    const before = roundTimes(plan, visits)
    return Array.from({ length: visits.length + 1 }, (_, at) => {
      const times = roundTimes(plan, visits.toSpliced(at, 0, visit))
      const late = times.over - before.over + times.visits.filter((one) => one.late).length * 60
      return { round, at, grows: times.km - before.km + Math.max(0, late) * 100 }
    })
  })
  const best = tries.reduce<(typeof tries)[number] | undefined>((a, b) => (a && a.grows <= b.grows ? a : b), undefined)
  return best ? rounds.map((visits, r) => (r === best.round ? visits.toSpliced(best.at, 0, visit) : visits)) : rounds
}

/** "09:05" */
export const clock = (minutes: number): string => {
  const whole = Math.round(minutes)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}
