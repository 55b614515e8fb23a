import { allocateBudget } from '@rapport/analytics/optimise/budget.ts'
import type { Curve } from '@rapport/vocabulary/insights/response.ts'
import { brings } from './learn.ts'

/** A channel as the program sees it. */
export interface Spendable {
  readonly curve: Curve
  readonly campaigns: number
  readonly least: number
  readonly most: number
}

export interface Spreading {
  readonly budget: number
  readonly step: number
  /** Whether a step that brings less than itself is left unspent. */
  readonly pays: boolean
}

/** A total spread over channels. */
export interface Spread {
  readonly amounts: readonly number[]
  readonly returns: readonly number[]
  /** What the last step on each channel brought, and what one more would bring; null where there is none. */
  readonly last: readonly (number | null)[]
  readonly next: readonly (number | null)[]
  /** One step more of the total: so much more earned (less the step itself, where that counts). */
  readonly worth: number
  readonly value: number
}

/** What amounts are worth: what they bring, less themselves where earnings are margins. */
export const worthOf = (channels: readonly Spendable[], amounts: readonly number[], pays: boolean): number =>
  channels.reduce((sum, channel, k) => sum + brings(channel, amounts[k]!) - (pays ? amounts[k]! : 0), 0)

const best = (channels: readonly Spendable[], { budget, step, pays }: Spreading): number[] => [
  ...allocateBudget(
    channels.map(({ least, most, ...channel }) => ({
      response: (amount: number) => brings(channel, amount) - (pays ? amount : 0),
      // On the grid: a least is kept and a most not passed.
      least: Math.ceil(least / step - 1e-9) * step,
      most,
    })),
    { budget, step },
  ).amounts,
]

/** The best split of a total in steps, with what its last and next steps are worth. */
export function spreadBest(channels: readonly Spendable[], spreading: Spreading): Spread {
  const { budget, step, pays } = spreading
  const amounts = best(channels, spreading)
  const value = worthOf(channels, amounts, pays)
  const more = best(channels, { ...spreading, budget: budget + step })
  const at = (k: number, amount: number) => brings(channels[k]!, amount)
  return {
    amounts,
    returns: amounts.map((amount, k) => at(k, amount)),
    last: amounts.map((amount, k) => (amount >= step - 1e-9 ? at(k, amount) - at(k, amount - step) : null)),
    next: amounts.map((amount, k) =>
      amount + step <= channels[k]!.most + 1e-9 * step ? at(k, amount + step) - at(k, amount) : null,
    ),
    worth: Math.max(0, worthOf(channels, more, pays) - value),
    value,
  }
}

/** The same for every channel, as far as their limits let it. */
export function spreadEvenly(channels: readonly Spendable[], budget: number): number[] {
  const amounts = channels.map(({ least }) => least)
  let left = budget - amounts.reduce((a, b) => a + b, 0)
  const room = (k: number) => channels[k]!.most - amounts[k]!
  for (let round = 0; round <= 2 * channels.length && left > 1e-9; round++) {
    const lowest = Math.min(...amounts.filter((_, k) => room(k) > 1e-9))
    const open = [...channels.keys()].filter((k) => room(k) > 1e-9 && amounts[k]! <= lowest + 1e-9)
    if (open.length === 0) break
    const above = amounts.filter((amount) => amount > lowest + 1e-9)
    const rise = Math.min(left / open.length, ...open.map(room), Math.min(...above, Infinity) - lowest)
    for (const k of open) amounts[k]! += rise
    left -= rise * open.length
  }
  return amounts
}

/** A total shared as something was shared before; null when nothing was. */
export function spreadAlike(before: readonly number[], budget: number): number[] | null {
  const sum = before.reduce((a, b) => a + b, 0)
  return sum > 0 ? before.map((amount) => (budget * amount) / sum) : null
}
