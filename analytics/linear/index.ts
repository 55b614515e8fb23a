import { elasticNet, lasso, linearRegression, ridge } from './linear.ts'
import { logisticRegression } from './logistic.ts'

export { type CoefficientRow, coefficientTable } from './coefficients.ts'
export { elasticNet, lasso, linearRegression, ridge } from './linear.ts'
export { logisticRegression } from './logistic.ts'

/** Classifiers of this room. */
export const linearClassifiers = [logisticRegression] as const

/** Regressors of this room. */
export const linearRegressors = [linearRegression, ridge, lasso, elasticNet] as const
