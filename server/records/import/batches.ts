import type { RawRow } from './row.ts'

/** Rows in batches of one size, leaving out the first `skip`. */
export async function* batches(
  rows: AsyncIterable<readonly RawRow[]>,
  size: number,
  skip = 0,
): AsyncGenerator<RawRow[]> {
  let [left, batch] = [skip, [] as RawRow[]]
  for await (const some of rows) {
    const fresh = left === 0 ? some : some.slice(left)
    left = Math.max(0, left - some.length)
    for (const row of fresh) {
      batch.push(row)
      if (batch.length < size) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
