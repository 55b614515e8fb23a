// Test AUC of the automatic choice on the four classification tables, beside the reference's best single model.
// node benchmarks/analytics/accuracy-choice.ts [table …]
import { answersOf } from '@rapport/analytics/data/target.ts'
import { takeValues } from '@rapport/analytics/matrix.ts'
import { auc } from '@rapport/analytics/metrics/index.ts'
import { choose, positiveOf } from '@rapport/analytics/select/index.ts'
import { dataset, datasetNames } from '@rapport/analytics/test/shared-data.ts'

const best = { bank: 0.953, 'bank-nodur': 0.8041, 'leads-clean': 0.8789, telco: 0.8554 }
const wanted = process.argv.slice(2)
for (const name of datasetNames.filter((one) => !wanted.length || wanted.includes(one))) {
  const { table, target, train, test } = dataset(name)
  const answers = answersOf(table, target)
  const before = process.cpuUsage()
  const { fitted, chosen } = choose({ table, answers, rows: train }, { features: { textWidth: 64 } })
  const found = auc(takeValues(answers.y, test), positiveOf(fitted.predictProbability(table, test)))
  const { user, system } = process.cpuUsage(before)
  console.log(
    `${name.padEnd(12)} ${found.toFixed(4)}  ${best[name]}  ${((user + system) / 1e6).toFixed(0)} s CPU  ${chosen}`,
  )
}
