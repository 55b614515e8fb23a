import { label } from '@rapport/vocabulary/define/label.ts'
import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { dice } from '../../test/shop.ts'
import type { Feature } from '../features/feature.ts'
import type { Examples, Rows } from './examples.ts'
import { findLeaks } from './leaks.ts'

const chance = dice(3)
const y = Float64Array.from({ length: 400 }, () => (chance() < 0.4 ? 1 : 0))
const number = (name: string, value: (i: number) => number) => ({
  kind: 'number' as const,
  name,
  values: y.map((_, i) => value(i)),
})
const columns = [
  number('honest', (i) => y[i]! * 0.5 + chance()),
  number('ending', (i) => y[i]! * 10 + chance()),
  number('filled_when_lost', (i) => (y[i] === 1 ? chance() : Number.NaN)),
  number('constant', () => 7),
  { kind: 'category' as const, name: 'verdict', codes: Int32Array.from(y), levels: ['kept', 'gone'] },
  {
    kind: 'category' as const,
    name: 'rare',
    codes: Int32Array.from(y, (_, i) => i),
    levels: Array.from(y, (_, i) => `w${i}`),
  },
]
const rows: Rows = { ids: Array.from(y, (_, i) => String(i)), at: [], table: { rows: y.length, columns }, y }
const features = columns.map(
  ({ name }): Feature => ({ name, label: label(name, name), unit: 'number', about: 'who', sql: sql`1` }),
)

test('fields that know the outcome are found, whatever their kind, and honest ones are left alone', () => {
  const examples = { task: 'yes_no', features, train: rows } as unknown as Examples
  const found = Object.fromEntries(findLeaks(examples).map((one) => [one.name, one.reason.en]))
  expect(Object.keys(found).sort()).toEqual(['constant', 'ending', 'filled_when_lost', 'verdict'])
  expect(found.ending).toMatch(/^leak: it tells the outcome by itself/)
  expect(found.filled_when_lost).toMatch(/^leak: being filled in tells the outcome/)
})
