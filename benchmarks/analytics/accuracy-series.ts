// sMAPE and MASE on the three shares of M3 beside the reference's, and how many values the 95 % intervals hold.
// node benchmarks/analytics/accuracy-series.ts [yearly quarterly monthly]
import { readFileSync } from 'node:fs'
import * as series from '@rapport/analytics/series/index.ts'

type M3 = { x: number[]; xx: number[]; frequency: number; h: number }
type Reference = { [name: string]: { smape: number; mase: number } }

const shared = new URL('../../../shared/', import.meta.url)
const reference = JSON.parse(readFileSync(new URL('reference/forecast.json', shared), 'utf8')) as {
  [name: string]: Reference
}
const { naive, seasonalNaive, drift, simpleSmoothing, holt, dampedTrend, theta, ets } = series
const methods = {
  naive,
  snaive: seasonalNaive,
  drift,
  ses: simpleSmoothing,
  holt,
  damped: dampedTrend,
  theta,
  ets,
  combination: series.combination,
}

console.log(
  '| M3 | method | sMAPE | reference | MASE | reference | inside 95 % | ms a series |\n|---|---|---|---|---|---|---|---|',
)
for (const kind of process.argv.length > 2 ? process.argv.slice(2) : ['yearly', 'quarterly', 'monthly']) {
  const text = readFileSync(new URL(`data/forecast/m3_${kind}.jsonl`, shared), 'utf8')
  const all = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as M3)
  for (const [name, method] of Object.entries(methods)) {
    const start = performance.now()
    const found = all.map(({ x, xx, frequency: period, h }) =>
      series.forecastAccuracy(xx, method.fit({ values: x, period }).forecast(h), { values: x, period }),
    )
    const mean = (of: (one: series.ForecastAccuracy) => number) =>
      found.reduce((sum, one) => sum + of(one), 0) / all.length
    const known = reference[`M3_${kind}_share`]![name]
    const [smape, mase, inside] = [mean((one) => one.smape), mean((one) => one.mase), mean((one) => one.coverage)]
    const milliseconds = (performance.now() - start) / all.length
    console.log(
      `| ${kind} | ${name} | ${smape.toFixed(3)} | ${known?.smape.toFixed(3) ?? '–'} | ${mase.toFixed(3)} | ${known?.mase.toFixed(3) ?? '–'} | ${inside.toFixed(1)} | ${milliseconds.toFixed(1)} |`,
    )
  }
}
