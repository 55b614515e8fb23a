import { describe, expect, it } from 'vitest'
import { parseCsv } from '../data/csv.ts'
import { type CategoryColumn, columnNamed, type NumberColumn } from '../data/table.ts'
import { fromColumns, fromRows, matrix, takeRows, takeValues, toSparse } from '../matrix.ts'
import { logLoss } from '../metrics/classification.ts'
import { auc } from '../metrics/ranking.ts'
import { normals } from '../numeric/random.ts'
import { withTeam } from '../numeric/team.ts'
import { dataset, datasetNames, sharedBytes, sharedDataIsThere, sharedJson } from '../test/shared-data.ts'
import { logisticRegression } from './logistic.ts'

type Reference = {
  lr_C1: { intercept: number; coef: Record<string, number> }
  models: Record<string, { auc: number; logloss: number }>
}

describe.skipIf(!sharedDataIsThere)('logistic regression on the reference tables (skipped without ../shared)', () => {
  it.each(datasetNames)('finds the converged coefficients of %s within 1e-6', (name) => {
    const { xTrain, yTrain, xTest, yTest } = dataset(name)
    const reference = sharedJson<Reference>(`reference/classif_${name}.json`)
    const fitted = logisticRegression.fit({ x: xTrain, y: yTrain, l2: 1 })
    expect(fitted.converged).toBe(true)
    expect(Math.abs(fitted.intercepts[0]! - reference.lr_C1.intercept)).toBeLessThan(1e-6)
    xTrain.names!.forEach((column, j) => {
      const known =
        reference.lr_C1.coef[column.replace('(missing)', '__missing__').replace('column 38', 'Unnamed: 37')]!
      expect(Math.abs(fitted.coefficients[j]! - known), column).toBeLessThan(1e-6)
    })
    const probability = fitted.predictProbability(xTest).filter((_, k) => k % 2 === 1)
    const known = reference.models['LogisticRegression(C=1) converged']!
    expect(logLoss(yTest, probability)).toBeCloseTo(known.logloss, 5)
    // Rows that are equal get equal scores here; in the reference their rounding differs, which breaks some ties.
    expect(Math.abs(auc(yTest, probability) - known.auc)).toBeLessThan(1e-4)
  })
})

type Logit = { coef: Record<string, number>; se: Record<string, number>; loglik: number }

describe.skipIf(!sharedDataIsThere)('maximum likelihood on Telco (skipped without ../shared)', () => {
  it('gives the coefficients, standard errors and likelihood of a statistics package', () => {
    const telco = parseCsv(sharedBytes('data/churn/telco_customer_churn.csv'))
    const number = (name: string) => (columnNamed(telco, name) as NumberColumn).values
    const is = (name: string, level: string) => {
      const { codes, levels } = columnNamed(telco, name) as CategoryColumn
      return Float64Array.from(codes, (code) => (levels[code] === level ? 1 : 0))
    }
    const columns = {
      tenure: number('tenure'),
      MonthlyCharges: number('MonthlyCharges'),
      SeniorCitizen: number('SeniorCitizen'),
      Contract_One: is('Contract', 'One year'),
      Contract_Two: is('Contract', 'Two year'),
      Fiber: is('InternetService', 'Fiber optic'),
      NoInternet: is('InternetService', 'No'),
      Paperless: is('PaperlessBilling', 'Yes'),
      ECheck: is('PaymentMethod', 'Electronic check'),
    }
    const charges = number('TotalCharges')
    const rows = Int32Array.from({ length: telco.rows }, (_, i) => i).filter((i) => !Number.isNaN(charges[i]))
    const x = takeRows(fromColumns(Object.values(columns)), rows)
    const fitted = logisticRegression.fit({ x, y: takeValues(is('Churn', 'Yes'), rows), l2: 0 })
    const all = sharedJson<{ regression: Record<string, Logit> }>('reference/clustering_regression_text.json')
    const known = all.regression['telco logit, 9 columns, 7032 rows, unregularised']!
    Object.keys(columns).forEach((name, j) => {
      expect(fitted.coefficients[j]).toBeCloseTo(known.coef[name]!, 7)
      expect(fitted.standardErrors![j]).toBeCloseTo(known.se[name]!, 7)
    })
    expect(fitted.interceptErrors![0]).toBeCloseTo(known.se.const!, 7)
    expect(-fitted.objective).toBeCloseTo(known.loglik, 6)
  })
})

const challenger = fromRows(
  [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58].map((t) => [t]),
)
const failed = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1]

