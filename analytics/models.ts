import { bayesClassifiers } from './bayes/index.ts'
import { linearClassifiers, linearRegressors } from './linear/index.ts'
import type { Fitted, FittedClassifier, Model } from './model.ts'
import { neighbourClassifiers, neighbourRegressors } from './neighbours/index.ts'
import { neuralClassifiers, neuralRegressors } from './neural/index.ts'
import type { ParameterSet } from './params.ts'
import { svmClassifiers } from './svm/index.ts'
import { treeClassifiers, treeRegressors } from './trees/index.ts'

/** Any classifier of the library. */
export type AnyClassifier = Model<ParameterSet, FittedClassifier>
/** Any regressor of the library. */
export type AnyRegressor = Model<ParameterSet, Fitted>

/**
 * Every classifier, one line for each room (its `index.ts` exports an array such as `linearClassifiers`). The common
 * tests, the automatic choice and the documentation iterate over these lists.
 */
export const classifiers: readonly AnyClassifier[] = [
  ...linearClassifiers,
  ...treeClassifiers,
  ...svmClassifiers,
  ...neuralClassifiers,
  ...bayesClassifiers,
  ...neighbourClassifiers,
]

/** Every regressor, one line for each room. */
export const regressors: readonly AnyRegressor[] = [
  ...linearRegressors,
  ...treeRegressors,
  ...neuralRegressors,
  ...neighbourRegressors,
]

/** All supervised models. */
export const models: readonly AnyRegressor[] = [...classifiers, ...regressors]
