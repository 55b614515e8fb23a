import { describe, expect, it } from 'vitest'
import { parseCsv } from '../data/csv.ts'
import { fromColumns, fromRows, matrix } from '../matrix.ts'
import { normals } from '../numeric/random.ts'
import { sharedBytes, sharedDataIsThere } from '../test/shared-data.ts'
import { coefficientTable } from './coefficients.ts'
import { elasticNet, lasso, linearRegression, ridge } from './linear.ts'

const near = (value: number, wanted: number, relative = 1e-9) =>
  expect(Math.abs(value / wanted - 1), `${value} for ${wanted}`).toBeLessThan(relative)

describe.skipIf(!sharedDataIsThere)('linear regression on Longley (skipped without ../shared)', () => {
  it('gives nine digits of the exact coefficients, errors, R² and sigma', () => {
    const columns = parseCsv(sharedBytes('data/regression/longley.csv')).columns.map((column) =>
      column.kind === 'number' ? column.values : [],
    )
    const fitted = linearRegression.fit({ x: fromColumns(columns.slice(0, 6)), y: columns[6]! })
    const coefficients = [
      0.015061872271373296, -0.035819179292591014, -0.02020229803816825, -0.010332268671735919, -0.051104105653580714,
      1.8291514646135518,
    ]
    const errors = [
      0.08491492577476695, 0.03349100777224319, 0.0048839968165169945, 0.0021427416316167525, 0.22607320006937034,
      0.455478499142212,
    ]
    near(fitted.intercept, -3482.2586345958184)
    near(fitted.interceptError, 890.4203836073725)
    for (const [j, b] of coefficients.entries()) near(fitted.coefficients[j]!, b)
    for (const [j, e] of errors.entries()) near(fitted.standardErrors[j]!, e)
    near(fitted.r2, 0.9954790045772957)
    near(fitted.sigma, 0.3048540735619648)
    expect(fitted.freedom).toBe(9)
    near(fitted.fStatistic, 330.285339234588)
  })
})

const x = matrix(120, 4, normals(31, 480))
const y = Float64Array.from(
  { length: 120 },
  (_, i) => 3 + 2 * x.data[4 * i]! - x.data[4 * i + 1]! + normals(400 + i, 1)[0]!,
)

describe('linear models', () => {
  it('name columns that depend on others and still predict', () => {
    const twice = fromRows(Array.from({ length: 120 }, (_, i) => [x.data[4 * i]!, 2 * x.data[4 * i]!, 1]))
    const fitted = linearRegression.fit({ x: twice, y })
    expect(fitted.dependent.length).toBe(2)
    expect(fitted.r2).toBeGreaterThan(0.5)
  })

  it('solve ridge by its normal equations', () => {
    const fitted = ridge.fit({ x, y, l2: 7, intercept: false })
    for (let j = 0; j < 4; j++) {
      let slope = -7 * fitted.coefficients[j]!
      for (let i = 0; i < 120; i++) slope += (y[i]! - fitted.predict(x)[i]!) * x.data[4 * i + j]!
      expect(slope).toBeCloseTo(0, 8)
    }
  })

  it('meet the optimality conditions of lasso and elastic net, with exact zeros', () => {
    for (const fitted of [lasso.fit({ x, y, l1: 25 }), elasticNet.fit({ x, y, l1: 25, l2: 5 })]) {
      const l2 = (fitted.parameters.l2 as number | undefined) ?? 0
      const predicted = fitted.predict(x)
      fitted.coefficients.forEach((b, j) => {
        let pull = -l2 * b
        for (let i = 0; i < 120; i++) pull += (y[i]! - predicted[i]!) * x.data[4 * i + j]!
        if (b === 0) expect(Math.abs(pull)).toBeLessThanOrEqual(25.000001)
        else expect(pull).toBeCloseTo(25 * Math.sign(b), 5)
      })
      expect(fitted.coefficients[3]).toBe(0)
      expect(fitted.standardErrors[0]).toBeGreaterThan(0)
    }
  })

  it('give the same by the Gram matrix of many rows as by QR of few, and take weights as repeated rows', () => {
    const big = matrix(40000, 60, normals(5, 2400000))
    const target = Float64Array.from({ length: 40000 }, (_, i) => big.data[60 * i]! * 2 + 1)
    const fitted = linearRegression.fit({ x: big, y: target })
    near(fitted.coefficients[0]!, 2)
    near(fitted.intercept, 1)
    const weights = y.map((_, i) => (i < 60 ? 2 : 1))
    const rows = Array.from({ length: 180 }, (_, k) => (k < 120 ? k : k - 120))
    const repeated = linearRegression.fit({
      x: fromRows(rows.map((i) => x.data.subarray(4 * i, 4 * i + 4))),
      y: rows.map((i) => y[i]!),
    })
    near(linearRegression.fit({ x, y, weights }).coefficients[2]!, repeated.coefficients[2]!)
  })

  it('lay out a table of coefficients', () => {
    const table = coefficientTable(linearRegression.fit({ x: { ...x, names: ['a', 'b', 'c', 'd'] }, y }))
    expect(table[0]).toMatchObject({ name: 'a' })
    expect(table[0]!.pValue).toBeLessThan(1e-10)
    expect(table[0]!.low).toBeLessThan(2)
    expect(table[0]!.high).toBeGreaterThan(2)
  })
})
