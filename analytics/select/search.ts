import type { Recipe, Task } from '../data/pipeline.ts'
import { refuse } from '../errors.ts'
import { type Progress, runOf } from '../model.ts'
import { mulberry32, shuffle } from '../numeric/random.ts'
import { type CrossValidation, crossValidate, foldsFor } from './cross-validate.ts'
import { primaryMetric } from './scores.ts'

/** Values to try, by parameter. */
export type Grid = { readonly [parameter: string]: readonly unknown[] }

/** One tried combination. */
export type Trial = { readonly parameters: { readonly [name: string]: unknown }; readonly result: CrossValidation }

/**
 * Tries combinations of parameters by cross-validation on the same folds and returns them best first. Above `limit`
 * combinations a random `limit` of them is tried. Values are checked as the model checks them.
 * @example searchParameters({ model: logisticRegression }, task, { l2: [0.1, 1, 10] })[0].parameters
 */
export function searchParameters(
  recipe: Recipe,
  task: Task,
  grid: Grid,
  options: Progress & { folds?: number; seed?: number; limit?: number; metric?: string } = {},
): Trial[] {
  const { seed = 1, limit = 60 } = options
  const all = combinations(grid)
  const tried = all.length > limit ? shuffle(all, mulberry32(seed)).slice(0, limit) : all
  const splits = foldsFor(task, options)
  const primary = primaryMetric(task.answers)
  const metric = options.metric ?? primary.name
  const sign =
    (metric === primary.name ? primary.better : moreIsBetter.includes(metric) ? 'more' : 'less') === 'more' ? -1 : 1
  const run = runOf(options)
  const trials = tried.map((parameters, k) => {
    run.progress(k / tried.length, `Combination ${k + 1} of ${tried.length}`)
    const result = crossValidate({ ...recipe, parameters: { ...recipe.parameters, ...parameters } }, task, {
      seed,
      splits,
      signal: options.signal,
    })
    if (!(metric in result.mean))
      refuse(
        'illegal_parameter',
        `There is no measure "${metric}"; choose one of ${Object.keys(result.mean).join(', ')}.`,
      )
    return { parameters, result }
  })
  return trials.sort((a, b) => sign * (a.result.mean[metric]! - b.result.mean[metric]!))
}

const moreIsBetter = ['auc', 'accuracy', 'averagePrecision', 'r2']

function combinations(grid: Grid): { [name: string]: unknown }[] {
  return Object.entries(grid).reduce<{ [name: string]: unknown }[]>(
    (all, [name, values]) => all.flatMap((rest) => values.map((value) => ({ ...rest, [name]: value }))),
    [{}],
  )
}
