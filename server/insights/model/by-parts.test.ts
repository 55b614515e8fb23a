import { categoryColumn, numberColumn, type Table, table } from '@rapport/analytics/data/index.ts'
import { expect, test } from 'vitest'
import { byParts } from './by-parts.ts'

const rows: Table = table([
  numberColumn('orders', [1, 2, 3, 4, 5, 6, 7]),
  categoryColumn('country', ['a', 'b', null, 'a', 'b', 'b', 'a']),
])

/** Two numbers a row, of both columns. */
const say = ({ rows: count, columns: [orders, country] }: Table): Float64Array =>
  Float64Array.from({ length: count * 2 }, (_, i) => {
    const row = i >> 1
    const number = orders?.kind === 'number' ? orders.values[row]! : Number.NaN
    return i % 2 === 0 ? number * 10 : country?.kind === 'category' ? country.codes[row]! : Number.NaN
  })

test('many rows are answered in parts as they are at once, and it is looked at between them', () => {
  const looks: number[] = []
  const parts = byParts(rows, say, (share) => looks.push(share), 3)
  expect([...parts]).toEqual([...say(rows)])
  expect(looks).toEqual([0, 3 / 7, 6 / 7])
})
