import { categoryColumn, numberColumn, table } from '@rapport/analytics/data/index.ts'
import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'
import { factorsOf, strongest } from './reasons.ts'
import { strengthOf } from './strength.ts'
import { wordFactors } from './words.ts'

/** A rule that can be worked out by hand: .1 a silent day, and .2 more in Spain; at most 1. */
const rule = (rows: ReturnType<typeof table>) => {
  const [days, country] = rows.columns
  return Float64Array.from({ length: rows.rows }, (_, i) => {
    const silent = days?.kind === 'number' ? days.values[i]! : 0
    const spain = country?.kind === 'category' && country.levels[country.codes[i]!] === 'Spain' ? 0.2 : 0
    return Math.min(1, 0.1 * silent + spain)
  })
}
const rows = table([
  numberColumn('days', [6, 1, 1, 1]),
  categoryColumn('country', ['Spain', 'Norway', 'Norway', 'Norway']),
])

test('a reason is what the answer owes to it, and changes are told one after the other until nothing helps', () => {
  const factors = strongest(factorsOf(rule, rows, rows))
  expect(factors[0]).toEqual([
    { name: 'days', has: 6, usual: 1, by: expect.closeTo(0.5) },
    { name: 'country', has: 'Spain', usual: 'Norway', by: expect.closeTo(0.2) },
  ])
  expect(factors[1]).toEqual([])
  const known = { factors, usual: 0.275, open: new Set(['days', 'country']) }
  expect(changesOf(rule, rows, rows, known)).toEqual([
    [
      { name: 'days', has: 6, to: 1, answer: expect.closeTo(0.3) },
      { name: 'country', has: 'Spain', to: 'Norway', answer: expect.closeTo(0.1) },
    ],
    [],
    [],
    [],
  ])
  const fixed = changesOf(rule, rows, rows, { ...known, open: new Set(['days']) })
  expect(fixed[0]!.map(({ name }) => name)).toEqual(['days'])
})

test('the reasons for a choice are those of the chance of the very label that was given', () => {
  const chances = (of: ReturnType<typeof table>) => Float64Array.from([...rule(of)].flatMap((p) => [1 - p, p]))
  const pipeline = {
    predict: (of: ReturnType<typeof table>) => rule(of).map((p) => (p > 0.5 ? 1 : 0)),
    predictProbability: chances,
  }
  const strength = strengthOf('choice', pipeline as never, rows)
  expect([...strength(rows)]).toEqual([0.8, 0.9, 0.9, 0.9].map((p) => expect.closeTo(p)))
  expect(factorsOf(strength, rows, rows)[0]![0]).toMatchObject({ name: 'days', by: expect.closeTo(0.5) })
})

test('words of a text are reasons too', () => {
  const texts = { kind: 'text' as const, name: 'subject', values: ['My lamp is broken', null, '灯坏了'] }
  const broken = (of: ReturnType<typeof table>) => {
    const [column] = of.columns
    const told = column?.kind === 'text' ? column.values : []
    return Float64Array.from(told, (text) => (/broken|坏/.test(text ?? '') ? 0.9 : 0.2))
  }
  const found = wordFactors(broken, { rows: 3, columns: [texts] })
  expect(found[0]).toEqual([{ name: 'subject', has: 'broken', usual: null, by: expect.closeTo(0.7), isWord: true }])
  expect(found[1]).toEqual([])
  expect(found[2]).toEqual([expect.objectContaining({ isWord: true, by: expect.closeTo(0.7) })])
})
