import { describe, expect, it } from 'vitest'
import { categoryColumn, numberColumn, type Table, table } from '../data/table.ts'
import { linearRegression } from '../linear/linear.ts'
import { logisticRegression } from '../linear/logistic.ts'
import { matrix } from '../matrix.ts'
import { normals } from '../numeric/random.ts'
import {
  counterfactual,
  groupsByOrigin,
  linearContributions,
  partialDependence,
  permutationImportance,
  strongest,
} from './index.ts'

const x = matrix(200, 3, normals(3, 600), ['a', 'b', 'c'])
const y = Float64Array.from({ length: 200 }, (_, i) => 3 * x.data[3 * i]! + x.data[3 * i + 1]!)
const fitted = linearRegression.fit({ x, y })

describe('explanations', () => {
  it('rank columns by what their loss costs, and leave the features as they were', () => {
    const before = Float64Array.from(x.data)
    const error = (m: typeof x) => -Math.sqrt(fitted.predict(m).reduce((sum, p, i) => sum + (p - y[i]!) ** 2, 0) / 200)
    const found = permutationImportance(x, error)
    expect(found.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(found[0]!.mean).toBeGreaterThan(2.5)
    expect(Math.abs(found[2]!.mean)).toBeLessThan(1e-9)
    expect(x.data).toEqual(before)
  })

  it('group the columns of one field', () => {
    expect(groupsByOrigin(['age', 'plan=pro', 'plan=free', 'since year'], ['age', 'plan', 'since'])).toEqual([
      { name: 'age', columns: [0] },
      { name: 'plan', columns: [1, 2] },
      { name: 'since', columns: [3] },
    ])
  })

  it('split a linear prediction exactly', () => {
    const { base, values } = linearContributions(fitted, x, x)
    const predicted = fitted.predict(x)
    for (let i = 0; i < 200; i++)
      expect(base + values[3 * i]! + values[3 * i + 1]! + values[3 * i + 2]!).toBeCloseTo(predicted[i]!, 10)
    expect(
      strongest({ base, values, columns: 3 }, 0, groupsByOrigin(['a', 'b', 'c'], ['a', 'b', 'c']), 1),
    ).toHaveLength(1)
  })

  it('refuse to split several linear predictors', () => {
    const three = logisticRegression.fit({ x, y: y.map((value) => Math.sign(Math.round(value / 3))) })
    expect(() => linearContributions(three, x, x)).toThrow('two classes')
  })

  it('draw partial dependence as the straight line of a linear model', () => {
    const { values, mean } = partialDependence(x, 0, fitted.predict, { points: 5 })
    const slope = (mean[4]! - mean[0]!) / (values[4]! - values[0]!)
    expect(slope).toBeCloseTo(3, 9)
  })
})

const people = table([
  categoryColumn('plan', ['monthly', 'yearly', 'monthly', 'yearly']),
  numberColumn('calls', [9, 1, 5, 2]),
  numberColumn('age', [30, 40, 50, 60]),
])
const risk = (rows: Table) => {
  const [plan, calls] = [rows.columns[0]!, rows.columns[1]!]
  if (plan.kind !== 'category' || calls.kind !== 'number') throw new Error('other kinds were expected')
  return calls.values.map((count, i) => (plan.levels[plan.codes[i]!] === 'monthly' ? 0.5 : 0.1) + count / 20)
}

describe('counterfactuals', () => {
  it('find the one change that is enough, and say it in the words of the table', () => {
    const found = counterfactual(people, 2, risk, people, { changeable: ['plan', 'calls'], threshold: 0.5 })
    expect(found).toMatchObject({ reached: true, changes: [{ column: 'plan', from: 'monthly', to: 'yearly' }] })
    expect(found.after).toBeCloseTo(0.35, 12)
  })

  it('keep to the directions allowed and say when the threshold is out of reach', () => {
    const found = counterfactual(people, 0, risk, people, {
      changeable: ['calls'],
      threshold: 0.5,
      only: { calls: 'up' },
    })
    expect(found).toMatchObject({ reached: false, changes: [] })
    expect(() => counterfactual(people, 0, risk, people, { changeable: ['hat'] })).toThrow('"hat"')
  })
})
