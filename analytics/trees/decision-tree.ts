import { defineClassifier, defineRegressor } from '../model.ts'
import { boolean_, integer_, list_, nullable_, number_, type Values } from '../params.ts'
import { classBalance } from './class-weights.ts'
import { meanOfTrees, sharesOfTrees } from './forest.ts'
import { type Growth, growForest } from './forest-grow.ts'
import { prune } from './pruning.ts'

const parameters = {
  depth: nullable_(integer_({ default: 1, min: 1 }), { default: 6, help: 'depth, at most; null: no limit' }),
  minLeaf: integer_({ default: 10, min: 1, help: 'rows in a leaf, at least' }),
  minSplit: integer_({ default: 2, min: 2, help: 'rows in a node that may be cut, at least' }),
  alpha: number_({ default: 0, min: 0, help: 'price of a leaf when pruning, in the measure of impurity' }),
  bins: integer_({ default: 255, min: 2, max: 255, help: 'bins of a number column, at most' }),
  categorical: list_(integer_({ default: 0, min: 0 }), { default: [], help: 'columns that hold category codes' }),
}

function growthOf(values: Values<typeof parameters>, columns: number): Growth {
  return { ...values, depth: values.depth ?? Infinity, trees: 1, tries: columns, minGain: 0, rowShare: null }
}

/**
 * One decision tree for classes (Gini index), pruned by cost and complexity: of all its subtrees the one with the least
 * Σ leaves (share of rows × Gini) + alpha × leaves. Read it with `describeTree` and `treeAsData`.
 *
 * Cost: O(n × columns × depth). Source: Breiman et al., Classification and regression trees, 1984.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `illegal_parameter`, `cancelled`.
 *
 * @example describeTree(decisionTree.fit({ x, y, depth: 4, alpha: 0.001 }))
 */
export const decisionTree = defineClassifier({
  name: 'decision_tree',
  version: 1,
  title: 'Decision tree',
  missing: 'accepted',
  parameters: { ...parameters, balance: boolean_({ default: false, help: 'weigh all classes the same' }) },
  fit: ({ x, y, weights, classes }, values, run) => {
    const weighted = values.balance ? classBalance(y, classes.length, weights) : weights
    const answers = { values: y, classes: classes.length > 2 ? classes.length : 0, weights: weighted }
    const grown = growForest(x, answers, growthOf(values, x.columns), run)
    // The tree of two classes measures p (1 − p), half of the Gini index.
    return prune(grown, classes.length > 2 ? values.alpha : values.alpha / 2)
  },
  probability: (state, x) => sharesOfTrees(state.trees, x),
})

/**
 * One decision tree for numbers (mean squared error); see {@link decisionTree}.
 * Cost: O(n columns depth).
 * Source: Breiman, Friedman, Olshen & Stone 1984.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `illegal_parameter`, `cancelled`.
 * @example decisionTreeRegression.fit({ x, y, depth: 4 }).predict(x)
 */
export const decisionTreeRegression = defineRegressor({
  name: 'decision_tree_regression',
  version: 1,
  title: 'Decision tree for numbers',
  missing: 'accepted',
  parameters,
  fit: ({ x, y, weights }, values, run) =>
    prune(growForest(x, { values: y, classes: 0, weights }, growthOf(values, x.columns), run), values.alpha),
  predict: (state, x) => meanOfTrees(state.trees, x),
})
