import { refuse } from '../errors.ts'

/** What money brings: most · (1 − e^(−amount / scale)), or factor · amount^exponent with an exponent of at most 1. */
export type ResponseCurve =
  | { readonly shape: 'saturating'; readonly most: number; readonly scale: number }
  | { readonly shape: 'power'; readonly factor: number; readonly exponent: number }

/** A curve with how far it, a straight line and a mean that ignores the money are off on what they had not seen (root mean square). */
export type FittedResponse = {
  readonly curve: ResponseCurve
  readonly errors: { readonly curve: number; readonly line: number; readonly mean: number }
  /** The same shape fitted without each fold, for {@link responseError}. */
  readonly withoutFold: readonly ResponseCurve[]
}

type Pairs = { readonly spent: readonly number[]; readonly earned: readonly number[] }
type Shape = ResponseCurve['shape']

const mostFolds = 20
const gridSteps = 48
const refineSteps = 40
const shapes: readonly Shape[] = ['saturating', 'power']

/**
 * What an amount brings on a curve; nothing for nothing.
 * @example
 * responseAt({ shape: 'power', factor: 3, exponent: 0.5 }, 4) // 6
 */
export function responseAt(curve: ResponseCurve, amount: number): number {
  if (!(amount > 0)) return 0
  return curve.shape === 'saturating'
    ? curve.most * -Math.expm1(-amount / curve.scale)
    : curve.factor * amount ** curve.exponent
}

/**
 * A concave curve through pairs of money spent and money earned by least squares. Its height is solved exactly, its bend by a search on
 * a grid that is refined by golden section; the shape is the one that is less off on folds that it had not seen. The bend lies between
 * what the amounts can tell: a scale of 1/10 to 10 times the largest amount, an exponent of .05 to 1. Cost: pairs × folds.
 *
 * @throws AnalyticsError `too_few_rows` below 4 pairs, `not_finite`, `bad_input` for amounts that are not above 0 or when nothing was earned.
 * @example
 * fitResponse([1, 2, 4, 8, 16], [2, 2.8284, 4, 5.6569, 8]).curve.shape // 'power'
 */
export function fitResponse(spent: ArrayLike<number>, earned: ArrayLike<number>): FittedResponse {
  const pairs = checked(spent, earned)
  const largest = Math.max(...pairs.spent)
  const folds = foldsOf(pairs)
  const tried = shapes.map((shape) => {
    const withoutFold = folds.map(({ rest }) => fitShape(shape, rest, largest))
    return { shape, withoutFold, error: errorOf(folds, (k, amount) => responseAt(withoutFold[k]!, amount)) }
  })
  const best = tried.reduce((a, b) => (b.error < a.error ? b : a))
  const lines = folds.map(({ rest }) => height(rest, (amount) => amount))
  const means = folds.map(({ rest }) => rest.earned.reduce((a, b) => a + b, 0) / rest.earned.length)
  return {
    curve: fitShape(best.shape, pairs, largest),
    errors: {
      curve: best.error,
      line: errorOf(folds, (k, amount) => lines[k]! * amount),
      mean: errorOf(folds, (k) => means[k]!),
    },
    withoutFold: best.withoutFold,
  }
}

/**
 * Standard error of what the amount brings, by the delete-a-group jackknife: √((g − 1) / g · Σ (r_k − r̄)²) over the g folds.
 * Source: Shao, Tu, The Jackknife and Bootstrap, 1995.
 * @example
 * responseError(fitResponse([1, 2, 4, 8], [2, 4, 8, 16]), 3) // 0
 */
export function responseError({ withoutFold }: Pick<FittedResponse, 'withoutFold'>, amount: number): number {
  const values = withoutFold.map((curve) => responseAt(curve, amount))
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(((values.length - 1) / values.length) * squares)
}

function checked(spent: ArrayLike<number>, earned: ArrayLike<number>): Pairs {
  if (spent.length !== earned.length || spent.length < 4)
    refuse(
      'too_few_rows',
      `A response needs at least 4 pairs; ${spent.length} amounts and ${earned.length} earnings were given.`,
    )
  const pairs = { spent: Array.from(spent), earned: Array.from(earned) }
  if (![...pairs.spent, ...pairs.earned].every(Number.isFinite))
    refuse('not_finite', 'Amounts and earnings of a response must be numbers.')
  if (pairs.spent.some((amount) => amount <= 0)) refuse('bad_input', 'Every amount of a response must be above 0.')
  if (!pairs.earned.some((one) => one > 0)) refuse('bad_input', 'Nothing was earned, so there is no response.')
  return pairs
}

type Fold = { readonly out: Pairs; readonly rest: Pairs }

/** Every pair is left out once, alone or with others when there are many. */
function foldsOf({ spent, earned }: Pairs): Fold[] {
  const count = Math.min(spent.length, mostFolds)
  const part = (keep: (i: number) => boolean): Pairs => ({
    spent: spent.filter((_, i) => keep(i)),
    earned: earned.filter((_, i) => keep(i)),
  })
  return Array.from({ length: count }, (_, k) => ({
    out: part((i) => i % count === k),
    rest: part((i) => i % count !== k),
  }))
}

function errorOf(folds: readonly Fold[], predict: (fold: number, amount: number) => number): number {
  const squares = folds.flatMap(({ out }, k) =>
    out.spent.map((amount, i) => (predict(k, amount) - out.earned[i]!) ** 2),
  )
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length)
}

/** The height that fits best under a given bend; never below 0. */
function height({ spent, earned }: Pairs, bend: (amount: number) => number): number {
  let [up, down] = [0, 0]
  spent.forEach((amount, i) => {
    const value = bend(amount)
    up += value * earned[i]!
    down += value * value
  })
  return down > 0 ? Math.max(0, up / down) : 0
}

function fitShape(shape: Shape, pairs: Pairs, largest: number): ResponseCurve {
  const [low, high] = shape === 'saturating' ? [Math.log(largest / 10), Math.log(largest * 10)] : [0.05, 1]
  const curveAt = (at: number): ResponseCurve =>
    shape === 'saturating'
      ? { shape, scale: Math.exp(at), most: height(pairs, (amount) => -Math.expm1(-amount / Math.exp(at))) }
      : { shape, exponent: at, factor: height(pairs, (amount) => amount ** at) }
  const loss = (at: number): number => {
    const curve = curveAt(at)
    return pairs.spent.reduce((sum, amount, i) => sum + (responseAt(curve, amount) - pairs.earned[i]!) ** 2, 0)
  }
  return curveAt(lowest(loss, low, high))
}

/** The least of a function between two ends: the best of a grid, refined by golden section around it. */
function lowest(loss: (at: number) => number, low: number, high: number): number {
  const width = (high - low) / gridSteps
  const seen = Array.from({ length: gridSteps + 1 }, (_, k) => ({ at: low + k * width, loss: loss(low + k * width) }))
  const best = seen.reduce((a, b) => (b.loss < a.loss ? b : a))
  let [from, to] = [Math.max(low, best.at - width), Math.min(high, best.at + width)]
  const share = (Math.sqrt(5) - 1) / 2
  for (let k = 0; k < refineSteps; k++) {
    const [left, right] = [to - share * (to - from), from + share * (to - from)]
    if (loss(left) <= loss(right)) to = right
    else from = left
  }
  // A bend at an end of the range is met exactly.
  const ends = [from, to].map((at) => ({ at, loss: loss(at) }))
  return [...ends, best].reduce((a, b) => (b.loss < a.loss ? b : a)).at
}
