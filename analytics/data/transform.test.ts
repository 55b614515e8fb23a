import { describe, expect, it } from 'vitest'
import { columnOf, fromRows, matrix } from '../matrix.ts'
import { normals } from '../numeric/random.ts'
import { binner } from './bin.ts'
import { dateParts } from './date-parts.ts'
import { imputer } from './impute.ts'
import { quantileScaler, scaler } from './scale.ts'
import { numberColumn } from './table.ts'

const x = fromRows(
  [
    [1, 5],
    [2, 5],
    [3, 5],
    [NaN, 5],
    [10, 5],
  ],
  ['a', 'b'],
)

describe('scaling', () => {
  it('centres, and leaves missing values and constant columns be', () => {
    const fitted = scaler.fit(x)
    const scaled = fitted.transform(x)
    expect(
      columnOf(scaled, 0)
        .filter((v) => !Number.isNaN(v))
        .reduce((sum, v) => sum + v, 0),
    ).toBeCloseTo(0, 12)
    expect(Array.from(columnOf(scaled, 1))).toEqual([0, 0, 0, 0, 0])
    expect(fitted.inverse(scaled).data[0]).toBeCloseTo(1, 12)
    expect(scaler.fit(x, { method: 'robust' }).transform(x).data[2]).toBeCloseTo(-0.5 / 3, 2)
    expect(Array.from(columnOf(scaler.fit(x, { method: 'range' }).transform(x), 0))).toEqual([0, 1 / 9, 2 / 9, NaN, 1])
  })

  it('by quantiles makes any distribution even', () => {
    const skewed = matrix(
      1000,
      1,
      normals(3, 1000).map((v) => Math.exp(3 * v)),
    )
    const even = quantileScaler.fit(skewed).transform(skewed).data
    expect(even.reduce((sum, v) => sum + v, 0) / 1000).toBeCloseTo(0.5, 2)
    const normal = quantileScaler.fit(skewed, { output: 'normal' }).transform(skewed).data
    expect(normal.reduce((sum, v) => sum + v * v, 0) / 1000).toBeGreaterThan(0.9)
    expect(() => quantileScaler.fit(skewed).transform(x)).toThrow('fitted on 1 columns but was given 2')
  })
})

describe('imputation', () => {
  it('fills with what the training rows say, and marks where', () => {
    expect(imputer.fit(x).transform(x).data[6]).toBe(2.5)
    expect(imputer.fit(x, { method: 'mean' }).transform(x).data[6]).toBe(4)
    expect(imputer.fit(x, { method: 'mode' }).transform(x).data[6]).toBe(1)
    expect(imputer.fit(x, { method: 'constant', constant: -1 }).transform(x).data[6]).toBe(-1)
    const marked = imputer.fit(x, { indicators: true }).transform(x)
    expect(marked.names).toEqual(['a', 'b', 'a missing'])
    expect(Array.from(columnOf(marked, 2))).toEqual([0, 0, 0, 1, 0])
  })
})

describe('binning and dates', () => {
  it('bins by quantiles and by width', () => {
    const column = numberColumn('age', [10, 20, 30, 40, null])
    const byQuantile = binner.fit(column, { bins: 2 }).transform(column)
    expect([Array.from(byQuantile.codes), byQuantile.levels]).toEqual([
      [0, 0, 1, 1, -1],
      ['< 25', '≥ 25'],
    ])
    expect(binner.fit(column, { bins: 3, method: 'widths' }).transform(column).levels).toEqual([
      '< 20',
      '20 – 30',
      '≥ 30',
    ])
    expect(binner.fit(numberColumn('one', [5, 5])).transform(numberColumn('one', [5])).levels).toEqual(['all'])
  })

  it('puts December beside January', () => {
    const [december, january, june] = [11, 0, 5].map((month) => dateParts(Date.UTC(2024, month, 1)).slice(1, 3))
    const apart = (a: number[], b: number[]) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!)
    expect(apart(december!, january!)).toBeLessThan(apart(december!, june!))
    expect(dateParts(NaN).every(Number.isNaN)).toBe(true)
  })
})
