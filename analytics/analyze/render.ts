import type { Report } from './report.ts'

const digits = (value: number | undefined, places = 5) =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(places).replace(/^(-?)0\./, '$10.')
const whole = (value: number) => value.toLocaleString('en')

/**
 * A report as plain text for a terminal.
 * @example
 * renderReport(analyze(bytes, { target: 'churn', compare: false })).split('\n').length // 20
 */
export function renderReport(report: Report): string {
  return [dataLines(report), baselineLines(report), comparisonLines(report), timeLines(report)].flat().join('\n')
}

function dataLines(report: Report): string[] {
  const { rows, columns, target, labels, counts } = report
  const answer = labels.length ? labels.map((label, c) => `${label} ${whole(counts[c]!)}`).join(', ') : `numbers`
  const missing = columns.filter((column) => column.missing > 0)
  return [
    `${whole(rows)} rows, ${columns.length} columns; to predict: ${target} (${answer})`,
    `Split: ${report.split} (${whole(report.trainRows)} rows to learn, ${whole(report.testRows)} to test)`,
    ...(missing.length ? [`Missing: ${missing.map(({ name, missing: n }) => `${name} ${whole(n)}`).join(', ')}`] : []),
    ...report.notes.map(({ column, note }) => `  ${column}: ${note}`),
    '',
  ]
}

function scoreLine(scores: { readonly [metric: string]: number }): string {
  return Object.entries(scores)
    .map(([name, value]) => `${name} ${digits(value)}`)
    .join('   ')
}

function baselineLines(report: Report): string[] {
  const { baseline, naive } = report
  const { interval, confusion } = baseline
  const strongest = baseline.coefficients.slice(0, 8)
  return [
    `${baseline.model} (${baseline.columns} columns${baseline.converged ? '' : ', not converged'})`,
    ...(report.testRows ? [`  ${scoreLine(baseline.scores)}`] : []),
    ...(interval && !Number.isNaN(interval.low)
      ? [`  AUC between ${digits(interval.low, 4)} and ${digits(interval.high, 4)} with 95 % confidence`]
      : []),
    ...(confusion && report.testRows
      ? [
          `  right: ${whole(confusion.truePositives)} yes, ${whole(confusion.trueNegatives)} no; wrong: ${whole(confusion.falsePositives)} false alarms, ${whole(confusion.falseNegatives)} missed`,
        ]
      : []),
    ...(report.testRows ? [`  without a model: ${scoreLine(naive)}`] : []),
    ...(strongest.length ? ['  strongest, per standard deviation:'] : []),
    ...strongest.map(
      ({ name, value, standardError, pValue }) =>
        `    ${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(3)} ± ${digits(standardError, 3)}  ${name}${pValue < 0.001 ? '  ***' : pValue < 0.05 ? '  *' : ''}`,
    ),
    '',
  ]
}

function comparisonLines({ comparison }: Report): string[] {
  if (!comparison) return []
  const { compared, chosen, reasons, scores, importance, left, metric } = comparison
  const width = Math.max(...compared.map(({ label }) => label.length))
  return [
    `Comparison by cross-validation on ${whole(comparison.rowsCompared)} rows (${metric})`,
    ...compared.map(
      ({ label, mean, deviation }) =>
        `  ${label.padEnd(width)}  ${digits(mean, 4)} ± ${digits(deviation, 4)}${label === chosen ? '  ← chosen' : ''}`,
    ),
    ...left.map(({ label, reason }) => `  ${label}: not compared, ${reason}`),
    '',
    ...reasons,
    `On the test rows: ${scoreLine(scores)}`,
    ...(importance.length ? ['What it goes by (loss when shuffled):'] : []),
    ...importance
      .slice(0, 8)
      .map(({ name, mean, deviation }) => `  ${digits(mean, 4)} ± ${digits(deviation, 4)}  ${name}`),
    '',
  ]
}

function timeLines({ seconds }: Report): string[] {
  if (!seconds) return []
  const toAccuracy = seconds.filter(({ step }) => step !== 'compare').reduce((sum, step) => sum + step.seconds, 0)
  return [
    `Seconds: ${seconds.map(({ step, seconds: s }) => `${step} ${s.toFixed(2)}`).join(', ')}; to the first accuracy ${toAccuracy.toFixed(2)}`,
  ]
}
