import { describe, expect, it } from 'vitest'
import { numberColumn, table } from '../data/table.ts'
import { answersOf } from '../data/target.ts'
import { ridge } from '../linear/linear.ts'
import { logisticRegression } from '../linear/logistic.ts'
import { matrix, takeRows, takeValues } from '../matrix.ts'
import { logLoss } from '../metrics/classification.ts'
import type { FittedClassifier } from '../model.ts'
import { normals } from '../numeric/random.ts'
import { decisionTree } from '../trees/index.ts'
import {
  blendFromJSON,
  calibrated,
  candidatesFor,
  choose,
  crossValidate,
  isotonic,
  platt,
  positiveOf,
  searchParameters,
} from './index.ts'

const [a, b, noise] = [normals(1, 300), normals(2, 300), normals(3, 300)]
const from = table([
  numberColumn('a', a),
  numberColumn('b', b),
  numberColumn(
    'y',
    a.map((value, i) => (value - 0.5 * b[i]! + noise[i]! > 0 ? 1 : 0)),
  ),
  numberColumn(
    'z',
    a.map((value, i) => 3 * value + noise[i]!),
  ),
])
const task = { table: from, answers: answersOf(from, 'y'), exclude: ['z'] }

describe('cross-validation', () => {
  it('scores each row by a model that did not see it', () => {
    const result = crossValidate({ model: logisticRegression }, task, { folds: 4 })
    expect(result.folds).toHaveLength(4)
    expect(result.outOfFold.every(Number.isFinite)).toBe(true)
    expect(result.mean.auc).toBeGreaterThan(0.75)
    expect(
      crossValidate({ model: ridge }, { ...task, answers: answersOf(from, 'z'), exclude: ['y'] }).mean.r2,
    ).toBeGreaterThan(0.8)
  })

  it('searches parameters on the same folds, best first, and refuses illegal ones', () => {
    const trials = searchParameters(
      { model: logisticRegression },
      task,
      { l2: [1e6, 1], balanced: [false, true] },
      { metric: 'logLoss' },
    )
    expect(trials).toHaveLength(4)
    expect(trials[0]!.parameters.l2).toBe(1)
    expect(() => searchParameters({ model: logisticRegression }, task, { l2: [-1] })).toThrow('"l2" was given -1')
  })
})

describe('the automatic choice', () => {
  const choice = choose(task, {
    recipes: [
      { model: logisticRegression, label: 'Logistic regression' },
      { model: decisionTree, label: 'Tree' },
    ],
  })

  it('puts the linear model first where the truth is linear, and says why', () => {
    expect(choice.chosen).toContain('Logistic regression')
    expect(choice.reasons[0]).toMatch(/best AUC of 0\.\d+ \(± .* in 5-fold cross-validation on 300 rows/)
    expect(choice.compared.map(({ label }) => label)).toContain('Tree')
  })

  it('predicts and reads back bit by bit', () => {
    const again = blendFromJSON(JSON.stringify(choice.fitted))
    expect(again.predictProbability(from)).toEqual(choice.fitted.predictProbability(from))
    expect(choice.fitted.predict(from).every((label) => label === 0 || label === 1)).toBe(true)
  })

  it('says when it was fitted on a part of the rows, and when no model can be compared', () => {
    const few = choose(task, { recipes: [{ model: logisticRegression }], maximumRows: 120, maximumFitRows: 200 })
    expect(few.reasons.at(-1)).toBe('The chosen model was fitted on a random 200 of the 300 rows.')
    expect(few.rowsCompared).toBe(120)
    const illegal = { model: logisticRegression, parameters: { l2: -1 } }
    expect(() => choose(task, { recipes: [illegal] })).toThrow(
      'No model could be compared: logistic_regression: parameter "l2"',
    )
  })

  it('draws columns for boosting when a table is wide, and says so', () => {
    const boosting = candidatesFor('classification', 200, {}, 5000).recipes.find(
      ({ model }) => model.name === 'gradient_boosting',
    )!
    expect(boosting.label).toBe('Gradient boosting on a fifth of the 5,000 columns')
    const x = matrix(80, 1500, normals(5, 120_000))
    const y = Float64Array.from({ length: 80 }, (_, i) => (x.data[i * 1500 + 7]! > 0 ? 1 : 0))
    const fitted = boosting.model.fit({ x, y, ...boosting.parameters, seed: 1 })
    const strongest = (fitted as unknown as { importance: Float64Array }).importance
    expect(strongest.indexOf(Math.max(...strongest))).toBe(7)
    expect(candidatesFor('classification', 200, {}, 1000).recipes.some(({ parameters }) => parameters)).toBe(false)
  })

  it('stops when it is told to', () => {
    expect(() => choose(task, { signal: { aborted: true } })).toThrow('cancelled')
  })
})

describe('calibration', () => {
  it('by Platt recovers a sigmoid, and stays finite on scores that separate', () => {
    const scores = normals(7, 4000)
    const y = scores.map((s, i) =>
      1 / (1 + Math.exp(-(2 * s - 1))) > (normals(900 + (i % 50), 90)[i % 90]! > 0 ? 0.3 : 0.7) ? 1 : 0,
    )
    const fitted = platt.fit({ scores, y })
    expect(fitted.a).toBeGreaterThan(1)
    expect(
      Array.from(platt.fit({ scores: [1, 2, 3, 4], y: [0, 0, 1, 1] }).transform([1, 4])).every(Number.isFinite),
    ).toBe(true)
  })

  it('by isotonic regression pools what falls', () => {
    const fitted = isotonic.fit({ scores: [1, 2, 3, 4, 5], y: [0, 1, 0, 1, 1] })
    expect(Array.from(fitted.transform([0, 1, 2, 3, 4, 9]))).toEqual([0, 0, 0.5, 0.5, 1, 1])
    expect(isotonic.fit({ scores: [1, 1, 2], y: [0, 1, 1] }).transform([1])[0]).toBe(0.5)
  })

  it('wraps a classifier, and makes overconfident probabilities honest', () => {
    const x = matrix(600, 2, normals(31, 1200))
    const doubt = normals(33, 600)
    const y = Float64Array.from({ length: 600 }, (_, i) => (x.data[2 * i]! + doubt[i]! > 0 ? 1 : 0))
    const [learn, judge] = [
      Int32Array.from({ length: 400 }, (_, i) => i),
      Int32Array.from({ length: 200 }, (_, i) => 400 + i),
    ]
    const given = { x: takeRows(x, learn), y: takeValues(y, learn), depth: 12, minLeaf: 1 }
    const error = (model: { fit(data: typeof given): FittedClassifier }) =>
      logLoss(takeValues(y, judge), positiveOf(model.fit(given).predictProbability(takeRows(x, judge))))
    const plain = error(decisionTree)
    for (const method of ['platt', 'isotonic'] as const) {
      const model = calibrated(decisionTree, method)
      expect(error(model)).toBeLessThan(plain)
      const fitted = model.fit(given)
      expect(model.fromJSON(JSON.stringify(fitted)).predictProbability(x)).toEqual(fitted.predictProbability(x))
    }
    const three = calibrated(decisionTree)
      .fit({ x, y: y.map((label, i) => (i % 3 === 0 ? 2 : label)) })
      .predictProbability(x)
    expect(three[0]! + three[1]! + three[2]!).toBeCloseTo(1, 12)
  })
})
