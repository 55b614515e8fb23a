import type { Progress } from '@rapport/analytics/model.ts'
import { contentBased } from '@rapport/analytics/recommend/content.ts'
import { ease } from '@rapport/analytics/recommend/ease.ts'
import { hybrid, learnMixture } from '@rapport/analytics/recommend/hybrid.ts'
import { implicitFactors } from '@rapport/analytics/recommend/implicit-factors.ts'
import type { Interactions } from '@rapport/analytics/recommend/interactions.ts'
import { itemNeighbours } from '@rapport/analytics/recommend/item-neighbours.ts'
import { popularity } from '@rapport/analytics/recommend/popularity.ts'
import type { Recommender } from '@rapport/analytics/recommend/recommender.ts'

/** What a recommender learns from: who bought what, and the words that describe each thing. */
export interface Ground {
  readonly table: Interactions
  readonly words: readonly (readonly string[])[]
}

type Learn = (ground: Ground, options: Progress & { seed: number }) => Recommender

/** Beyond so many things the closed form costs more than it is worth. */
const mostForEase = 4_000
/** Days after which a purchase counts half. */
export const recentDays = 30

/** The ways to recommend, each by its own name; the first two are what every other has to beat. */
export const methods = {
  popular: ({ table }) => popularity.fit(table),
  recent: ({ table }) => popularity.fit(table, { halfLife: recentDays }),
  content: ({ table, words }) => contentBased.fit({ items: table.items, words }),
  neighbours: ({ table }, options) => itemNeighbours.fit(table, { neighbours: 200, shrink: 5, ...options }),
  ease: ({ table }, options) => ease.fit(table, { l2: 200, ...options }),
  factors: ({ table }, options) => implicitFactors.fit(table, { factors: 32, alpha: 1, l2: 10, ...options }),
} as const satisfies { readonly [name: string]: Learn }
export type Method = keyof typeof methods | 'hybrid'

export const baselines = ['popular', 'recent'] as const satisfies readonly Method[]
const opinions = ['recent', 'content', 'neighbours', 'ease', 'factors'] as const satisfies readonly Method[]

export type Learned = { readonly [M in keyof typeof methods]?: Recommender }

const canLearn = (name: keyof typeof methods, { table }: Ground): boolean =>
  name !== 'ease' || table.items.length <= mostForEase

/** Every method that this many things allow, learned from the same ground. */
export const learnAll = (ground: Ground, options: Learning): Learned =>
  learnThese(Object.keys(methods) as (keyof typeof methods)[], ground, options)

/** What one method and what sells at present need to be told. */
export function learnFor(name: Method, weights: Weights, ground: Ground, options: Learning): Learned {
  const heardOf = name === 'hybrid' ? opinions.filter((one) => (weights[one] ?? 0) > 0) : [name]
  return learnThese([...new Set([...heardOf, 'recent' as const])], ground, options)
}

type Learning = Progress & { readonly seed: number }

function learnThese(names: readonly (keyof typeof methods)[], ground: Ground, { seed, signal }: Learning): Learned {
  const options = { seed, signal }
  const learned = names
    .filter((name) => canLearn(name, ground))
    .map((name) => [name, methods[name](ground, options)] as const)
  return Object.fromEntries(learned)
}

/** How much the opinion of each method counts in the mixture. */
export type Weights = { readonly [M in (typeof opinions)[number]]?: number }

const heard = (learned: Learned) => opinions.filter((name) => learned[name] !== undefined)

/** Weights learned from what was bought after the methods were. */
export function weigh(learned: Learned, train: Interactions, test: Interactions, seed: number): Weights {
  const names = heard(learned)
  const weights = learnMixture(
    names.map((name) => learned[name]!),
    { train, test },
    { seed },
  )
  return Object.fromEntries(names.map((name, k) => [name, weights[k]!]))
}

export const mixture = (learned: Learned, weights: Weights): Recommender =>
  hybrid(
    heard(learned)
      .map((name) => ({ model: learned[name]!, weight: weights[name] ?? 0 }))
      .filter(({ weight }) => weight > 0),
  )

export const methodNamed = (name: Method, learned: Learned, weights: Weights): Recommender =>
  name === 'hybrid' ? mixture(learned, weights) : learned[name]!
