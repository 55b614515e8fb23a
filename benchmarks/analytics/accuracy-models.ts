// Test AUC and log loss of trees, SVM and networks on the four classification tables, beside the reference's.
// node benchmarks/analytics/accuracy-models.ts [model …]
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Matrix } from '@rapport/analytics/matrix.ts'
import { auc as areaUnderCurve, logLoss } from '@rapport/analytics/metrics/index.ts'
import type { FittedClassifier } from '@rapport/analytics/model.ts'
import { mlp } from '@rapport/analytics/neural/mlp.ts'
import { kernelSvm } from '@rapport/analytics/svm/kernel-svm.ts'
import { linearSvm } from '@rapport/analytics/svm/linear-svm.ts'
import { type Dataset, dataset, datasetNames, sharedJson } from '@rapport/analytics/test/shared-data.ts'
import { gradientBoosting } from '@rapport/analytics/trees/boosting.ts'
import { decisionTree } from '@rapport/analytics/trees/decision-tree.ts'
import { randomForest } from '@rapport/analytics/trees/forest.ts'

type Fit = (x: Matrix, y: Float64Array) => FittedClassifier
type Entry = { fit: Fit; reference: RegExp }

const entries: Record<string, Entry> = {
  'boosting, defaults': { fit: (x, y) => gradientBoosting.fit({ x, y }), reference: /HistGradient|xgboost|GradientB/ },
  'boosting, 300 × 15 leaves, rate .03': {
    fit: (x, y) => gradientBoosting.fit({ x, y, learningRate: 0.03, leaves: 15, l2: 0, rowShare: 1, columnShare: 1 }),
    reference: /HistGradient|xgboost|GradientB/,
  },
  'forest, defaults': { fit: (x, y) => randomForest.fit({ x, y }), reference: /RandomForest/ },
  'forest, 500 trees, leaf 5': {
    fit: (x, y) => randomForest.fit({ x, y, trees: 500, minLeaf: 5 }),
    reference: /RandomForest/,
  },
  'tree, depth 5': { fit: (x, y) => decisionTree.fit({ x, y, depth: 5, minLeaf: 1 }), reference: /DecisionTree/ },
  'tree, defaults': { fit: (x, y) => decisionTree.fit({ x, y }), reference: /DecisionTree/ },
  'linear SVM': { fit: (x, y) => linearSvm.fit({ x, y }), reference: /LinearSVC/ },
  'MLP, defaults': { fit: (x, y) => mlp.fit({ x, y }), reference: /MLP/ },
  'MLP(32)': { fit: (x, y) => mlp.fit({ x, y, hidden: [32], members: 1 }), reference: /MLP/ },
  'RBF SVM': { fit: (x, y) => kernelSvm.fit({ x, y, folds: 0 }), reference: /SVC\(rbf/ },
}

type Scores = { models: Record<string, { auc: number | { mean: number } }> }

function referenceAuc(name: string, pattern: RegExp): number {
  const { models } = sharedJson<Scores>(`reference/classif_${name}.json`)
  const found = Object.entries(models).filter(([model]) => pattern.test(model))
  return Math.max(...found.map(([, { auc }]) => (typeof auc === 'number' ? auc : auc.mean)))
}

function measure(data: Dataset, name: string, { fit, reference }: Entry) {
  const start = performance.now()
  const fitted = fit(data.xTrain, data.yTrain)
  const seconds = (performance.now() - start) / 1000
  const p = fitted.predictProbability(data.xTest).filter((_, k) => k % 2 === 1)
  const auc = areaUnderCurve(data.yTest, p)
  const best = referenceAuc(name, reference)
  return { scores: { auc, logLoss: logLoss(data.yTest, p), reference: best, ahead: auc - best }, seconds }
}

type Results = Record<string, Record<string, ReturnType<typeof measure>['scores']>>

const file = new URL('accuracy-models.json', import.meta.url)
const wanted = process.argv.slice(2)
// What is not measured now keeps its last result.
const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
for (const name of datasetNames) {
  const data = dataset(name)
  for (const [model, entry] of Object.entries(entries)) {
    if (wanted.length && !wanted.some((word) => model.includes(word))) continue
    const { scores: result, seconds } = measure(data, name, entry)
    results[name] = { ...results[name], [model]: result }
    const numbers = [result.auc, result.reference, result.ahead, result.logLoss].map((value) => value.toFixed(4))
    console.log(`${name.padEnd(12)} ${model.padEnd(36)} AUC ${numbers.join('  ')}  ${seconds.toFixed(2)} s`)
    writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`)
  }
}
