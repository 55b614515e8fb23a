import { describe, expect, it } from 'vitest'
import { sharedBytes, sharedDataIsThere } from '../test/shared-data.ts'
import * as s from './split.ts'

const isPartition = ({ train, test }: s.Split, rows: number) =>
  expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i))

describe('splits', () => {
  it('hash rows as the reference does', () => {
    expect(s.fnv1a32('a')).toBe(3826002220)
    expect([0, 1, 2].map((row) => s.hashUniform('telco', row))).toEqual([
      0.4300297689624131, 0.5614011350553483, 0.9494437638204545,
    ])
  })

  it.skipIf(!sharedDataIsThere)('choose the test rows listed with the data (skipped without ../shared)', () => {
    for (const [name, rows] of [
      ['telco', 7043],
      ['bank-additional', 41188],
      ['x-leads', 9240],
    ] as const) {
      const listed = new TextDecoder()
        .decode(sharedBytes(`data/splits/${name}.test.txt`))
        .trim()
        .split('\n')
        .map(Number)
      expect(Array.from(s.hashSplit(name, rows).test)).toEqual(listed)
    }
  })

  it('make the very split of NumPy', () => {
    const split = s.numpySplit(7043, 42)
    expect(Array.from(split.test.subarray(0, 5))).toEqual([185, 2715, 3825, 1807, 132])
    expect(Array.from(split.train.subarray(0, 5))).toEqual([2142, 1623, 6074, 1362, 6754])
    expect(split.test.length).toBe(1409)
  })

  it('keep the shares of classes, whole groups, and the order of time', () => {
    const labels = Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 1 : 0))
    const stratified = s.stratifiedSplit(labels)
    isPartition(stratified, 100)
    expect(stratified.test.filter((i) => labels[i] === 1).length).toBe(2)
    const groups = labels.map((_, i) => `g${i % 17}`)
    const grouped = s.groupedSplit(groups)
    isPartition(grouped, 100)
    const inTest = new Set(Array.from(grouped.test, (i) => groups[i]))
    expect(Array.from(grouped.train).some((i) => inTest.has(groups[i]))).toBe(false)
    const times = labels.map((_, i) => (i * 37) % 100)
    const timed = s.timeSplit(times)
    expect(Math.min(...Array.from(timed.test, (i) => times[i]!))).toBeGreaterThan(
      Math.max(...Array.from(timed.train, (i) => times[i]!)),
    )
  })

  it('test each row once in folds', () => {
    for (const folds of [
      s.kFolds(23, { folds: 4 }),
      s.stratifiedFolds(
        [...Array(23).keys()].map((i) => i % 2),
        { folds: 4 },
      ),
      s.groupedFolds(
        [...Array(23).keys()].map((i) => i % 6),
        { folds: 3 },
      ),
    ]) {
      expect(folds.flatMap(({ test }) => Array.from(test)).sort((a, b) => a - b)).toEqual([...Array(23).keys()])
      for (const fold of folds) isPartition(fold, 23)
    }
    const times = Array.from({ length: 24 }, (_, i) => i)
    for (const { train, test } of s.timeFolds(times, { folds: 3 }))
      expect(Math.max(...train)).toBeLessThan(Math.min(...test))
  })

  it('refuse what cannot be split', () => {
    expect(() => s.randomSplit(1)).toThrow('both need at least one')
    expect(() => s.kFolds(3, { folds: 4 })).toThrow('between 2 and 3 folds')
  })
})
