import { kmeans } from '@rapport/analytics/cluster/kmeans.ts'
import { type Matrix, matrix } from '@rapport/analytics/matrix.ts'
import { auc } from '@rapport/analytics/metrics/index.ts'
import type { FittedClassifier } from '@rapport/analytics/model.ts'
import { mlp } from '@rapport/analytics/neural/mlp.ts'
import { normals } from '@rapport/analytics/numeric/random.ts'
import { kernelSvm } from '@rapport/analytics/svm/kernel-svm.ts'
import { linearSvm } from '@rapport/analytics/svm/linear-svm.ts'
import { gradientBoosting } from '@rapport/analytics/trees/boosting.ts'
import { decisionTree } from '@rapport/analytics/trees/decision-tree.ts'
import { randomForest } from '@rapport/analytics/trees/forest.ts'
import { blob, g1, g2, type Problem } from './generators.ts'
import type { Task } from './measure.ts'

type Fit = (problem: Problem) => FittedClassifier

const python = (task: string) => ({ task, threads: 2 })

/** Fits on the first n rows of G2 and checks on 20,000 more, as the reference does. */
function onG2(name: string, reference: string, n: number, fit: Fit): Task {
  const prepare = () => {
    const all = g2(n + 20000, 20)
    const part = (from: number, rows: number): Problem => ({
      x: matrix(rows, 20, all.x.data.slice(from * 20, (from + rows) * 20)),
      y: all.y.slice(from, from + rows),
    })
    const [learn, test] = [part(0, n), part(n, 20000)]
    let fitted: FittedClassifier | undefined
    return () => {
      const known = fitted
      fitted = fit(learn)
      if (known) return known.model
      return `AUC on 20,000 more ${auc(test.y, second(fitted.predictProbability(test.x))).toFixed(6)}`
    }
  }
  return { name, reference: python(reference), prepare }
}

function second(p: Float64Array): Float64Array {
  return p.filter((_, k) => k % 2 === 1)
}

function predicting(name: string, reference: string, fit: Fit): Task {
  const prepare = () => {
    const problem = g2(100_000, 20)
    const fitted = fit(problem)
    return () => fitted.predictProbability(problem.x).length.toString()
  }
  return { name, reference: python(reference), prepare }
}

const boost: Fit = ({ x, y }) =>
  gradientBoosting.fit({ x, y, rounds: 100, leaves: 31, learningRate: 0.1, l2: 0, rowShare: 1, columnShare: 1 })
const forest: Fit = ({ x, y }) => randomForest.fit({ x, y, trees: 100, minLeaf: 1 })

const boosting = 'HistGradientBoosting(100, 31 leaves, lr .1, no early stop) 100000x20'

function clustering(name: string, reference: string, x: () => Matrix, options: object): Task {
  const prepare = () => {
    const rows = x()
    return () => {
      const { inertia, passes } = kmeans.fit(rows, { clusters: 10, ...options })
      return `inertia ${inertia.toFixed(6)}, ${passes} passes`
    }
  }
  return { name, reference: python(reference), prepare }
}

const blobs = () => blob(100_000, 20, 10).x
const noise = () => matrix(100_000, 20, normals(1001, 2_000_000))

const svm: Task = {
  name: 'linear SVM 100000 × 50',
  reference: python('LinearSVC(dual=False) 100000x50'),
  prepare: () => {
    const { x, y } = g1(100_000, 50)
    return () => linearSvm.fit({ x, y, folds: 0 }).weights[0]!.toFixed(6)
  },
}

const calibrated: Task = {
  name: 'linear SVM 100000 × 50 with cross-validated probabilities',
  prepare: () => {
    const { x, y } = g1(100_000, 50)
    return () => linearSvm.fit({ x, y }).calibration[0]!.toFixed(6)
  },
}

const gaussian: Task = {
  name: 'kernel SVM 10000 × 20',
  reference: python('SVC(rbf) 10000x20'),
  prepare: () => {
    const { x, y } = g2(10_000, 20)
    return () => `${kernelSvm.fit({ x, y, folds: 0 }).factors.length} support rows`
  },
}

const large: Task = {
  name: 'boosting 1000000 × 20',
  prepare: () => {
    const { x, y } = g1(1_000_000, 20)
    return () => gradientBoosting.fit({ x, y, rounds: 20 }).rounds.toString()
  },
}

const network =
  (hidden: number[], batch: number): Fit =>
  ({ x, y }) =>
    mlp.fit({ x, y, hidden, batch, epochs: 20, patience: null, members: 1, l2: 1e-4 })

/** Trees, support vector machines, networks and k-means. */
export const modelTasks: Task[] = [
  onG2('boosting 100000 × 20', boosting, 100_000, boost),
  predicting('boosting probabilities 100000 × 20', 'HistGradientBoosting predict_proba 100000x20', boost),
  large,
  onG2('forest 100 trees 100000 × 20', 'RandomForest(100) 100000x20', 100_000, forest),
  predicting('forest probabilities 100000 × 20', 'RandomForest(100) predict_proba 100000x20', forest),
  onG2('tree of depth 8 100000 × 20', 'DecisionTree(max_depth=8) 100000x20', 100_000, ({ x, y }) =>
    decisionTree.fit({ x, y, depth: 8, minLeaf: 1 }),
  ),
  svm,
  calibrated,
  gaussian,
  onG2('MLP(100) 20 epochs 50000 × 20', 'MLP(100) adam batch 200, 20 epochs, 50000x20', 50_000, network([100], 200)),
  onG2(
    'MLP(64, 32) 20 epochs 50000 × 20',
    'MLP(64,32) adam batch 256, 20 epochs, 50000x20',
    50_000,
    network([64, 32], 256),
  ),
  clustering('k-means 1 start 100000 × 20', 'KMeans(10, n_init=1, k-means++, lloyd) 100000x20', blobs, { starts: 1 }),
  clustering('k-means 10 starts 100000 × 20', 'KMeans(10, n_init=10) 100000x20', blobs, {}),
  clustering(
    'k-means noise 100000 × 20',
    'KMeans(10, n_init=1) 100000x20 pure noise (many iterations, max_iter 300)',
    noise,
    { starts: 1 },
  ),
  clustering('k-means mini-batch 100000 × 20', 'MiniBatchKMeans(10, n_init=3) 100000x20', blobs, {
    starts: 3,
    batch: 1024,
  }),
]
