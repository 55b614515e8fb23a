import { describe, expect, test } from 'vitest'
import { mulberry32, normal, normals } from '../numeric/random.ts'
import { forecastAccuracy } from './accuracy.ts'
import { anomalies } from './anomalies.ts'
import { backTest } from './back-test.ts'
import { combination, meanForecast } from './combination.ts'
import { decompose, isSeasonal } from './decompose.ts'
import { ets } from './ets.ts'
import { fitEts } from './ets-fit.ts'
import { etsGradient, Pass, runEts } from './ets-recursion.ts'
import { holtWinters } from './holt-winters.ts'
import { airPassengers, hasForecastData, m3 } from './m3.fixture.ts'
import { drift, naive, seasonalNaive } from './simple.ts'
import { dampedTrend, holt, simpleSmoothing } from './smoothing.ts'
import { theta } from './theta.ts'

const noise = normals(4, 60)
const monthly = Float64Array.from(
  { length: 60 },
  (_, t) => (100 + t) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)) + 2 * noise[t]!,
)
const series = { values: monthly, period: 12 }
const all = [
  naive,
  drift,
  seasonalNaive,
  simpleSmoothing,
  holt,
  dampedTrend,
  ets,
  theta,
  combination,
  holtWinters,
] as const

describe.each(all)('$name', (learner) => {
  test('forecasts the horizon with an interval around the mean that widens with the level', () => {
    const model = learner.fit(series)
    const [narrow, wide] = [model.forecast(15, { level: 0.5 }), model.forecast(15, { level: 0.99 })]
    expect(narrow.mean).toHaveLength(15)
    for (let k = 0; k < 15; k++) {
      expect(narrow.low[k]!).toBeLessThanOrEqual(narrow.mean[k]! + 1e-9)
      expect(wide.low[k]!).toBeLessThanOrEqual(narrow.low[k]!)
      expect(wide.high[k]!).toBeGreaterThanOrEqual(narrow.high[k]!)
    }
  })

  test('reads back to the same bytes and leaves the series alone', () => {
    const before = monthly.slice()
    const model = learner.fit(series)
    const again = learner.fromJSON(JSON.parse(JSON.stringify(model.toJSON())))
    expect(again.forecast(5, { seed: 3 })).toEqual(model.forecast(5, { seed: 3 }))
    expect(monthly).toEqual(before)
  })

  test('scales with the series and takes a constant one', () => {
    const big = learner.fit({ values: monthly.map((value) => value * 1e6), period: 12 }).forecast(3).mean
    const small = learner.fit(series).forecast(3).mean
    for (let k = 0; k < 3; k++) expect(big[k]! / (small[k]! * 1e6)).toBeCloseTo(1, 4)
    const flat = learner.fit({ values: new Float64Array(30).fill(7), period: 4 }).forecast(3).mean
    for (const value of flat) expect(value).toBeCloseTo(7, 3)
  })

  test('a gap and an empty series are refused in a sentence', () => {
    expect(() => learner.fit({ values: [...monthly.slice(0, 29), Number.NaN, 2], period: 12 })).toThrow(
      'value 29 of the series is NaN',
    )
    expect(() => learner.fit({ values: [] })).toThrow('needs at least')
    expect(() => learner.fit(series).forecast(0)).toThrow('The horizon is 0')
  })
})

test('naive forecasts follow their formulas', () => {
  expect(Array.from(naive.fit({ values: [3, 5] }).forecast(2).mean)).toEqual([5, 5])
  expect(Array.from(drift.fit({ values: [1, 2, 3] }).forecast(2).mean)).toEqual([4, 5])
  expect(Array.from(seasonalNaive.fit({ values: [1, 9, 2, 8], period: 2 }).forecast(3).mean)).toEqual([2, 8, 2])
})

test.each([1, 2, 3, 4])('very short series of %i values get a forecast', (n) => {
  const values = [5, 6, 7, 9].slice(0, n)
  for (const learner of n > 1 ? [naive, drift, ets, theta, combination] : [naive]) {
    expect(
      learner
        .fit({ values, period: 12 > n ? 1 : 12 })
        .forecast(3)
        .mean.every(Number.isFinite),
    ).toBe(true)
  }
})

