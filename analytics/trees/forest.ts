import type { Matrix } from '../matrix.ts'
import { defineClassifier, defineRegressor } from '../model.ts'
import { boolean_, custom_, integer_, list_, nullable_, number_, type Values } from '../params.ts'
import { classBalance } from './class-weights.ts'
import { addTrees, type Ensemble } from './ensemble.ts'
import { type Growth, growForest } from './forest-grow.ts'

/** Parameters of a random forest. */
export const forestParameters = {
  trees: integer_({ default: 300, min: 1, max: 10000, help: 'number of trees' }),
  columnsTried: custom_<number | 'sqrt' | 'third' | 'all'>({
    default: 'sqrt',
    legal: 'a whole number of at least 1, or "sqrt", "third" or "all" (of the columns)',
    test: (value) =>
      ['sqrt', 'third', 'all'].includes(value as string) || (Number.isInteger(value) && (value as number) > 0),
    help: 'columns tried at each node',
  }),
  minLeaf: integer_({ default: 5, min: 1, help: 'rows in a leaf, at least' }),
  depth: nullable_(integer_({ default: 1, min: 1 }), {
    default: null,
    help: 'depth of a tree, at most; null: no limit',
  }),
  rowShare: number_({ default: 1, above: 0, max: 1, help: 'rows drawn with replacement for each tree, as a share' }),
  bootstrap: boolean_({ default: true, help: 'draw rows with replacement; false: every tree sees all rows' }),
  bins: integer_({ default: 255, min: 2, max: 255, help: 'bins of a number column, at most' }),
  categorical: list_(integer_({ default: 0, min: 0 }), { default: [], help: 'columns that hold category codes' }),
}

const classifierParameters = {
  ...forestParameters,
  balance: boolean_({ default: false, help: 'weigh rows so that all classes have the same weight' }),
}

function growthOf(values: Values<typeof forestParameters>, columns: number): Growth {
  const named = { sqrt: Math.floor(Math.sqrt(columns)), third: Math.floor(columns / 3), all: columns }
  const tries = typeof values.columnsTried === 'number' ? values.columnsTried : named[values.columnsTried]
  return {
    ...values,
    tries: Math.max(1, Math.min(columns, tries)),
    minSplit: 2,
    depth: values.depth ?? Infinity,
    minGain: 0,
    rowShare: values.bootstrap ? values.rowShare : null,
  }
}

/** Mean of the leaf values over trees, n × width row-major. */
export function meanOfTrees(trees: Ensemble, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * trees.width)
  addTrees(trees, x, out, trees.width)
  for (let i = 0; i < out.length; i++) out[i]! /= trees.roots.length
  return out
}

/** Probabilities n × classes from the mean leaf values; two classes store the second one's share only. */
export function sharesOfTrees(trees: Ensemble, x: Matrix): Float64Array {
  const mean = meanOfTrees(trees, x)
  if (trees.width > 1) return mean
  const out = new Float64Array(x.rows * 2)
  for (let i = 0; i < x.rows; i++) {
    out[2 * i] = 1 - mean[i]!
    out[2 * i + 1] = mean[i]!
  }
  return out
}

/**
 * Random forest: the mean over trees that are grown to the full, each on rows drawn with replacement, trying random
 * columns at each node (Gini index). Missing values and categories are native.
 *
 * P(class | x) = mean over trees of the class's share in the leaf of x. `importance` is each column's share of the gain.
 * Cost: O(trees × n × columnsTried × depth). Source: Breiman, Random forests, 2001.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `illegal_parameter`, `cancelled`.
 *
 * @example randomForest.fit({ x, y, trees: 500, minLeaf: 5, seed: 7 }).predictProbability(x)
 */
export const randomForest = defineClassifier({
  name: 'random_forest',
  version: 1,
  title: 'Random forest',
  missing: 'accepted',
  parameters: classifierParameters,
  fit: ({ x, y, weights, classes }, values, run) => {
    const weighted = values.balance ? classBalance(y, classes.length, weights) : weights
    const answers = { values: y, classes: classes.length > 2 ? classes.length : 0, weights: weighted }
    return growForest(x, answers, growthOf(values, x.columns), run)
  },
  probability: (state, x) => sharesOfTrees(state.trees, x),
})

/**
 * Random forest for numbers: trees cut by squared error, the prediction is the mean of the leaf means.
 * See {@link randomForest}.
 * Cost: trees × n × columns / 3 × depth, on all threads.
 * Source: Breiman 2001.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `illegal_parameter`, `cancelled`.
 *
 * @example randomForestRegression.fit({ x, y, trees: 200 }).predict(x)
 */
export const randomForestRegression = defineRegressor({
  name: 'random_forest_regression',
  version: 1,
  title: 'Random forest for numbers',
  missing: 'accepted',
  parameters: { ...forestParameters, columnsTried: { ...forestParameters.columnsTried, default: 'third' as const } },
  fit: ({ x, y, weights }, values, run) =>
    growForest(
      x,
      { values: y, classes: 0, weights },
      growthOf(values as Values<typeof forestParameters>, x.columns),
      run,
    ),
  predict: (state, x) => meanOfTrees(state.trees, x),
})
