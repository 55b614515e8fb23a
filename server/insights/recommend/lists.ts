import { profileOf, type Recommender, recommend } from '@rapport/analytics/recommend/recommender.ts'
import type { Because, Reasons } from './because.ts'
import { isHeldOut } from './hold-out.ts'
import type { Ground } from './methods.ts'

/** Longer than what is shown, because some of it will be out of stock, just bought or not for sale when it is asked for. */
const longest = 40
const mostCompanions = 25
/** Going together is told from so many customers on. */
const fewestBoth = 3

export interface List {
  readonly of: string
  readonly heldOut: boolean
  readonly products: readonly string[]
  readonly scores: readonly number[]
  readonly because: readonly Because[]
}

/** The list of every customer; those held out get what sells at present, which is what others are compared with. */
export function* customerLists(
  { table }: Ground,
  model: Recommender,
  popular: Recommender,
  reasons: Reasons,
): Generator<List> {
  for (let user = 0; user < table.users.length; user++) {
    const customer = table.users[user]!
    const heldOut = isHeldOut(customer)
    const profile = profileOf(table, user)
    const found = recommend(heldOut ? popular : model, profile, { limit: longest })
    yield {
      of: customer,
      heldOut,
      products: found.map(({ name }) => name),
      scores: found.map(({ score }) => score),
      because: found.map(({ item }) => (heldOut ? reasons.popular(item) : reasons.of(profile.items, item))),
    }
  }
}

/** What goes with each product, by those who bought both: the best by how much more often than by chance, rare pairs less. */
export function* companionLists({ table }: Ground, reasons: Reasons): Generator<List> {
  for (let item = 0; item < table.items.length; item++) {
    const found = reasons.companions(item, fewestBoth).slice(0, mostCompanions)
    if (found.length === 0) continue
    yield {
      of: table.items[item]!,
      heldOut: false,
      products: found.map((one) => table.items[one.item]!),
      scores: found.map((one) => one.score),
      because: found.map((one) => ({ kind: 'together', item: table.items[item]!, both: one.both, of: one.of })),
    }
  }
}
