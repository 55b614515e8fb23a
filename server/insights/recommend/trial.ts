import type { Progress } from '@rapport/analytics/model.ts'
import type { Sold } from '../sold.ts'
import { advantage, judges, type Measured, mean, measure } from './measure.ts'
import { baselines, type Learned, learnAll, type Method, methodNamed, methods, type Weights, weigh } from './methods.ts'
import { boughtBefore, firstBought, type Windows } from './windows.ts'

export interface Row {
  readonly method: Method
  readonly ndcg: number
  readonly hitRate: number
  readonly recall: number
  /** Share of all things that stood on any list. */
  readonly coverage: number
}

export interface Ahead {
  readonly than: (typeof baselines)[number]
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What came of comparing the methods on purchases that they had not seen. */
export interface Trial {
  readonly windows: Windows
  /** Customers on whom methods were chosen, and on whom they were measured. */
  readonly choosers: number
  readonly judges: number
  readonly rows: readonly Row[]
  readonly chosen: Method
  readonly weights: Weights
  readonly ahead: readonly Ahead[]
  /** Both baselines are beaten beyond doubt (95 %): then it may serve. */
  readonly wins: boolean
}

/** Below so many customers to choose and to measure on, chance decides. */
export const fewestJudges = 20
export const fewestChoosers = 10

/** How many customers there are to choose and to measure on. */
export const counted = (sold: Sold, { choose, measure: split, end }: Windows, seed: number) => ({
  choosers: judges(boughtBefore(sold, choose), firstBought(sold, choose, split), seed).length,
  judges: judges(boughtBefore(sold, split), firstBought(sold, split, end), seed).length,
})

/** Methods that have an opinion; the mixture has none when no other one counts in it. */
const named = (learned: Learned, weights: Weights): Method[] => [
  ...(Object.keys(methods) as (keyof typeof methods)[]).filter((name) => learned[name] !== undefined),
  ...(Object.values(weights).some((weight) => weight > 0) ? (['hybrid'] as const) : []),
]

const rowOf = (method: Method, { gain, hit, recall, shown }: Measured, items: number): Row => ({
  method,
  ndcg: mean(gain),
  hitRate: mean(hit),
  recall: mean(recall),
  coverage: shown / Math.max(1, items),
})

export interface TrialOptions extends Progress {
  readonly seed: number
  readonly words: readonly (readonly string[])[]
}

/**
 * Chooses a method on the first window and measures all of them on the second: each learns from what came before the window
 * alone, the mixture's weights come from the first one, and nobody looks at the second before the choice is made.
 */
export function tryMethods(sold: Sold, windows: Windows, options: TrialOptions): Trial {
  const { words, seed } = options
  const early = boughtBefore(sold, windows.choose)
  const then = firstBought(sold, windows.choose, windows.measure)
  const choosers = judges(early, then, seed)
  const first = learnAll({ table: early, words }, options)
  const weights = weigh(first, early, then, seed)
  const candidates = named(first, weights).filter((name) => !(baselines as readonly Method[]).includes(name))
  const won = candidates
    .map((name) => ({ name, ndcg: mean(measure(methodNamed(name, first, weights), early, then, choosers).gain) }))
    .reduce((best, one) => (one.ndcg > best.ndcg ? one : best))
  return {
    windows,
    choosers: choosers.length,
    weights,
    chosen: won.name,
    ...judge(sold, windows, won.name, weights, options),
  }
}

function judge(
  sold: Sold,
  windows: Windows,
  chosen: Method,
  weights: Weights,
  options: TrialOptions,
): Pick<Trial, 'judges' | 'rows' | 'ahead' | 'wins'> {
  const before = boughtBefore(sold, windows.measure)
  const after = firstBought(sold, windows.measure, windows.end)
  const users = judges(before, after, options.seed)
  const learned = learnAll({ table: before, words: options.words }, options)
  const measured = new Map(
    named(learned, weights).map(
      (name) => [name, measure(methodNamed(name, learned, weights), before, after, users)] as const,
    ),
  )
  const ahead = baselines.map((than) => {
    const { value, low, high } = advantage(measured.get(chosen)!, measured.get(than)!, options.seed)
    return { than, value, low, high }
  })
  return {
    judges: users.length,
    rows: [...measured].map(([method, one]) => rowOf(method, one, sold.items.length)),
    ahead,
    wins: users.length >= fewestJudges && ahead.every(({ low }) => low > 0),
  }
}