describe('logistic regression', () => {
  it('gives the published coefficients and errors of the space shuttle O-rings', () => {
    const fitted = logisticRegression.fit({ x: challenger, y: failed, l2: 0 })
    expect(fitted.intercepts[0]).toBeCloseTo(15.0429, 4)
    expect(fitted.coefficients[0]).toBeCloseTo(-0.2322, 4)
    expect(fitted.standardErrors![0]).toBeCloseTo(0.1082, 4)
    expect(fitted.interceptErrors![0]).toBeCloseTo(7.3786, 3)
  })

  it('takes weights as repeated rows', () => {
    const weights = failed.map((_, i) => (i % 3 === 0 ? 2 : 1))
    const rows = failed.flatMap((_, i) => (i % 3 === 0 ? [i, i] : [i]))
    const repeated = logisticRegression.fit({
      x: fromRows(rows.map((i) => [challenger.data[i]!])),
      y: rows.map((i) => failed[i]!),
    })
    const weighted = logisticRegression.fit({ x: challenger, y: failed, weights })
    expect(weighted.coefficients[0]).toBeCloseTo(repeated.coefficients[0]!, 9)
  })

  it('meets the optimality conditions with an L1 penalty, with exact zeros', () => {
    const x = matrix(300, 12, normals(4, 3600))
    const y = Float64Array.from({ length: 300 }, (_, i) =>
      x.data[i * 12]! - x.data[i * 12 + 1]! + normals(900 + i, 1)[0]! > 0 ? 1 : 0,
    )
    const fitted = logisticRegression.fit({ x, y, l1: 12, l2: 0.5 })
    const p = fitted.predictProbability(x).filter((_, k) => k % 2 === 1)
    expect(fitted.coefficients.filter((b) => b === 0).length).toBeGreaterThan(5)
    fitted.coefficients.forEach((b, j) => {
      const pull = y.reduce((sum, label, i) => sum + (label - p[i]!) * x.data[i * 12 + j]!, 0) - 0.5 * b
      if (b === 0) expect(Math.abs(pull)).toBeLessThanOrEqual(12 + 1e-5)
      else expect(pull).toBeCloseTo(12 * Math.sign(b), 4)
    })
  })

  it('fits several classes: the gradient is zero, and sparse features give the same', () => {
    const x = matrix(240, 5, normals(8, 1200))
    const y = Float64Array.from({ length: 240 }, (_, i) => (x.data[i * 5]! > 0.5 ? 2 : x.data[i * 5 + 1]! > 0 ? 1 : 0))
    const fitted = logisticRegression.fit({ x, y, l2: 2 })
    const p = fitted.predictProbability(x)
    for (let c = 0; c < 3; c++) {
      for (let j = 0; j < 5; j++) {
        const slope = y.reduce((sum, label, i) => sum + (p[i * 3 + c]! - (label === c ? 1 : 0)) * x.data[i * 5 + j]!, 0)
        expect(slope + 2 * fitted.coefficients[c * 5 + j]!).toBeCloseTo(0, 4)
      }
    }
    const sparse = logisticRegression.fit({ x: toSparse(x), y, l2: 2 })
    for (const [k, b] of sparse.coefficients.entries()) expect(b).toBeCloseTo(fitted.coefficients[k]!, 4)
    expect(fitted.standardErrors!.every((error) => error > 0 && error < 2)).toBe(true)
  })

  it('weighs classes when asked, and leaves errors out when told', () => {
    const x = matrix(200, 2, normals(12, 400))
    const y = Float64Array.from({ length: 200 }, (_, i) => (x.data[2 * i]! + normals(50 + i, 1)[0]! > 0 ? 1 : 0))
    const balanced = logisticRegression.fit({ x, y, balanced: true })
    expect(balanced.coefficients[0]).toBeGreaterThan(0.5)
    expect(logisticRegression.fit({ x, y, standardErrors: false }).standardErrors).toBeNull()
  })

  it('finds on many rows, from a sample, what it finds on all of them at once', () => {
    const x = matrix(30000, 4, normals(21, 120000))
    const y = Float64Array.from({ length: 30000 }, (_, i) => (x.data[4 * i]! - 1 + normals(100 + i, 1)[0]! > 0 ? 1 : 0))
    const quick = logisticRegression.fit({ x, y })
    const p = quick.predictProbability(x).filter((_, k) => k % 2 === 1)
    for (let j = 0; j < 4; j++) {
      let slope = quick.coefficients[j]!
      for (let i = 0; i < 30000; i++) slope += (p[i]! - y[i]!) * x.data[4 * i + j]!
      expect(Math.abs(slope)).toBeLessThan(1e-3)
    }
  })
})

it('fits an odd number of rows without reading what an earlier fit left behind them', () => {
  const x = fromRows(Array.from({ length: 195 }, (_, i) => [i % 7, (i * 5) % 11]))
  const y = Array.from({ length: 195 }, (_, i) => (i % 7 > 3 ? 1 : 0))
  const fresh = logisticRegression.fit({ x, y, l2: 1 })
  withTeam(false, (team) => {
    const bytes = 1_000_000
    team.f64(team.alloc(bytes), bytes / 8).fill(Number.NaN)
  })
  const later = logisticRegression.fit({ x, y, l2: 1 })
  expect(later.converged).toBe(true)
  expect(later.coefficients).toEqual(fresh.coefficients)
})
