import { describe, expect, it } from 'vitest'
import { AnalyticsError } from './errors.ts'
import * as analytics from './index.ts'
import * as m from './matrix.ts'
import { defineClassifier } from './model.ts'
import { models } from './models.ts'
import {
  boolean_,
  checkParameters,
  choice_,
  custom_,
  integer_,
  legalValues,
  list_,
  nullable_,
  number_,
} from './params.ts'
import { decode, encode, fromBase64, toBase64 } from './serialise.ts'

const parameters = {
  rate: number_({ default: 0.1, above: 0, max: 1 }),
  trees: integer_({ default: 100, min: 1 }),
  loss: choice_(['log', 'square'], { default: 'log' }),
  fast: boolean_({ default: true }),
  columns: list_(integer_({ default: 0, min: 0 }), { default: [] }),
  depth: nullable_(integer_({ default: 5, min: 1 }), { default: null }),
  name: custom_<string>({
    default: 'a',
    legal: 'a short text',
    test: (value) => typeof value === 'string' && value.length < 5,
  }),
}

describe('parameters', () => {
  it('fill in defaults and accept what is legal', () => {
    expect(checkParameters('model', parameters, { trees: 3, depth: 4, rate: undefined })).toMatchObject({
      trees: 3,
      depth: 4,
      rate: 0.1,
    })
  })

  it.each([
    [{ rate: 0 }, 'model: parameter "rate" was given 0 but must be a number above 0 and of at most 1.'],
    [{ rate: '1' }, 'model: parameter "rate" was given "1" but must be a number above 0 and of at most 1.'],
    [{ trees: 1.5 }, 'model: parameter "trees" was given 1.5 but must be a whole number of at least 1.'],
    [{ loss: 'abs' }, 'model: parameter "loss" was given "abs" but must be one of "log", "square".'],
    [{ fast: 1 }, 'model: parameter "fast" was given 1 but must be true or false.'],
    [
      { columns: [0, -1] },
      'model: parameter "columns" was given [0,-1] but must be a list in which each entry is a whole number of at least 0.',
    ],
    [{ depth: 0 }, 'model: parameter "depth" was given 0 but must be a whole number of at least 1, or null.'],
    [{ name: 'abcdef' }, 'model: parameter "name" was given "abcdef" but must be a short text.'],
    [
      { leaves: 1 },
      'model has no parameter "leaves"; its parameters are: rate, trees, loss, fast, columns, depth, name.',
    ],
  ])('refuse %j in one sentence', (given, sentence) => {
    expect(() => checkParameters('model', parameters, given)).toThrow(
      new AnalyticsError('illegal_parameter', sentence).message,
    )
  })

  it('of every model have a legal default and say what is legal', () => {
    for (const model of models) {
      expect(() => checkParameters(model.name, model.parameters, {})).not.toThrow()
      for (const parameter of Object.values(model.parameters)) expect(legalValues(parameter).length).toBeGreaterThan(3)
    }
  })
})

describe('storing', () => {
  it('is exact to the bit', () => {
    const value = {
      a: Float64Array.of(0.1, -0, NaN, Infinity),
      b: Int32Array.of(-5),
      c: [1, 'x', null, true, -0, Infinity],
      d: Uint8Array.of(255),
      e: { f: 5e-324 },
    }
    expect(decode(JSON.parse(JSON.stringify(encode(value))))).toEqual(value)
    const view = Float64Array.of(1, 2, 3).subarray(1)
    expect(decode(encode(view))).toEqual(Float64Array.of(2, 3))
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251)
    expect(fromBase64(toBase64(bytes))).toEqual(bytes)
  })

  it('refuses what JSON cannot hold, and damage', () => {
    expect(() => encode({ a: 1n })).toThrow('bigint')
    expect(() => decode({ $: 'f64', data: 'AAA' })).toThrow('not base64')
    expect(() => decode({ $: 'f64', data: 'AAAA' })).toThrow('cut short')
    expect(() => decode({ $: 'f99', data: '' })).toThrow('unknown kind')
  })
})

