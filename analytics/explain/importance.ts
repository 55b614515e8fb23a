import { type Matrix, matrix } from '../matrix.ts'
import { type Progress, runOf } from '../model.ts'
import { childSeed, mulberry32, permutation } from '../numeric/random.ts'

/** How much worse a model does without a group of columns. */
export type Importance = { name: string; columns: readonly number[]; mean: number; deviation: number }

/** Larger is better: minus RMSE, AUC, … of predictions on the given rows. */
export type Score = (x: Matrix) => number

/**
 * Permutation importance: the fall of a score when a column (or a group, such as the levels of one category) is shuffled
 * among the rows, mean and deviation over `repeats`, largest first. Use rows that the model did not learn from. Columns
 * that say the same share their importance.
 * Cost: groups × repeats predictions. Source: Breiman 2001; Fisher, Rudin & Dominici 2019.
 * @example permutationImportance(x, (x) => auc(y, positiveOf(fitted.predictProbability(x))), { repeats: 5 })
 */
export function permutationImportance(
  x: Matrix,
  score: Score,
  options: Progress & {
    repeats?: number
    seed?: number
    groups?: readonly { name: string; columns: readonly number[] }[]
  } = {},
): Importance[] {
  const { repeats = 5, seed = 1 } = options
  const groups =
    options.groups ??
    Array.from({ length: x.columns }, (_, j) => ({ name: x.names?.[j] ?? `column ${j}`, columns: [j] }))
  const base = score(x)
  const copy = matrix(x.rows, x.columns, Float64Array.from(x.data), x.names)
  const run = runOf(options)
  const found = groups.map(({ name, columns }, g) => {
    run.progress(g / groups.length, `Shuffling ${name}`)
    const falls = Array.from({ length: repeats }, (_, r) => {
      shuffleColumns(x, copy, columns, permutation(x.rows, mulberry32(childSeed(seed, g * repeats + r))))
      return base - score(copy)
    })
    restoreColumns(x, copy, columns)
    const mean = falls.reduce((sum, fall) => sum + fall, 0) / repeats
    const spread = falls.reduce((sum, fall) => sum + (fall - mean) ** 2, 0)
    return { name, columns, mean, deviation: Math.sqrt(spread / Math.max(1, repeats - 1)) }
  })
  return found.sort((a, b) => b.mean - a.mean)
}

function shuffleColumns(x: Matrix, copy: Matrix, columns: readonly number[], order: Int32Array): void {
  for (const j of columns)
    for (let i = 0; i < x.rows; i++) copy.data[i * x.columns + j] = x.data[order[i]! * x.columns + j]!
}

function restoreColumns(x: Matrix, copy: Matrix, columns: readonly number[]): void {
  for (const j of columns) for (let i = 0; i < x.rows; i++) copy.data[i * x.columns + j] = x.data[i * x.columns + j]!
}

/**
 * Columns that came out of one: `plan=pro` and `plan=free` are `plan`, `since year` is `since`.
 * @example
 * groupsByOrigin(['plan = free', 'plan = pro', 'age'], ['plan', 'age']).length // 2
 */
export function groupsByOrigin(
  names: readonly string[],
  origins: readonly string[],
): { name: string; columns: number[] }[] {
  const sorted = origins.toSorted((a, b) => b.length - a.length)
  const groups = new Map<string, number[]>()
  names.forEach((name, j) => {
    const origin = sorted.find((o) => name === o || name.startsWith(`${o}=`) || name.startsWith(`${o} `)) ?? name
    groups.set(origin, [...(groups.get(origin) ?? []), j])
  })
  return [...groups].map(([name, columns]) => ({ name, columns }))
}
