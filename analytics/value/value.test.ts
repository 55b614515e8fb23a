import { expect, test } from 'vitest'
import { linearRegression, logisticRegression } from '../linear/index.ts'
import { matrix } from '../matrix.ts'
import { mulberry32, normals } from '../numeric/random.ts'
import { accounts } from './account.ts'
import { coxRegression } from './cox.ts'
import { hypergeometric } from './hypergeometric.ts'
import { buyingHistory } from './purchases.ts'
import { qiniCurve } from './qini.ts'
import { rfm } from './rfm.ts'
import { kaplanMeier, logRank } from './survival.ts'
import { transformedOutcomeUplift, twoModelUplift } from './uplift.ts'

const treatedTimes = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
const treatedEnded = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
const placeboTimes = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
const freireich = {
  time: [...treatedTimes, ...placeboTimes],
  ended: [...treatedEnded, ...placeboTimes.map(() => 1)],
}
const placebo = [...treatedTimes.map(() => 0), ...placeboTimes.map(() => 1)]
const round = (values: Iterable<number>, digits: number) => Array.from(values, (value) => Number(value.toFixed(digits)))

test("Kaplan–Meier gives the published table of Freireich's trial", () => {
  const curve = kaplanMeier({ time: treatedTimes, ended: treatedEnded })
  expect(Array.from(curve.time)).toEqual([6, 7, 10, 13, 16, 22, 23])
  expect(round(curve.survival, 3)).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448])
  expect(round(curve.standardError, 4)).toEqual([0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346])
  expect(curve.median).toBe(23)
})

test("the log-rank test of Freireich's trial is 16.79", () => {
  expect(logRank(freireich, placebo).chiSquare).toBeCloseTo(16.79, 2)
})

test("Cox regression gives the published coefficients of Freireich's trial for both ways with ties", () => {
  const x = matrix(42, 1, Float64Array.from(placebo))
  const efron = coxRegression.fit({ x, ...freireich })
  expect(efron.coefficients[0]).toBeCloseTo(1.5721, 4)
  expect(efron.standardErrors[0]).toBeCloseTo(0.4124, 4)
  const breslow = coxRegression.fit({ x, ...freireich }, { ties: 'breslow' })
  expect(breslow.coefficients[0]).toBeCloseTo(1.5092, 4)
  expect(breslow.standardErrors[0]).toBeCloseTo(0.4096, 4)
  expect(efron.concordance).toBeCloseTo(0.69, 2)
})

test('Cox regression does not mind units and reads back the same', () => {
  const noise = normals(3, 42)
  const column = Float64Array.from({ length: 84 }, (_, k) => (k % 2 === 0 ? placebo[k >> 1]! : noise[k >> 1]!))
  const x = matrix(42, 2, column)
  const model = coxRegression.fit({ x, ...freireich })
  const scaled = coxRegression.fit({
    x: matrix(
      42,
      2,
      column.map((v, k) => (k % 2 === 0 ? v : v * 1e6 + 3e6)),
    ),
    ...freireich,
  })
  expect(scaled.coefficients[0]).toBeCloseTo(model.coefficients[0]!, 9)
  expect(scaled.coefficients[1]! * 1e6).toBeCloseTo(model.coefficients[1]!, 9)
  const again = coxRegression.fromJSON(JSON.parse(JSON.stringify(model.toJSON())))
  expect(again.survival(x, 10)).toEqual(model.survival(x, 10))
  expect(model.survival(x, 5)[0]).toBeGreaterThan(model.survival(x, 20)[0]!)
})

test('a column that splits those that ended from the others is refused unless it is held back', () => {
  const split = {
    x: matrix(6, 1, Float64Array.of(1, 1, 1, 0, 0, 0)),
    time: [1, 2, 3, 9, 9, 9],
    ended: [1, 1, 1, 0, 0, 0],
  }
  expect(coxRegression.fit(split, { l2: 0.1 }).coefficients[0]).toBeGreaterThan(1)
  expect(() => coxRegression.fit({ ...split, x: matrix(6, 1, new Float64Array(6)) })).toThrow('column 0 never changes')
})

