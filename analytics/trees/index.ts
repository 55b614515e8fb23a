export { gradientBoosting, gradientBoostingRegression } from './boosting.ts'
export { decisionTree, decisionTreeRegression } from './decision-tree.ts'
export { describeTree, type Question, type TreeNode, treeAsData, type Wording } from './describe-tree.ts'
export { randomForest, randomForestRegression } from './forest.ts'
export { type Contributions, type TreeModel, treeShap } from './tree-shap.ts'

import { gradientBoosting, gradientBoostingRegression } from './boosting.ts'
import { decisionTree, decisionTreeRegression } from './decision-tree.ts'
import { randomForest, randomForestRegression } from './forest.ts'

/** Classifiers of this room. */
export const treeClassifiers = [decisionTree, randomForest, gradientBoosting] as const
/** Regressors of this room. */
export const treeRegressors = [decisionTreeRegression, randomForestRegression, gradientBoostingRegression] as const
