import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { betaQuantile, gammaQuantile } from '../numeric/distributions.ts'
import { mulberry32 } from '../numeric/random.ts'
import { bgNbd } from './bgnbd.ts'
import { chooseBuyingModel } from './choose-buying.ts'
import { gammaGamma } from './gamma-gamma.ts'
import { lifetimeValue } from './lifetime.ts'
import { paretoNbd } from './paretonbd.ts'
import { type BuyingHistory, buyingHistory } from './purchases.ts'

const file = new URL('../../../shared/data/clv/CDNOW_sample.txt', import.meta.url)
const day = (text: string) => Date.UTC(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6)) / 864e5

function cdnow() {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return {
    customer: rows.map((row) => row[1]!),
    time: rows.map((row) => day(row[2]!) / 7),
    amount: rows.map((row) => Number(row[4])),
  }
}

const customerAt = (h: BuyingHistory, i: number) => ({ repeats: h.repeats[i]!, recency: h.recency[i]!, age: h.age[i]! })
const rootMeanSquare = (a: Float64Array, b: Float64Array) =>
  Math.sqrt(a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0) / a.length)

describe.skipIf(!existsSync(file))("CDNOW's sample against the paper and the reference (needs ../shared)", () => {
  const purchases = existsSync(file) ? cdnow() : undefined!
  const end = day('19970930') / 7
  const history = existsSync(file) ? buyingHistory(purchases, { end }) : undefined!
  const heldOut = () => {
    const all = buyingHistory(purchases, { end: end + 39 })
    return Float64Array.from(history.repeats, (repeats, i) => all.repeats[i]! - repeats)
  }

  test('the history has the counts of the paper', () => {
    expect(history.customers).toHaveLength(2357)
    expect(history.repeats.reduce((a, b) => a + b, 0)).toBe(2457)
    expect(heldOut().reduce((a, b) => a + b, 0)).toBe(1882)
  })

  test('BG/NBD finds r = .243, α = 4.414, a = .793, b = 2.426 and a likelihood of −9582.4', () => {
    const model = bgNbd.fit(history)
    expect([model.r, model.alpha, model.a, model.b].map((v) => Number(v.toFixed(3)))).toEqual([
      0.243, 4.414, 0.793, 2.426,
    ])
    expect(model.logLikelihood).toBeGreaterThanOrEqual(-9582.429206673929 - 1e-9)
    expect(model.expected(customerAt(history, 0), 39)).toBeCloseTo(1.22599448, 6)
    expect(model.alive(customerAt(history, 1))).toBeCloseTo(0.212391, 6)
    const expected = Float64Array.from(history.repeats, (_, i) => model.expected(customerAt(history, i), 39))
    expect(rootMeanSquare(expected, heldOut())).toBeCloseTo(1.607982, 5)
    expect(expected.reduce((a, b) => a + b, 0)).toBeCloseTo(1653.409, 2)
  })

  test('Pareto/NBD finds the parameters of the reference', () => {
    const model = paretoNbd.fit(history)
    expect([model.r, model.alpha, model.s, model.beta].map((v) => Number(v.toFixed(3)))).toEqual([
      0.553, 10.578, 0.606, 11.669,
    ])
    expect(model.logLikelihood).toBeGreaterThanOrEqual(-9594.976178939543 - 1e-6)
    expect(model.alive(customerAt(history, 2))).toBeCloseTo(0.2951126, 6)
    const expected = Float64Array.from(history.repeats, (_, i) => model.expected(customerAt(history, i), 39))
    expect(rootMeanSquare(expected, heldOut())).toBeCloseTo(1.602848, 5)
  })

  test('Gamma-Gamma finds p = 6.25, q = 3.74, γ = 15.44 and a population mean of 35.17', () => {
    const model = gammaGamma.fit(history)
    expect([model.p, model.q, model.gamma, model.populationMean].map((v) => Number(v.toFixed(2)))).toEqual([
      6.25, 3.74, 15.44, 35.17,
    ])
    expect(model.logLikelihood).toBeGreaterThanOrEqual(-4055.917694801869 - 1e-6)
  })

  test('lifetime value without discount is purchases times amount, and the interval holds the simulated mean', () => {
    const [buying, spending] = [bgNbd.fit(history), gammaGamma.fit(history)]
    const customer = { ...customerAt(history, 0), spend: history.spend[0]! }
    const life = lifetimeValue({ buying, spending }, customer, { horizon: 39, seed: 4 })
    expect(life.value).toBeCloseTo(life.purchases * life.spend, 9)
    expect(life.purchases).toBeCloseTo(1.22599448, 6)
    expect(life.low).toBeLessThanOrEqual(life.value)
    expect(life.high).toBeGreaterThan(life.value)
    expect(lifetimeValue({ buying, spending }, customer, { horizon: 39, seed: 4 })).toEqual(life)
    const discounted = lifetimeValue({ buying, spending }, customer, {
      horizon: 39,
      discount: 0.01,
      margin: 0.5,
      cost: 1,
    })
    expect(discounted.value).toBeLessThan(life.value / 2)
  })

  test('the hold-out comparison has the errors of the reference and prefers Pareto/NBD', () => {
    const { scores, best } = chooseBuyingModel(purchases, { split: end, end: end + 39 })
    expect(best).toBe('pareto_nbd')
    const bg = scores.find(({ name }) => name === 'bg_nbd')!
    expect(bg.mae).toBeCloseTo(0.785454, 5)
    expect(bg.correlation).toBeCloseTo(0.625647, 5)
    expect(bg.totalError).toBeCloseTo(-0.12146, 4)
    expect(bg.capture).toBeCloseTo(0.470244, 3)
    expect(scores.find(({ name }) => name === 'own_rate')!.rmse).toBeCloseTo(2.211918, 5)
    expect(scores.find(({ name }) => name === 'nothing')!.mae).toBeCloseTo(0.798473, 5)
  })

  test('models read back give the same bytes', () => {
    for (const learner of [bgNbd, paretoNbd]) {
      const model = learner.fit(history)
      const again = learner.fromJSON(JSON.parse(JSON.stringify(model.toJSON())))
      expect(again.expected(customerAt(history, 0), 10)).toBe(model.expected(customerAt(history, 0), 10))
    }
  })
})

