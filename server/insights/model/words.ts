import { type Table, words } from '@rapport/analytics/data/index.ts'
import type { Factor } from '@rapport/vocabulary/insights/scores.ts'
import type { Strength } from './strength.ts'

/** Each word costs a prediction: so many rows, those with the highest answers, and so many words of each text. */
const [mostRows, mostWords] = [2_000, 16]
const least = 1e-3

/** For each row, what its answer owes to single words of its texts: the answer as it is, less the answer without the word. */
export function wordFactors(strength: Strength, rows: Table): Factor[][] {
  const found: Factor[][] = Array.from({ length: rows.rows }, () => [])
  rows.columns.forEach((column, c) => {
    if (column.kind !== 'text') return
    const told = column.values.map((text, i) => (text === null || i >= mostRows ? [] : words(text)))
    const single = told.map((all) => [...new Set(all)].slice(0, mostWords))
    const answered = (texts: (string | null)[]) =>
      strength({ rows: rows.rows, columns: rows.columns.with(c, { ...column, values: texts }) })
    const whole = answered(column.values.map((text, i) => (told[i]!.length > 0 ? told[i]!.join(' ') : text)))
    const deepest = Math.max(0, ...single.map((one) => one.length))
    for (let k = 0; k < deepest; k++) {
      const without = answered(
        column.values.map((text, i) => {
          const word = single[i]![k]
          return word === undefined ? text : told[i]!.filter((one) => one !== word).join(' ')
        }),
      )
      single.forEach((own, i) => {
        const has = own[k]
        const by = whole[i]! - without[i]!
        if (has !== undefined && Math.abs(by) >= least)
          found[i]!.push({ name: column.name, has, usual: null, by, isWord: true })
      })
    }
  })
  return found
}