describe('matrices', () => {
  const x = m.fromRows(
    [
      [1, 0, 2],
      [0, 0, 0],
      [3, 4, 0],
    ],
    ['a', 'b', 'c'],
  )

  it('go between dense and sparse, rows and columns', () => {
    const sparse = m.toSparse(x)
    expect(Array.from(sparse.starts)).toEqual([0, 2, 2, 4])
    expect(m.toDense(sparse)).toEqual(x)
    expect(m.toDense(m.takeRows(sparse, [2, 0, 2])).data).toEqual(m.takeRows(x, [2, 0, 2]).data)
    expect(m.takeColumns(x, [2, 0])).toMatchObject({ names: ['c', 'a'], data: Float64Array.of(2, 1, 0, 0, 0, 3) })
    expect(
      m.fromColumns(
        [
          [1, 0, 3],
          [0, 0, 4],
          [2, 0, 0],
        ],
        ['a', 'b', 'c'],
      ),
    ).toEqual(x)
    expect([m.columnName(x, 1), m.columnName({ ...x, names: undefined }, 1)]).toEqual(['"b"', 'column 1'])
  })

  it('refuse sizes that do not fit', () => {
    expect(() => m.matrix(2, 2, new Float64Array(3))).toThrow('2 × 2 needs 4 numbers but was given 3')
    expect(() => m.fromRows([[1], [1, 2]])).toThrow('Row 1 has 2 values but row 0 has 1.')
    expect(() => m.fromColumns([[1], [1, 2]])).toThrow('Column 1 has 2 values')
  })
})

describe('linear algebra', () => {
  const a = m.fromRows([
    [4, 2, 0.5],
    [2, 5, 1],
    [0.5, 1, 3],
  ])
  const b = Float64Array.of(1, 2, 3)

  it('solves, factorises and inverts', () => {
    const residual = (v: Float64Array) =>
      Math.max(...analytics.multiplyVector(a, v).map((value, i) => Math.abs(value - b[i]!)))
    expect(residual(analytics.solve(a, b))).toBeLessThan(1e-14)
    const l = analytics.cholesky(a)
    expect(residual(analytics.solveCholesky(l, b))).toBeLessThan(1e-14)
    expect(
      analytics.multiply(l, analytics.transpose(l)).data.every((value, k) => Math.abs(value - a.data[k]!) < 1e-14),
    ).toBe(true)
    const identity = analytics.multiply(a, analytics.invertCholesky(l)).data
    expect(identity.every((value, k) => Math.abs(value - (k % 4 === 0 ? 1 : 0)) < 1e-14)).toBe(true)
    expect(() => analytics.solve(m.matrix(2, 2), b.subarray(0, 2))).toThrow('singular')
    expect(() =>
      analytics.cholesky(
        m.fromRows([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toThrow('not positive definite')
  })

  it('finds least squares and rank by QR, and eigenvalues by Jacobi', () => {
    const tall = m.fromRows([
      [1, 1, 2],
      [1, 2, 4],
      [1, 3, 6],
      [1, 4, 8],
    ])
    const factors = analytics.qr(tall, 1e-12)
    expect(factors.rank).toBe(2)
    const fit = analytics.multiplyVector(tall, analytics.solveLeastSquares(factors, [3, 5, 7, 9]))
    expect(fit.every((value, i) => Math.abs(value - (3 + 2 * i)) < 1e-12)).toBe(true)
    const { values, vectors } = analytics.eigenSymmetric(a)
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(12, 12)
    const first = m.columnOf(vectors, 0)
    expect(analytics.multiplyVector(a, first)[0]).toBeCloseTo(values[0]! * first[0]!, 12)
  })
})

describe('defining a model', () => {
  const share = defineClassifier({
    name: 'share',
    version: 1,
    title: 'Shares',
    parameters: {},
    fit: ({ y, classes }) => ({
      shares: Float64Array.from(classes, (_, c) => y.filter((label) => label === c).length / y.length),
    }),
    probability: (state, x) =>
      Float64Array.from({ length: x.rows * state.shares.length }, (_, k) => state.shares[k % state.shares.length]!),
  })

  it('takes a kernel and gives checks, labels, storage and freezing', () => {
    const x = m.fromRows([[1], [2], [3]])
    const fitted = share.fit({ x, y: [7, 9, 9] })
    expect(Array.from(fitted.predict(x))).toEqual([9, 9, 9])
    expect(Object.isFrozen(fitted)).toBe(true)
    expect(share.fromJSON(JSON.stringify(fitted)).shares).toEqual(fitted.shares)
    expect(() => share.fit({ x: m.toSparse(x), y: [1, 2, 2] })).toThrow('cannot take sparse features')
  })
})