test('a simulated population gives back its own BG/NBD parameters', () => {
  const uniform = mulberry32(8)
  const [repeats, recency, age]: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < 3000; i++) {
    const rate = gammaQuantile(uniform(), 0.8, 6)
    const leaves = betaQuantile(uniform(), 1.2, 2.5)
    const watched = 30 + uniform() * 10
    let [time, count, last] = [0, 0, 0]
    for (;;) {
      time -= Math.log(1 - uniform()) / rate
      if (!(time < watched)) break
      count++
      last = time
      if (uniform() < leaves) break
    }
    repeats.push(count)
    recency.push(last)
    age.push(watched)
  }
  const model = bgNbd.fit({
    repeats: Float64Array.from(repeats),
    recency: Float64Array.from(recency),
    age: Float64Array.from(age),
  })
  expect(Math.abs(model.r - 0.8)).toBeLessThan(0.15)
  expect(Math.abs(model.alpha - 6)).toBeLessThan(1.5)
  expect(Math.abs(model.a / (model.a + model.b) - 1.2 / 3.7)).toBeLessThan(0.06)
})

test('customers who never leave are found alive, and forecasts stay finite', () => {
  const draws = mulberry32(12)
  const [repeats, recency, age]: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < 400; i++) {
    const rate = 0.1 + 0.4 * draws()
    let [count, last] = [0, 0]
    let time = -Math.log(1 - draws()) / rate
    while (time < 40) {
      count++
      last = time
      time -= Math.log(1 - draws()) / rate
    }
    repeats.push(count)
    recency.push(last)
    age.push(40)
  }
  const model = bgNbd.fit({
    repeats: Float64Array.from(repeats),
    recency: Float64Array.from(recency),
    age: Float64Array.from(age),
  })
  expect(model.a / (model.a + model.b)).toBeLessThan(0.01)
  expect(model.alive({ repeats: 5, recency: 29, age: 30 })).toBeGreaterThan(0.9)
  expect(model.expected({ repeats: 5, recency: 29, age: 30 }, 10)).toBeGreaterThan(1)
})

test('a history that cannot be is refused by customer', () => {
  const one = (repeats: number, recency: number, age: number) => ({
    repeats: Float64Array.of(1, repeats),
    recency: Float64Array.of(1, recency),
    age: Float64Array.of(2, age),
  })
  expect(() => bgNbd.fit(one(1, 5, 4))).toThrow('customer 1 has 1 repeats, recency 5 and age 4')
  expect(() => paretoNbd.fit(one(0.5, 1, 4))).toThrow('customer 1 has 0.5 repeats')
})
