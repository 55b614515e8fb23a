export { mlp, mlpRegression } from './mlp.ts'
export type { Network } from './network.ts'

import { mlp, mlpRegression } from './mlp.ts'

/** Classifiers of this room. */
export const neuralClassifiers = [mlp] as const
/** Regressors of this room. */
export const neuralRegressors = [mlpRegression] as const
