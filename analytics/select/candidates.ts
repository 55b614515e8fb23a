import type { Recipe } from '../data/pipeline.ts'
import { type AnyClassifier, type AnyRegressor, classifiers, regressors } from '../models.ts'

/** Rows above which a model is not compared, because its cost grows faster than the number of rows. */
const rowLimits: { readonly [model: string]: number } = {
  kernel_svm: 12_000,
  nearest_neighbours: 50_000,
  nearest_neighbours_regression: 50_000,
}

/** Models whose fit depends on chance so much that the mean of several fits is steadier. */
const drawing = ['gradient_boosting', 'gradient_boosting_regression', 'mlp', 'mlp_regression']

/** How many times a chosen model is fitted, with different seeds, to be averaged. */
export function repeatsOf(model: string, rows: number): number {
  return drawing.includes(model) && rows <= 50_000 ? 3 : 1
}

/** Columns above which a table is wide: a tree then looks at few of them, in few bins, because it cannot use more. */
const wide = 1000
const whenWide: { readonly [model: string]: Recipe['parameters'] } = {
  gradient_boosting: { bins: 32, columnShare: 0.2 },
  gradient_boosting_regression: { bins: 32, columnShare: 0.2 },
}

/** A candidate, or why it is not one. */
export type Candidates = {
  readonly recipes: readonly Recipe[]
  readonly left: readonly { label: string; reason: string }[]
}

/**
 * Every model of the library that fits the task and its size, with its defaults; above 1,000 columns boosting draws a fifth
 * of them for each tree and cuts them into 32 bins, which costs a sixth, and its label says so.
 * @example
 * candidatesFor('classification', 1000).left.length // 0
 */
export function candidatesFor(
  task: 'classification' | 'regression',
  rows: number,
  features: Recipe['features'] = {},
  columns = 1,
): Candidates {
  const all = task === 'classification' ? classifiers : regressors
  const tooSlow = all.filter(({ name }) => rows > (rowLimits[name] ?? Infinity))
  const recipes = all.filter((model) => !tooSlow.includes(model)).map((model) => recipeFor(model, features, columns))
  const left = tooSlow.map(({ name, title }) => ({
    label: title,
    reason: `too slow above ${rowLimits[name]!.toLocaleString('en')} rows`,
  }))
  return { recipes, left }
}

function recipeFor(model: AnyClassifier | AnyRegressor, features: Recipe['features'], columns: number): Recipe {
  const parameters = columns > wide ? whenWide[model.name] : undefined
  if (!parameters) return { model, features, label: model.title }
  return {
    model,
    features,
    parameters,
    label: `${model.title} on a fifth of the ${columns.toLocaleString('en')} columns`,
  }
}
