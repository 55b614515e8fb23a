import { describe, expect, it } from 'vitest'
import { auc } from '../metrics/ranking.ts'
import type { FittedClassifier } from '../model.ts'
import { mlp } from '../neural/mlp.ts'
import { linearSvm } from '../svm/linear-svm.ts'
import { type Dataset, dataset, sharedDataIsThere } from '../test/shared-data.ts'
import { gradientBoosting } from './boosting.ts'
import { decisionTree } from './decision-tree.ts'
import { randomForest } from './forest.ts'

function testAuc({ xTest, yTest }: Dataset, fitted: FittedClassifier): number {
  return auc(
    yTest,
    fitted.predictProbability(xTest).filter((_, k) => k % 2 === 1),
  )
}

// The other tables, and the kernel SVM, take longer: see benchmarks/analytics/accuracy-models.ts.
describe.skipIf(!sharedDataIsThere)('test AUC with the defaults, on the split of the reference', () => {
  const best = [
    ['telco', { boosting: 0.85535, forest: 0.85434, tree: 0.839375, svm: 0.848925, mlp: 0.8482 }],
    ['leads-clean', { boosting: 0.87892, forest: 0.87868, tree: 0.85862, svm: 0.865782, mlp: 0.86635 }],
  ] as const

  it.each(best)('is at most .002 below its best on %s', { timeout: 120000 }, (name, reference) => {
    const data = dataset(name)
    const { xTrain: x, yTrain: y } = data
    expect(testAuc(data, gradientBoosting.fit({ x, y }))).toBeGreaterThan(reference.boosting - 0.002)
    expect(testAuc(data, randomForest.fit({ x, y }))).toBeGreaterThan(reference.forest - 0.002)
    expect(testAuc(data, decisionTree.fit({ x, y, depth: 5, minLeaf: 1 }))).toBeGreaterThan(reference.tree - 0.002)
    expect(testAuc(data, linearSvm.fit({ x, y, folds: 0 }))).toBeGreaterThan(reference.svm - 0.002)
    expect(testAuc(data, mlp.fit({ x, y }))).toBeGreaterThan(reference.mlp - 0.002)
  })
})
