export { KdTree, Nearest } from './kd-tree.ts'
export { nearestClassifier, nearestRegressor } from './knn.ts'
export { type Neighbours, nearestNeighbours } from './search.ts'

import { nearestClassifier, nearestRegressor } from './knn.ts'

/** Classifiers of this room. */
export const neighbourClassifiers = [nearestClassifier] as const
/** Regressors of this room. */
export const neighbourRegressors = [nearestRegressor] as const
