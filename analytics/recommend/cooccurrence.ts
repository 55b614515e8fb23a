import { byItem, type Interactions } from './interactions.ts'

/** Calls `visit(i, sums)` for each item with Σ_u x_ui x_uj over the users of i in `sums[j]`; `sums` is reused. Cost: Σ_u degree². */
export function eachGramRow(
  table: Interactions,
  useStrength: boolean,
  visit: (i: number, sums: Float64Array) => void,
): void {
  const columns = byItem(table)
  const { starts, indices, values } = table
  const sums = new Float64Array(table.items.length)
  for (let i = 0; i < table.items.length; i++) {
    sums.fill(0)
    for (let q = columns.starts[i]!; q < columns.starts[i + 1]!; q++) {
      const user = columns.indices[q]!
      const to = starts[user + 1]!
      if (useStrength) {
        const strength = columns.values[q]!
        for (let p = starts[user]!; p < to; p++) sums[indices[p]!]! += strength * values[p]!
      } else {
        for (let p = starts[user]!; p < to; p++) sums[indices[p]!]! += 1
      }
    }
    visit(i, sums)
  }
}
