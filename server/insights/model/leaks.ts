import type { Column } from '@rapport/analytics/data/index.ts'
import { auc } from '@rapport/analytics/metrics/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Refused } from '@rapport/vocabulary/insights/report.ts'
import type { Examples, Rows } from './examples.ts'

/** A field that tells the outcome this well by itself was filled in by someone who knew it. */
const tooGood = 0.97
const fewest = 20
const rarest = 20

/** How well a column alone tells yes from no, whichever way round; its empty cells count as one value of their own. */
function aloneAuc(column: Column, y: Float64Array): number {
  if (column.kind === 'text') return 0.5
  const score = new Float64Array(y.length)
  if (column.kind === 'category') {
    const yes = new Map<number, [number, number]>()
    column.codes.forEach((code, i) => {
      const [count, sum] = yes.get(code) ?? [0, 0]
      yes.set(code, [count + 1, sum + y[i]!])
    })
    const mean = y.reduce((a, b) => a + b, 0) / y.length
    column.codes.forEach((code, i) => {
      const [count, sum] = yes.get(code)!
      // A level that few rows have says nothing that could be trusted.
      score[i] = count < rarest ? mean : sum / count
    })
  } else {
    const known = column.values.filter((value) => !Number.isNaN(value))
    const least = known.reduce((a, b) => Math.min(a, b), 0)
    column.values.forEach((value, i) => {
      score[i] = Number.isNaN(value) ? least - 1 : value
    })
  }
  const value = auc(y, score)
  return Math.max(value, 1 - value)
}

const filledAuc = (column: Column, y: Float64Array): number => {
  const filled = Float64Array.from(y, (_, i) =>
    column.kind === 'category'
      ? column.codes[i]! < 0
        ? 0
        : 1
      : column.kind === 'text'
        ? column.values[i] === null
          ? 0
          : 1
        : Number.isNaN(column.values[i]!)
          ? 0
          : 1,
  )
  const value = auc(y, filled)
  return Math.max(value, 1 - value)
}

const isSame = (column: Column): boolean => {
  if (column.kind === 'text') return column.values.every((value) => value === null)
  const values: ArrayLike<number> = column.kind === 'category' ? column.codes : column.values
  const first = values[0]!
  for (let i = 1; i < values.length; i++) if (!Object.is(values[i], first)) return false
  return true
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

function reasonAgainst(column: Column, rows: Rows, binary: boolean): Refused['reason'] | undefined {
  if (isSame(column)) return label('empty, or the same for everyone', '为空或对所有记录相同')
  if (!binary || rows.ids.length < 2 * fewest) return undefined
  const filled = filledAuc(column, rows.y)
  if (filled >= tooGood)
    return label(
      `leak: being filled in tells the outcome by itself (${percent(filled)} of pairs), so it is filled in after the fact`,
      `泄漏：是否填写本身就能判断结果（${percent(filled)} 的配对），说明是事后填写`,
    )
  const alone = aloneAuc(column, rows.y)
  return alone >= tooGood
    ? label(
        `leak: it tells the outcome by itself (${percent(alone)} of pairs), so it is known only afterwards`,
        `泄漏：单凭该字段就能判断结果（${percent(alone)} 的配对），说明事后才知道`,
      )
    : undefined
}

/** Columns that may not be learned from: those that say nothing, and those that know the outcome. */
export function findLeaks(examples: Examples): Refused[] {
  const { train, features } = examples
  return features.flatMap((feature) => {
    const column = train.table.columns.find((one) => one.name === feature.name)
    const reason = column && reasonAgainst(column, train, examples.task === 'yes_no')
    return reason ? [{ name: feature.name, label: feature.label, reason }] : []
  })
}

/** Own fields that were filled in after the moment for at least half of those that have them today. */
export function filledLater(
  features: Examples['features'],
  sheets: readonly { readonly table: Rows['table']; readonly filledAfter: ReadonlyMap<string, number> }[],
): Refused[] {
  return features.flatMap((feature) => {
    let [later, before] = [0, 0]
    for (const { table, filledAfter } of sheets) {
      later += filledAfter.get(feature.name) ?? 0
      const column = table.columns.find((one) => one.name === feature.name)
      if (column?.kind === 'number') before += column.values.filter((value) => !Number.isNaN(value)).length
      if (column?.kind === 'category') before += column.codes.filter((code) => code >= 0).length
    }
    if (later < 10 || later < before) return []
    const share = percent(later / (later + before))
    const reason = label(
      `leak: ${share} of its values were filled in after the moment that the outcome counts from`,
      `泄漏：${share} 的值在结果起算时刻之后才填写`,
    )
    return [{ name: feature.name, label: feature.label, reason }]
  })
}
