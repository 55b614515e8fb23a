// node benchmarks/analytics/examples/churn.ts FILE TARGET FOLDER: draws ROC and calibration of three models on a fifth of
// the rows that they did not learn from, into FOLDER.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import * as a from '@rapport/analytics/index.ts'
import { unitChart } from './draw.ts'

const [file = '../shared/data/churn/telco_customer_churn.csv', target = 'Churn', folder = 'analytics/pictures'] =
  process.argv.slice(2)
const table = a.parseCsv(readFileSync(file))
const answers = a.answersOf(table, target)
const split = a.hashSplit('telco', table.rows)
const exclude = table.columns.filter((column) => column.kind === 'text').map((column) => column.name)
const y = a.takeValues(answers.y, split.test)

const models = [a.logisticRegression, a.randomForest, a.gradientBoosting]
const scored = models.map((model) => {
  const pipeline = a.fitPipeline({ model }, { table, answers, rows: split.train, exclude })
  const p = a.positiveOf(pipeline.predictProbability(table, split.test))
  return { title: model.title, p, auc: a.auc(y, p) }
})

/** Every hundredth of a curve is enough for the eye. */
function thinned({ x, y }: { x: Float64Array; y: Float64Array }) {
  const keep = (_: number, k: number) => k % Math.ceil(x.length / 150) === 0 || k === x.length - 1
  return { x: x.filter(keep), y: y.filter(keep) }
}

const roc = scored.map(({ title, p, auc }) => ({
  label: `${title}, AUC ${auc.toFixed(3)}`,
  ...thinned(a.rocCurve(y, p)),
}))
const bins = scored.map(({ title, p }) => {
  const { bins, expectedError } = a.reliability(y, p)
  const [x, observed] = [bins.map(({ predicted }) => predicted), bins.map((bin) => bin.observed)]
  return { label: `${title}, error ${expectedError.toFixed(3)}`, x, y: observed, points: true }
})
mkdirSync(folder, { recursive: true })
writeFileSync(
  `${folder}/roc.svg`,
  unitChart({
    title: 'ROC on the test rows',
    x: 'false positive rate',
    y: 'true positive rate',
    series: roc,
    diagonal: true,
  }),
)
writeFileSync(
  `${folder}/calibration.svg`,
  unitChart({
    title: 'Calibration on the test rows, tenths',
    x: 'predicted',
    y: 'observed',
    series: bins,
    diagonal: true,
  }),
)
for (const { title, auc } of scored) console.log(title, auc.toFixed(4))
