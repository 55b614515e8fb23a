import { describe, expect, it } from 'vitest'
import { AnalyticsError } from './errors.ts'
import { type Matrix, matrix, takeRows, takeValues } from './matrix.ts'
import type { Fitted, FittedClassifier } from './model.ts'
import { type AnyRegressor, models } from './models.ts'
import { mulberry32, normals, permutation } from './numeric/random.ts'

const isClassifier = (model: AnyRegressor) => model.task === 'classification'

function sample(rows: number, columns: number, seed = 7): { x: Matrix; label: Float64Array; target: Float64Array } {
  const data = normals(seed, rows * columns)
  const noise = normals(seed + 1, rows)
  const target = Float64Array.from(
    noise,
    (e, i) => 2 * data[i * columns]! - (data[i * columns + columns - 1] ?? 0) + 0.3 * e,
  )
  return { x: matrix(rows, columns, data), label: target.map((t) => (t > 0 ? 1 : 0)), target }
}

function learn(model: AnyRegressor, rows: number, columns: number, scale = 1) {
  const { x, label, target } = sample(rows, columns)
  for (let k = 0; k < x.data.length; k++) x.data[k]! *= scale
  const y = isClassifier(model) ? label : target
  return { x, y, fitted: model.fit({ x, y, seed: 3 }) }
}

function outputs(fitted: Fitted, x: Matrix): Float64Array {
  return 'predictProbability' in fitted ? (fitted as FittedClassifier).predictProbability(x) : fitted.predict(x)
}