test('value is revenue less cost', () => {
  const [a, b] = accounts([
    { customer: 'a', revenue: 100 },
    { customer: 'b', cost: 5 },
    { customer: 'a', cost: 30, revenue: 20 },
  ])
  expect(a).toEqual({ customer: 'a', revenue: 120, cost: 30, value: 90, margin: 0.75 })
  expect(b).toMatchObject({ value: -5, margin: 0 })
})

test('a history counts visits of one moment once and leaves out what comes later', () => {
  const purchases = { customer: ['a', 'a', 'a', 'b', 'a'], time: [0, 14, 14, 7, 40], amount: [5, 4, 6, 3, 99] }
  const history = buyingHistory(purchases, { end: 28 })
  expect(history.customers).toEqual(['a', 'b'])
  expect([history.repeats, history.recency, history.age, history.spend].map((c) => Array.from(c))).toEqual([
    [1, 0],
    [14, 0],
    [28, 21],
    [10, 0],
  ])
})

test('RFM counts days, orders and money and scores the best highest', () => {
  const scores = rfm(
    { customer: ['a', 'a', 'b', 'c', 'd'], time: [1, 9, 5, 2, 8], amount: [10, 10, 5, 50, 1], order: [1, 1, 2, 3, 4] },
    { bins: 2 },
  )
  expect(Array.from(scores.recency)).toEqual([1, 5, 8, 2])
  expect(Array.from(scores.frequency)).toEqual([1, 1, 1, 1])
  expect(Array.from(scores.money)).toEqual([20, 5, 50, 1])
  expect(Array.from(scores.recencyScore)).toEqual([2, 1, 1, 2])
  expect(Array.from(scores.moneyScore)).toEqual([2, 1, 2, 1])
})

test('the hypergeometric function has its closed forms', () => {
  expect(hypergeometric(1, 1, 2, 0.5)).toBeCloseTo(2 * Math.log(2), 13)
  expect(hypergeometric(2, 3, 3, 0.9)).toBeCloseTo(100, 8)
  expect(hypergeometric(0.5, 1, 1.5, 0.25)).toBeCloseTo(Math.atanh(0.5) / 0.5, 13)
})

function campaign(n: number) {
  const draws = normals(21, n * 2)
  const uniform = mulberry32(22)
  const treated = Float64Array.from({ length: n }, () => (uniform() < 0.5 ? 1 : 0))
  const effect = (i: number) => (draws[i * 2]! > 0 ? 0.4 : 0)
  const y = Float64Array.from({ length: n }, (_, i) => (uniform() < 0.2 + treated[i]! * effect(i) ? 1 : 0))
  return { x: matrix(n, 2, draws), y, treated, effect }
}

test('two models find whom the message helps, and Qini rewards it', () => {
  const rows = campaign(4000)
  const model = twoModelUplift(logisticRegression).fit(rows)
  const found = qiniCurve(model.predict(rows.x), rows)
  const blind = qiniCurve(normals(5, 4000), rows)
  const oracle = qiniCurve(
    Float64Array.from({ length: 4000 }, (_, i) => rows.effect(i)),
    rows,
  )
  expect(found.qini).toBeGreaterThan(0.8 * oracle.qini)
  expect(Math.abs(blind.qini)).toBeLessThan(0.2 * oracle.qini)
  expect(found.averageEffect).toBeCloseTo(0.2, 1)
  const transformed = transformedOutcomeUplift(linearRegression)
  const simple = transformed.fit(rows)
  expect(qiniCurve(simple.predict(rows.x), rows).qini).toBeGreaterThan(0.6 * oracle.qini)
  expect(transformed.fromJSON(JSON.parse(JSON.stringify(simple.toJSON()))).predict(rows.x)).toEqual(
    simple.predict(rows.x),
  )
  expect(() => transformed.fromJSON(model.toJSON())).toThrow('belongs to two_model_uplift')
  const again = twoModelUplift(logisticRegression).fromJSON(JSON.parse(JSON.stringify(model.toJSON())))
  expect(again.predict(rows.x)).toEqual(model.predict(rows.x))
})
