import type { Closed, Traits } from './ground.ts'

/** Less than this of the past says nothing of who wins what. */
export const fewestClosed = 40
export const fewestOfEach = 10
/** Somebody with fewer closed deals is as everybody. */
const fewestOwn = 5

const names = ['country', 'industry', 'source', 'size'] as const satisfies readonly (keyof Traits)[]
/** Deals that everybody's rate is drawn by; Infinity: the person, or the kind of deal, tells nothing. */
const strengths = [3, 6, 12, 25, 50, 100, Number.POSITIVE_INFINITY]
const halfAlike = 0.5

/** How alike two are: the share of what is known of the one that the other has too, squared so that near ones count most. */
export function alikeness(one: Traits, other: Traits): number {
  const known = names.filter((name) => one[name] !== null)
  if (known.length === 0) return 1
  return (known.filter((name) => one[name] === other[name]).length / known.length) ** 2
}

const clamp = (share: number): number => Math.min(1 - 1e-6, Math.max(1e-6, share))
const logit = (share: number): number => Math.log(clamp(share) / (1 - clamp(share)))
const sigmoid = (odds: number): number => 1 / (1 + Math.exp(-odds))
/** A rate drawn towards another, as if so many more deals had come out like it. */
const drawn = (won: number, all: number, towards: number, strength: number): number =>
  strength === Number.POSITIVE_INFINITY ? towards : (won + strength * towards) / (all + strength)

/** Deals like one, of everybody and of each person: weighted by alikeness, and counted where at least half alike. */
interface Like {
  readonly won: number
  readonly all: number
  readonly own: ReadonlyMap<string, Own>
}
interface Own {
  won: number
  all: number
  /** At least half alike. */
  readonly near: { won: number; all: number }
}

/** What the past says, ready to be asked about any lead. */
class Past {
  readonly mean: number
  /** Won and closed by person, whatever the deals. */
  readonly people: ReadonlyMap<string, { readonly won: number; readonly all: number }>
  readonly #closed: readonly Closed[]

  constructor(closed: readonly Closed[]) {
    this.#closed = closed
    this.mean = closed.filter(({ won }) => won).length / Math.max(1, closed.length)
    const people = new Map<string, { won: number; all: number }>()
    for (const { owner, won } of closed) {
      if (owner === null) continue
      const sums = people.get(owner) ?? { won: 0, all: 0 }
      people.set(owner, { won: sums.won + (won ? 1 : 0), all: sums.all + 1 })
    }
    this.people = people
  }

  like(lead: Traits): Like {
    let [won, all] = [0, 0]
    const own = new Map<string, Own>()
    for (const deal of this.#closed) {
      const weight = alikeness(lead, deal)
      if (weight === 0) continue
      const came = deal.won ? 1 : 0
      won += weight * came
      all += weight
      if (deal.owner === null) continue
      const sums = own.get(deal.owner) ?? { won: 0, all: 0, near: { won: 0, all: 0 } }
      if (!own.has(deal.owner)) own.set(deal.owner, sums)
      sums.won += weight * came
      sums.all += weight
      if (weight >= halfAlike ** 2) {
        sums.near.won += came
        sums.near.all += 1
      }
    }
    return { won, all, own }
  }
}

interface Strength {
  /** With which the deals that are alike are drawn towards all … */
  readonly kind: number
  /** … and a person's towards everybody's. */
  readonly person: number
}

/** The chance of a lead whoever has it. */
const baseOf = (past: Past, like: Like, { kind }: Strength): number => drawn(like.won, like.all, past.mean, kind)

/** By how much a person moves the log odds of a lead: by their rate in all, and by that in deals like it. */
function liftOf(past: Past, like: Like, person: string, strength: Strength): number {
  const base = baseOf(past, like, strength)
  const whole = past.people.get(person)
  if (!whole || whole.all < fewestOwn) return 0
  const general = logit(drawn(whole.won, whole.all, past.mean, strength.person)) - logit(past.mean)
  const own = like.own.get(person) ?? { won: 0, all: 0 }
  return logit(drawn(own.won, own.all, sigmoid(logit(base) + general), strength.person)) - logit(base)
}

