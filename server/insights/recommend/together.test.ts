import { interactionsFromRows } from '@rapport/analytics/recommend/interactions.ts'
import { expect, test } from 'vitest'
import { dice } from '../../test/shop.ts'
import { Together } from './together.ts'

const chance = dice(5)
const rows = Array.from({ length: 60 }, () =>
  Array.from({ length: 12 }, (_, item) => item).filter(() => chance() < 0.3),
)
const table = interactionsFromRows(rows, 12)
const recount = (a: number, b: number): number => rows.filter((row) => row.includes(a) && row.includes(b)).length

test('pairs are counted as a look at every customer counts them, whether all pairs are kept or those that were bought', () => {
  for (const most of [12, 11]) {
    const together = new Together(table, most)
    for (let a = 0; a < 12; a++) {
      const others = Array.from({ length: 12 }, (_, b) => b).filter((b) => b !== a)
      for (const b of others) expect(together.of(a, b)).toBe(recount(a, b))
      const often = others.filter((b) => recount(a, b) >= 5).map((b) => [b, recount(a, b)])
      expect(together.with(a, 5).toSorted((one, other) => one[0] - other[0])).toEqual(often)
    }
  }
})
