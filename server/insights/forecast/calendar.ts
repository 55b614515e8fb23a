import type { Unit } from './report.ts'

const dayMs = 86_400_000

/** The first moment of the week (Monday) or month that a moment lies in, UTC. */
export function startOf(unit: Unit, moment: number): number {
  const at = new Date(moment)
  if (unit === 'month') return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1)
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())
  return day - ((at.getUTCDay() + 6) % 7) * dayMs
}

/** The start of the week or month so many later. */
export function later(unit: Unit, start: number, steps: number): number {
  if (unit === 'week') return start + steps * 7 * dayMs
  const at = new Date(start)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + steps, 1)
}

/** How many weeks or months lie between two starts. */
export function between(unit: Unit, from: number, to: number): number {
  if (unit === 'week') return Math.round((to - from) / (7 * dayMs))
  const [a, b] = [new Date(from), new Date(to)]
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
}

/**
 * Where the known past ends: with the last whole week or month. Records that stop long before now (an import of old sales) end
 * where they stop, with a long weekend of grace, so that silence after them is not taken for a slump.
 */
export function endOfPast(unit: Unit, lastSale: number, now: number): number {
  const whole = startOf(unit, now)
  const isStale = lastSale < later(unit, whole, -2)
  return isStale ? startOf(unit, lastSale + 3 * dayMs) : whole
}

export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)
