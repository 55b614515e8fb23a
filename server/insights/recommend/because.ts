import { byItem, type Interactions } from '@rapport/analytics/recommend/interactions.ts'
import { Together } from './together.ts'

/** Why a thing is recommended, as a fact that can be counted again. */
export type Because =
  /** Of `of` customers who bought `item`, `both` bought this too. */
  | { readonly kind: 'together'; readonly item: string; readonly both: number; readonly of: number }
  /** It shares its words with `item`. */
  | { readonly kind: 'alike'; readonly item: string; readonly words: readonly string[] }
  /** So many customers bought it. */
  | { readonly kind: 'popular'; readonly buyers: number }

/** A pair says something from so many customers on. */
const fewestBoth = 3
/** Added to the size of a pair, so that one seen a few times does not pass for certain. */
const rarity = 5

/** Tells for a customer and a thing which of their own purchases speaks for it most. */
export class Reasons {
  readonly #table: Interactions
  readonly #words: readonly ReadonlySet<string>[]
  readonly #buyers: { readonly starts: Int32Array; readonly indices: Int32Array }
  readonly #pairs: Together
  /** How many things each word describes. */
  readonly #common = new Map<string, number>()

  constructor(table: Interactions, words: readonly (readonly string[])[]) {
    this.#table = table
    this.#words = words.map((list) => new Set(list))
    this.#buyers = byItem(table)
    this.#pairs = new Together(table)
    for (const set of this.#words) for (const word of set) this.#common.set(word, (this.#common.get(word) ?? 0) + 1)
  }

  of(profile: ArrayLike<number>, item: number): Because {
    return this.#together(profile, item) ?? this.#alike(profile, item) ?? this.popular(item)
  }

  popular(item: number): Because {
    return { kind: 'popular', buyers: this.#count(item) }
  }

  /** Things that were bought by the same customers as this one, the best first: by the cosine of their buyers, rare pairs counting less. */
  companions(item: number, fewest: number): { item: number; both: number; of: number; score: number }[] {
    const of = this.#count(item)
    return this.#pairs
      .with(item, fewest)
      .map(([other, both]) => ({ item: other, both, of, score: both / (Math.sqrt(of * this.#count(other)) + rarity) }))
      .sort((a, b) => b.score - a.score || a.item - b.item)
  }

  #count(item: number): number {
    return this.#buyers.starts[item + 1]! - this.#buyers.starts[item]!
  }

  /** Customers who bought both. */
  both(a: number, b: number): number {
    return this.#pairs.of(a, b)
  }

  #together(profile: ArrayLike<number>, item: number): Because | undefined {
    let found: { item: number; both: number; of: number; lift: number } | undefined
    for (let k = 0; k < profile.length; k++) {
      const own = profile[k]!
      const both = this.both(own, item)
      const of = this.#count(own)
      const lift = both / of / (this.#count(item) / this.#table.users.length)
      if (both >= fewestBoth && lift > 1 && (!found || lift > found.lift)) found = { item: own, both, of, lift }
    }
    return found && { kind: 'together', item: this.#table.items[found.item]!, both: found.both, of: found.of }
  }

  /** The rarest words tell most; one of two letters tells nothing. */
  #telling(words: readonly string[]): string[] {
    const long = words.filter((word) => word.length > 2 || /[^ -~]/.test(word))
    return long.sort((a, b) => this.#common.get(a)! - this.#common.get(b)!).slice(0, 3)
  }

  #alike(profile: ArrayLike<number>, item: number): Because | undefined {
    let found: { item: number; words: string[] } | undefined
    for (let k = 0; k < profile.length; k++) {
      const words = [...this.#words[profile[k]!]!].filter((word) => this.#words[item]!.has(word))
      if (this.#telling(words).length > 0 && words.length > (found?.words.length ?? 0))
        found = { item: profile[k]!, words }
    }
    return found && { kind: 'alike', item: this.#table.items[found.item]!, words: this.#telling(found.words) }
  }
}