test.each([
  { error: 'A', trend: 'Ad', season: 'A' },
  { error: 'M', trend: 'Ad', season: 'M' },
  { error: 'M', trend: 'A', season: 'A' },
  { error: 'A', trend: 'N', season: 'N' },
] as const)('the gradient of the recursion for %j is that of differences', (form) => {
  const p = {
    alpha: 0.3,
    beta: form.trend === 'N' ? 0 : 0.1,
    gamma: form.season === 'N' ? 0 : 0.2,
    phi: form.trend === 'Ad' ? 0.9 : 1,
  }
  const season = Float64Array.from({ length: form.season === 'N' ? 1 : 12 }, (_, k) =>
    form.season === 'M' ? 1 + 0.02 * k : k,
  )
  const start = { level: 95, slope: form.trend === 'N' ? 0 : 1.2, season }
  const pass = new Pass(60, season.length)
  const out = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0, season: new Float64Array(season.length) }
  runEts(monthly, form, p, start, pass)
  etsGradient(monthly, form, p, pass, out)
  const value = (change: { p?: object; start?: object }) =>
    runEts(monthly, form, { ...p, ...change.p }, { ...start, ...change.start }, new Pass(60, season.length))
  const slope = (make: (step: number) => object, part: 'p' | 'start') =>
    (value({ [part]: make(1e-5) }) - value({ [part]: make(-1e-5) })) / 2e-5
  expect(out.alpha).toBeCloseTo(
    slope((s) => ({ alpha: p.alpha + s }), 'p'),
    3,
  )
  expect(out.level).toBeCloseTo(
    slope((s) => ({ level: start.level + s }), 'start'),
    4,
  )
  if (form.trend !== 'N') {
    expect(out.beta).toBeCloseTo(
      slope((s) => ({ beta: p.beta + s }), 'p'),
      2,
    )
    expect(out.phi).toBeCloseTo(
      slope((s) => ({ phi: p.phi + s }), 'p'),
      2,
    )
    expect(out.slope).toBeCloseTo(
      slope((s) => ({ slope: start.slope + s }), 'start'),
      3,
    )
  }
  if (form.season !== 'N') {
    expect(out.gamma).toBeCloseTo(
      slope((s) => ({ gamma: p.gamma + s }), 'p'),
      3,
    )
    expect(out.season[5]).toBeCloseTo(
      slope((s) => ({ season: season.with(5, season[5]! + s) }), 'start'),
      3,
    )
  }
})

test('a season of 52 weeks is followed', () => {
  const shocks = normals(1, 208)
  const weekly = Float64Array.from(
    { length: 208 },
    (_, t) => 200 + 60 * Math.sin((2 * Math.PI * t) / 52) + 3 * shocks[t]!,
  )
  const model = ets.fit({ values: weekly.slice(0, 182), period: 52 })
  const { mean } = model.forecast(26)
  expect(forecastAccuracy(weekly.slice(182), { mean }, { values: weekly, period: 52 }).smape).toBeLessThan(5)
  expect(ets.fromJSON(JSON.parse(JSON.stringify(model.toJSON()))).forecast(26).mean).toEqual(mean)
})

test('the combination is the mean of its parts', () => {
  const parts = [ets.fit(series).forecast(4), theta.fit(series).forecast(4)]
  expect(combination.fit(series).forecast(4)).toEqual(meanForecast(parts))
})

test('ets names a seasonal form for seasonal data and none for noise', () => {
  expect(ets.fit(series).form).toMatch(/,[AM]\)$/)
  expect(ets.fit({ values: normals(8, 80).map((value) => value + 50), period: 12 }).form).toMatch(/,N,N\)$/)
  expect(() => ets.fit({ values: [1, -1, 2, 3, 4, 5, 6, 7, 8], period: 4 }, { season: 'M' })).toThrow(
    'relative parts need positive values',
  )
})

test('intervals of ets hold nearly as many values as they say', () => {
  const uniform = mulberry32(2)
  let inside = 0
  for (let k = 0; k < 60; k++) {
    let level = 100
    const values = Array.from({ length: 72 }, () => {
      const error = 3 * normal(uniform)
      const value = level + error
      level += 0.4 * error
      return value
    })
    const { low, high } = ets.fit({ values: values.slice(0, 60) }).forecast(12, { level: 0.9 })
    values.slice(60).forEach((value, h) => {
      inside += value >= low[h]! && value <= high[h]! ? 1 : 0
    })
  }
  expect(inside / 720).toBeGreaterThan(0.78)
  expect(inside / 720).toBeLessThan(0.96)
})

