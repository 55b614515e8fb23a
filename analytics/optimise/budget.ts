import { refuse } from '../errors.ts'

/** How a budget was spread: the amount for each channel, what each brings, and the sum. */
export type Allocation = { readonly amounts: Float64Array; readonly returns: Float64Array; readonly total: number }

/** Response of one channel to money, and optionally the least and most it may get. */
export type Channel = { readonly response: (amount: number) => number; readonly least?: number; readonly most?: number }

/**
 * Spreads a budget over channels in steps so that the sum of their responses is greatest, by dynamic programming over
 * channels and money: best_k(m) = max over a of best_{k−1}(m − a) + response_k(a). Exact on the grid for any response,
 * saturating, S-shaped or stepped. Money that would bring nothing is left over. Cost: channels × steps².
 *
 * @throws AnalyticsError `bad_input`, `not_finite`, `infeasible` when the least amounts exceed the budget.
 * Source: Bellman 1957; for responses see {@link saturating} and {@link sShaped}.
 * @example
 * allocateBudget([{ response: saturating(100, 20) }, { response: saturating(60, 5) }], { budget: 50, step: 1 }).amounts
 */
export function allocateBudget(
  channels: readonly Channel[],
  { budget, step }: { budget: number; step: number },
): Allocation {
  if (!(budget >= 0 && step > 0 && budget < Infinity))
    refuse('bad_input', `A budget of ${budget} in steps of ${step} cannot be spread.`)
  const steps = Math.floor(budget / step + 1e-9)
  let best = new Float64Array(steps + 1)
  const choices: Int32Array[] = []
  channels.forEach((channel, k) => {
    const round = spend(best, returnsOf(channel, k, steps, step))
    best = round.best
    choices.push(round.choice)
  })
  if (best[steps] === -Infinity)
    refuse('infeasible', `The least amounts of the channels exceed the budget of ${budget}.`)
  return traceBack(channels, choices, steps, step)
}

/**
 * Response most · (1 − e^(−amount / scale)): each further amount brings less.
 * @example
 * saturating(100, 20)(20) // 63.2121
 */
export function saturating(most: number, scale: number): (amount: number) => number {
  return (amount) => most * -Math.expm1(-amount / scale)
}

/**
 * Response most · amount^shape / (half^shape + amount^shape) (Hill): slow start for shape > 1, half of it at `half`.
 * @example
 * sShaped(100, 20, 3)(20) // 50
 */
export function sShaped(most: number, half: number, shape: number): (amount: number) => number {
  return (amount) => (amount <= 0 ? 0 : most / (1 + (half / amount) ** shape))
}

function returnsOf(
  { response, least = 0, most = Infinity }: Channel,
  k: number,
  steps: number,
  step: number,
): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, a) => {
    const amount = a * step
    if (amount < least - 1e-9 * step || amount > most + 1e-9 * step) return -Infinity
    const value = response(amount)
    return Number.isFinite(value)
      ? value
      : refuse('not_finite', `Channel ${k} answers ${value} to the amount ${amount}.`)
  })
}

function spend(before: Float64Array, returns: Float64Array): { best: Float64Array<ArrayBuffer>; choice: Int32Array } {
  const best = new Float64Array(before.length).fill(-Infinity)
  const choice = new Int32Array(before.length)
  for (let money = 0; money < before.length; money++) {
    for (let a = 0; a <= money; a++) {
      const value = before[money - a]! + returns[a]!
      if (value <= best[money]!) continue
      best[money] = value
      choice[money] = a
    }
  }
  return { best, choice }
}

function traceBack(
  channels: readonly Channel[],
  choices: readonly Int32Array[],
  steps: number,
  step: number,
): Allocation {
  const amounts = new Float64Array(channels.length)
  let left = steps
  for (let k = channels.length - 1; k >= 0; k--) {
    amounts[k] = choices[k]![left]! * step
    left -= choices[k]![left]!
  }
  const returns = amounts.map((amount, k) => channels[k]!.response(amount))
  return { amounts, returns, total: returns.reduce((a, b) => a + b, 0) }
}
