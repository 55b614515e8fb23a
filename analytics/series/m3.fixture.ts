import { existsSync, readFileSync } from 'node:fs'

const folder = new URL('../../../shared/data/forecast/', import.meta.url)

/** Whether the forecasting data lie next to the repository (../shared). */
export const hasForecastData = existsSync(folder)

/** One series of the M3 competition: the past, what followed, and the horizon. */
export type M3Series = { readonly x: number[]; readonly xx: number[]; readonly frequency: number; readonly h: number }

/** Series of the M3 competition of one kind. */
export function m3(kind: 'yearly' | 'quarterly' | 'monthly'): M3Series[] {
  const lines = readFileSync(new URL(`m3_${kind}.jsonl`, folder), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** Monthly airline passengers, 1949 to 1960. */
export function airPassengers(): number[] {
  const lines = readFileSync(new URL('airpassengers.csv', folder), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => Number(line.split(',')[1]))
}