test('decomposition finds a figure and the test finds a season', () => {
  expect(Array.from(decompose(Float64Array.of(1, 3, 1, 3, 1, 3), 2, 'additive').figure)).toEqual([-1, 1])
  expect(isSeasonal(monthly, 12)).toBe(true)
  expect(isSeasonal(normals(8, 80), 12)).toBe(false)
})

test('accuracy follows its formulas', () => {
  const found = forecastAccuracy([10, 20], { mean: [12, 15], low: [9, 16], high: [13, 22] }, { values: [1, 2, 4] })
  expect(found).toEqual({
    mae: 3.5,
    rmse: Math.sqrt(14.5),
    smape: (400 / 22 + 1000 / 35) / 2,
    mase: 3.5 / 1.5,
    coverage: 100,
  })
})

test('a back-test never sees what comes later', () => {
  const seen: number[] = []
  const result = backTest(
    series,
    (past) => {
      seen.push(past.values.length)
      return naive.fit(past)
    },
    { horizon: 6, folds: 3, step: 2 },
  )
  expect(seen).toEqual([50, 52, 54])
  expect(result.byStep[0]).toBeCloseTo(
    [50, 52, 54].reduce((sum, n) => sum + Math.abs(monthly[n]! - monthly[n - 1]!), 0) / 3,
    12,
  )
  expect(result.runs[2]!.accuracy.mae).toBeGreaterThan(0)
  expect(() => backTest({ values: [1, 2, 3] }, (past) => naive.fit(past), { horizon: 2, folds: 5 })).toThrow('leaves')
})

test('anomalies are found on a trend with a season, and nowhere else', () => {
  const odd = monthly.slice()
  odd[20]! += 40
  odd[45]! -= 45
  expect(Array.from(anomalies({ values: odd, period: 12 }, { threshold: 6 }).positions)).toEqual([20, 45])
  expect(Array.from(anomalies({ values: [5, 6, 5, 60, 5, 6, 5] }).positions)).toEqual([3])
  expect(anomalies({ values: new Float64Array(20) }).positions).toHaveLength(0)
})

describe.skipIf(!hasForecastData)(
  'published series (needs ../shared)',
  () => {
    const train = () => airPassengers().slice(0, 120)

    test('ETS(M,Ad,M) on AirPassengers is at least as likely as the reference finds it', () => {
      const fit = fitEts(Float64Array.from(train()), 12, { error: 'M', trend: 'Ad', season: 'M' })!
      expect(fit.logLikelihood).toBeGreaterThan(-537.2248822)
    })

    test("Holt–Winters on AirPassengers reaches R's sum of squares and forecasts", () => {
      const model = holtWinters.fit({ values: train(), period: 12 }, { season: 'multiplicative' })
      expect(model.squares).toBeLessThanOrEqual(11365.65800862 * (1 + 1e-6))
      const { mean } = model.forecast(24)
      expect(mean[0]! / 349.70894945).toBeCloseTo(1, 2)
      expect(mean[23]! / 384.01031078).toBeCloseTo(1, 2)
    })

    test.each([
      ['yearly', 17.02241185, 16.77425887, 18.88011128],
      ['quarterly', 8.92480938, 8.83662759, 10.68596876],
    ] as const)(
      'on M3 %s sMAPE of ets is no worse than the reference’s and the combination is below theta’s',
      (kind, ofEts, ofTheta, ofNaive) => {
        const errors = { ets: 0, combination: 0, naive: 0 }
        const all = m3(kind)
        for (const { x, xx, frequency, h } of all) {
          const past = { values: x, period: frequency }
          const smape = (forecast: { mean: Float64Array }) => forecastAccuracy(xx, forecast, past).smape / all.length
          errors.ets += smape(ets.fit(past).forecast(h))
          errors.combination += smape(combination.fit(past).forecast(h))
          errors.naive += smape(naive.fit(past).forecast(h))
        }
        expect(errors.naive).toBeCloseTo(ofNaive, 6)
        expect(errors.ets).toBeLessThanOrEqual(ofEts)
        expect(errors.combination).toBeLessThan(ofTheta)
      },
    )
  },
  180_000,
)
