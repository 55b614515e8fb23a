import { median } from '../numeric/quantile.ts'
import { checkParameters, integer_, number_, type Values } from '../params.ts'
import { checkSeries, type Series } from './series.ts'

/** What was expected of each value, how far it is off in robust standard deviations, and which are too far. */
export type Anomalies = {
  readonly expected: Float64Array
  readonly score: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly positions: Int32Array
}

/** Parameters of {@link anomalies}. */
export const anomalyParameters = {
  threshold: number_({ default: 4, above: 0, help: 'robust standard deviations beyond which a value is odd' }),
  window: integer_({ default: 0, min: 0, help: 'values for the running trend; 0 means two seasons, at least 11' }),
}

/**
 * Values that do not fit: trend by running medians, season by medians of what remains for each place in the season, scale by the
 * median absolute deviation (× 1.4826). Medians are not drawn towards the anomalies themselves. Positive series are also
 * tried in logarithms, which suit seasons that grow with the level; what leaves less unexplained is taken.
 *
 * Cost: values × window · log window.
 * @throws AnalyticsError `too_few_rows`, `missing_value`, `illegal_parameter`.
 * Source: Tukey, "Exploratory Data Analysis", 1977; Iglewicz, Hoaglin 1993.
 * @example anomalies({ values: [5, 6, 5, 60, 5, 6, 5] }).positions // [3]
 */
export function anomalies(series: Series, given: Partial<Values<typeof anomalyParameters>> = {}): Anomalies {
  const { threshold, window } = checkParameters('anomalies', anomalyParameters, given)
  const { values, period } = checkSeries('anomalies', series, 3)
  const width = window || Math.max(11, 2 * period + 1)
  const plain = describe(values, period, width)
  const logs = values.every((value) => value > 0) ? describe(values.map(Math.log), period, width) : undefined
  const isRelative = logs !== undefined && logs.scale * median(values) < plain.scale
  const { expected, score, scale } = isRelative ? logs : plain
  const back = (column: Float64Array) => (isRelative ? column.map(Math.exp) : column)
  return {
    expected: back(expected),
    score,
    low: back(expected.map((value) => value - threshold * scale)),
    high: back(expected.map((value) => value + threshold * scale)),
    positions: Int32Array.from(score.keys()).filter((t) => Math.abs(score[t]!) > threshold),
  }
}

function describe(values: Float64Array, period: number, width: number) {
  const seasonal = period > 1 && values.length >= 2 * period
  let figure = new Float64Array(seasonal ? period : 1)
  let trend = runningMedian(values, width)
  for (let round = 0; seasonal && round < 3; round++) {
    figure = seasonOf(
      values.map((value, t) => value - trend[t]!),
      period,
    )
    trend = runningMedian(
      values.map((value, t) => value - figure[t % period]!),
      width,
    )
  }
  const expected = trend.map((value, t) => value + figure[t % figure.length]!)
  const gaps = values.map((value, t) => value - expected[t]!)
  const scale = scaleOf(gaps)
  const score = gaps.map((gap) => (scale > 0 ? gap / scale : gap === 0 ? 0 : Math.sign(gap) * Infinity))
  return { expected, score, scale }
}

function runningMedian(values: Float64Array, width: number): Float64Array {
  const half = width >> 1
  return values.map((_, t) => {
    const reach = Math.min(half, t, values.length - 1 - t)
    const [from, to] =
      reach >= 2
        ? [t - reach, t + reach + 1]
        : t < half
          ? [0, Math.min(values.length, 5)]
          : [Math.max(0, values.length - 5), values.length]
    return median(values.subarray(from, to))
  })
}

function seasonOf(gaps: Float64Array, period: number): Float64Array<ArrayBuffer> {
  const figure = Float64Array.from({ length: period }, (_, k) => median(gaps.filter((_gap, t) => t % period === k)))
  const centre = median(figure)
  return figure.map((value) => value - centre)
}

/** 1.4826 · the median size of the gaps, without those that are 0 only because a median was taken there. */
function scaleOf(gaps: Float64Array): number {
  const size = gaps.reduce((most, gap) => Math.max(most, Math.abs(gap)), 0)
  const sizes = gaps.map(Math.abs).filter((gap) => gap > 1e-12 * size)
  if (sizes.length === 0) return 0
  return sizes.length > 2 ? 1.4826 * median(sizes) : (1.2533 * size) / gaps.length
}