function expectSound(model: AnyRegressor, fitted: Fitted, x: Matrix): void {
  const values = outputs(fitted, x)
  expect(values.every(Number.isFinite)).toBe(true)
  if (!isClassifier(model)) return void expect(values.length).toBe(x.rows)
  const k = (fitted as FittedClassifier).classes.length
  expect(values.length).toBe(x.rows * k)
  for (let i = 0; i < x.rows; i++) {
    expect(values.subarray(i * k, (i + 1) * k).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
  }
}

function refusal(work: () => unknown): AnalyticsError {
  try {
    work()
  } catch (error) {
    if (error instanceof AnalyticsError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe.each(models.map((model) => [model.name, model] as const))('%s', (_, model) => {
  it('gives finite answers of the right shape and learns the signal', () => {
    const { x, y, fitted } = learn(model, 160, 4)
    expectSound(model, fitted, x)
    const predicted = fitted.predict(x)
    expect(predicted.length).toBe(160)
    if (isClassifier(model)) expect(predicted.filter((label, i) => label === y[i]).length).toBeGreaterThan(120)
    expect(fitted.predict(matrix(0, 4)).length).toBe(0)
  })

  it('gives the same bytes for the same seed and does not change its inputs', () => {
    const { x, y } = learn(model, 80, 3)
    const [xBefore, yBefore] = [Float64Array.from(x.data), Float64Array.from(y)]
    const weights = new Float64Array(80).fill(1)
    const runs = [1, 2].map(() => JSON.stringify(model.fit({ x, y, weights, seed: 11 })))
    expect(runs[0]).toBe(runs[1])
    expect(x.data).toEqual(xBefore)
    expect(y).toEqual(yBefore)
    expect(weights.every((weight) => weight === 1)).toBe(true)
  })

  it('predicts the same bits after a round trip through JSON text', () => {
    const { x, fitted } = learn(model, 90, 3)
    const again = model.fromJSON(JSON.stringify(fitted))
    expect(outputs(again, x)).toEqual(outputs(fitted, x))
    expect(JSON.stringify(again)).toBe(JSON.stringify(fitted))
  })

  it('refuses stored data of another model, of a newer version, and damaged data', () => {
    const { fitted } = learn(model, 60, 2)
    const stored = fitted.toJSON() as Record<string, unknown>
    expect(refusal(() => model.fromJSON({ ...stored, model: 'other' })).code).toBe('wrong_model')
    expect(refusal(() => model.fromJSON({ ...stored, version: model.version + 1 })).code).toBe('newer_version')
    expect(refusal(() => model.fromJSON('{')).code).toBe('malformed')
    expect(refusal(() => model.fromJSON(null)).code).toBe('malformed')
  })

  it('takes 2 rows, and refuses 0 rows and (classifiers) 1 row in a sentence', () => {
    const two = { x: matrix(2, 2, Float64Array.of(0, 1, 1, 0)), y: Float64Array.of(0, 1) }
    expectSound(model, model.fit(two), two.x)
    expect(refusal(() => model.fit({ x: matrix(0, 2), y: [] })).message).toMatch(/at least one row.*0 × 2\.$/)
    const one = { x: matrix(1, 2), y: Float64Array.of(1) }
    if (isClassifier(model)) expect(refusal(() => model.fit(one)).code).toBe('one_class')
    else expectSound(model, model.fit(one), one.x)
  })

  it('deals with constant and duplicate columns and with more columns than rows', () => {
    const { x, label, target } = sample(70, 3)
    const y = isClassifier(model) ? label : target
    const wide = matrix(70, 6)
    for (let i = 0; i < 70; i++) {
      const row = x.data.subarray(i * 3, i * 3 + 3)
      wide.data.set([row[0]!, row[0]!, 5, 0, row[1]!, row[2]!], i * 6)
    }
    expectSound(model, model.fit({ x: wide, y }), wide)
    const { fitted, x: short } = learn(model, 12, 30)
    expectSound(model, fitted, short)
  })

  it('deals with huge and tiny scales', () => {
    for (const scale of [1e9, 1e-9]) {
      const { x, fitted } = learn(model, 80, 3, scale)
      expectSound(model, fitted, x)
    }
  })

  it('refuses infinity by column and row, and missing values unless it takes them', () => {
    const { x, y, fitted } = learn(model, 60, 3)
    const named = { ...x, data: Float64Array.from(x.data), names: ['age', 'spend', 'visits'] }
    named.data[7 * 3 + 1] = Infinity
    const infinite = refusal(() => model.fit({ x: named, y }))
    expect([infinite.code, infinite.message]).toEqual(['not_finite', expect.stringContaining('"spend", row 7')])
    expect(refusal(() => fitted.predict(named)).code).toBe('not_finite')
    named.data[7 * 3 + 1] = NaN
    if (model.missing === 'accepted') return expectSound(model, model.fit({ x: named, y }), named)
    const missing = refusal(() => model.fit({ x: named, y }))
    expect([missing.code, missing.message]).toEqual(['missing_value', expect.stringContaining('"spend", row 7')])
  })

  it('refuses wrong shapes, bad weights, missing answers and unknown parameters in sentences', () => {
    const { x, y, fitted } = learn(model, 60, 3)
    const codes = [
      () => model.fit({ x, y: y.subarray(1) }),
      () => fitted.predict(matrix(4, 2)),
      () => model.fit({ x, y, weights: [1, 2] }),
      () => model.fit({ x, y, weights: new Float64Array(60).fill(-1) }),
      () => model.fit({ x, y: y.map((value, i) => (i === 5 ? NaN : value)) }),
      () => model.fit({ x, y, nonsense: 3 }),
    ].map((work) => refusal(work).code)
    expect(codes).toEqual([
      'wrong_shape',
      'wrong_shape',
      'wrong_shape',
      'not_finite',
      'not_finite',
      'unknown_parameter',
    ])
  })

  it('refuses illegal values of every numeric parameter by its name', () => {
    const { x, y } = sampleFor(model)
    for (const [name, parameter] of Object.entries(model.parameters)) {
      if (parameter.kind !== 'number' && parameter.kind !== 'integer') continue
      const error = refusal(() => model.fit({ x, y, [name]: NaN }))
      expect(error.code).toBe('illegal_parameter')
      expect(error.message).toContain(`"${name}" was given NaN but must be`)
    }
  })

  it('can be cancelled and reports progress between 0 and 1', () => {
    const { x, y } = sampleFor(model)
    expect(refusal(() => model.fit({ x, y, signal: { aborted: true } })).code).toBe('cancelled')
    const seen: number[] = []
    model.fit({ x, y, onProgress: (done) => seen.push(done) })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.every((done) => done >= 0 && done <= 1)).toBe(true)
  })

  it('lets a row of weight 0 count for nothing, or nearly so, and learns from weights', () => {
    const { x, y } = sampleFor(model)
    const flipped = isClassifier(model) ? y.map((label) => 1 - label) : y.map((value) => -value)
    const data = new Float64Array([...x.data, ...x.data])
    const both = matrix(120, 3, data)
    const weights = Float64Array.from({ length: 120 }, (_, i) => (i < 60 ? 1 : 0))
    const fitted = model.fit({ x: both, y: [...y, ...flipped], weights, seed: 5 })
    const agreement = fitted.predict(x).filter((value, i) => (isClassifier(model) ? value === y[i] : value * y[i]! > 0))
    expect(agreement.length).toBeGreaterThan(42)
  })

  it('gives each row its own answer, whatever the order of the rows', () => {
    const { x, y, fitted } = learn(model, 60, 3)
    const order = permutation(60, mulberry32(9))
    expect(fitted.predict(takeRows(x, order))).toEqual(takeValues(fitted.predict(x), order))
    expectSound(model, model.fit({ x: takeRows(x, order), y: takeValues(y, order), seed: 3 }), x)
  })

  it('keeps labels that are not 0 and 1', () => {
    if (!isClassifier(model)) return
    const { x, label } = sample(90, 3)
    const y = label.map((value, i) => (i % 3 === 0 ? -2 : value * 10 + 0.5))
    const fitted = model.fit({ x, y }) as FittedClassifier
    expect(Array.from(fitted.classes)).toEqual([-2, 0.5, 10.5])
    expect(fitted.predict(x).every((value) => fitted.classes.includes(value))).toBe(true)
    expectSound(model, fitted, x)
  })
})

function sampleFor(model: AnyRegressor) {
  const { x, label, target } = sample(60, 3)
  return { x, y: isClassifier(model) ? label : target }
}
