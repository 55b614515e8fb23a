import type { Recipe } from '@rapport/analytics/data/index.ts'
import { logisticRegression, ridge } from '@rapport/analytics/linear/index.ts'
import { mlp, mlpRegression } from '@rapport/analytics/neural/index.ts'
import { linearSvm } from '@rapport/analytics/svm/index.ts'
import {
  decisionTree,
  decisionTreeRegression,
  gradientBoosting,
  gradientBoostingRegression,
  randomForest,
  randomForestRegression,
} from '@rapport/analytics/trees/index.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { type MethodName, methodNames } from '@rapport/vocabulary/insights/methods.ts'
import type { TaskKind } from '@rapport/vocabulary/insights/report.ts'
import { linearProbability } from './linear-probability.ts'

/** A way to learn, by its name for people. */
export interface Method {
  readonly name: string
  readonly label: Label
  readonly recipe: Recipe
}

const tree = { depth: 5, minLeaf: 20 }

/** Texts are hashed into so many columns; 0 where there are none. */
const recipes = (task: TaskKind, textWidth: number): Partial<Record<MethodName, Recipe>> => {
  const features = { rarestLevel: 5, textWidth }
  // A tree is read by people, so it asks about values as they are.
  const plain = { ...features, scale: 'none' as const }
  return task === 'number'
    ? {
        linear: { model: ridge, parameters: { l2: 10 }, features },
        tree: { model: decisionTreeRegression, parameters: tree, features: plain },
        forest: { model: randomForestRegression, parameters: { trees: 200, minLeaf: 5 }, features },
        boosting: { model: gradientBoostingRegression, parameters: { rounds: 200 }, features },
        mlp: { model: mlpRegression, features },
      }
    : {
        ...(task === 'yes_no' && { regression: { model: linearProbability, parameters: { l2: 10 }, features } }),
        logistic: { model: logisticRegression, parameters: { l2: 1 }, features },
        svm: { model: linearSvm, features },
        tree: { model: decisionTree, parameters: tree, features: plain },
        forest: { model: randomForest, parameters: { trees: 200, minLeaf: 5 }, features },
        boosting: { model: gradientBoosting, parameters: { rounds: 200 }, features },
        mlp: { model: mlp, features },
      }
}

const usual: { readonly [T in TaskKind]: readonly MethodName[] } = {
  yes_no: ['logistic', 'svm', 'tree', 'forest', 'boosting'],
  number: ['linear', 'tree', 'forest', 'boosting'],
  choice: ['logistic', 'tree', 'forest', 'mlp'],
}

/** The methods to compare: those named, or the usual ones of the task. */
export function methodsFor(task: TaskKind, wanted: readonly string[] | undefined, textWidth = 0): Method[] {
  const known = recipes(task, textWidth)
  const chosen = (wanted ?? []).filter((name): name is MethodName => name in known)
  const names = chosen.length > 0 ? chosen : usual[task]
  return names.map((name) => ({ name, label: methodNames[name], recipe: known[name]! }))
}
