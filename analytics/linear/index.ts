import { logisticRegression } from './logistic.ts'

export { logisticRegression } from './logistic.ts'

/** Classifiers of this room. */
export const linearClassifiers = [logisticRegression] as const