/** What the people told in trials on deals that were not learned from: log loss by person, by the deal alone, and by the mean. */
export interface Tested {
  readonly deals: number
  readonly person: number
  readonly deal: number
  readonly mean: number
}

interface Asked {
  readonly past: Past
  readonly deals: readonly { readonly deal: Closed; readonly like: Like }[]
}

const ask = (learned: readonly Closed[], deals: readonly Closed[]): Asked => {
  const past = new Past(learned)
  return { past, deals: deals.map((deal) => ({ deal, like: past.like(deal) })) }
}

function lossOf({ past, deals }: Asked, strength: Strength): number {
  const losses = deals.map(({ deal, like }) => {
    const lift = deal.owner === null ? 0 : liftOf(past, like, deal.owner, strength)
    const chance = clamp(sigmoid(logit(baseOf(past, like, strength)) + lift))
    return -Math.log(deal.won ? chance : 1 - chance)
  })
  return losses.reduce((a, b) => a + b, 0) / Math.max(1, losses.length)
}

const alone = (kind: number): Strength => ({ kind, person: Number.POSITIVE_INFINITY })

/** The strengths that do best on deals that came later than those learned from. */
function choose(asked: Asked): Strength {
  const least = (tried: readonly Strength[]): Strength =>
    tried
      .map((strength) => ({ strength, loss: lossOf(asked, strength) }))
      .reduce((a, b) => (b.loss < a.loss - 1e-12 ? b : a)).strength
  const { kind } = least(strengths.map(alone).reverse())
  return least(strengths.map((person) => ({ kind, person })).reverse())
}

/** How likely each person wins each lead. */
export interface Fit {
  /** Whether people were found to differ at all. */
  readonly learned: boolean
  readonly closed: number
  readonly won: number
  readonly strength: Strength | null
  readonly tested: Tested | null
  readonly rates: ReadonlyMap<string, { readonly won: number; readonly all: number }>
  of(lead: Traits & { readonly chance: number | null }, people: readonly string[]): Told[]
}

/** A person's chance to win one lead, and their deals that were at least half like it. */
export interface Told {
  readonly chance: number
  readonly won: number
  readonly all: number
}

/** The past in three: learned from, chosen on, tested on – the oldest first, as time went. */
function trial(closed: readonly Closed[]): { strength: Strength; tested: Tested } {
  const ordered = closed.toReversed()
  const [half, late] = [Math.floor(ordered.length / 2), Math.floor((3 * ordered.length) / 4)]
  const strength = choose(ask(ordered.slice(0, half), ordered.slice(half, late)))
  const test = ask(ordered.slice(0, late), ordered.slice(late))
  const nothing = alone(Number.POSITIVE_INFINITY)
  return {
    strength,
    tested: {
      deals: test.deals.length,
      person: lossOf(test, strength),
      deal: lossOf(test, alone(strength.kind)),
      mean: lossOf(test, nothing),
    },
  }
}

/** Learns who wins what from closed deals, the latest first. With too few, or where people do not differ, every person is as likely. */
export function learnFit(closed: readonly Closed[]): Fit {
  const won = closed.filter((one) => one.won).length
  const enough = closed.length >= fewestClosed && Math.min(won, closed.length - won) >= fewestOfEach
  const past = new Past(closed)
  const { strength, tested } = enough ? trial(closed) : { strength: null, tested: null }
  const used = strength ?? alone(Number.POSITIVE_INFINITY)
  return {
    learned: used.person !== Number.POSITIVE_INFINITY,
    closed: closed.length,
    won,
    strength,
    tested,
    rates: past.people,
    of: (lead, people) => {
      const like = past.like(lead)
      // Without any past one in two stands for what is not known; values are then in the order of amounts.
      const base =
        lead.chance ??
        (closed.length === 0 ? 0.5 : drawn(baseOf(past, like, used) * closed.length, closed.length, 0.5, 2))
      return people.map((person) => ({
        chance: sigmoid(logit(base) + liftOf(past, like, person, used)),
        ...(like.own.get(person)?.near ?? { won: 0, all: 0 }),
      }))
    },
  }
}
