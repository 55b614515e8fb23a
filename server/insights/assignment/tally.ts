import type { Closed, Traits } from './ground.ts'

export const traits = ['country', 'industry', 'source', 'size'] as const satisfies readonly (keyof Traits)[]
export type Trait = (typeof traits)[number]

interface Count {
  won: number
  all: number
}

export interface Strength {
  /** With which the share won among deals of one kind is drawn towards that of all … */
  readonly kind: number
  /** … and a person's towards everybody's; Infinity: wholly. */
  readonly person: number
}

/** Neither the deal nor the person tells anything. */
export const nothing: Strength = { kind: Number.POSITIVE_INFINITY, person: Number.POSITIVE_INFINITY }

/** Somebody's deals of the kind that moves their chance most. */
export interface Because extends Readonly<Count> {
  readonly trait: Trait
  readonly level: string
}

/** A person's chance to win one lead, and why. */
export interface Told {
  readonly chance: number
  readonly because: Because | null
}

/** Somebody with fewer closed deals is as everybody. */
const fewestOwn = 5
/** Fewer deals are no reason to show. */
const fewestShown = 3

const clamp = (share: number): number => Math.min(1 - 1e-6, Math.max(1e-6, share))
const logit = (share: number): number => Math.log(clamp(share) / (1 - clamp(share)))
const sigmoid = (odds: number): number => 1 / (1 + Math.exp(-odds))

/** A share drawn towards another, as if so many more deals had come out like it (empirical Bayes with a beta prior). */
const drawn = ({ won, all }: Readonly<Count>, towards: number, strength: number): number =>
  strength === Number.POSITIVE_INFINITY ? towards : (won + strength * towards) / (all + strength)

const none: Readonly<Count> = { won: 0, all: 0 }

/** Won and closed deals: of all, by trait, by person, and by person and trait. Chances add up in log odds. */
export class Tally {
  readonly #all: Count = { won: 0, all: 0 }
  readonly #levels = new Map<string, Count>()
  readonly #own = new Map<string, Count>()
  readonly people = new Map<string, Count>()

  add(deal: Closed): void {
    const count = (map: Map<string, Count>, key: string) => {
      const found = map.get(key) ?? { won: 0, all: 0 }
      if (found.all === 0) map.set(key, found)
      found.all += 1
      if (deal.won) found.won += 1
    }
    this.#all.all += 1
    if (deal.won) this.#all.won += 1
    if (deal.owner !== null) count(this.people, deal.owner)
    for (const trait of traits) {
      if (deal[trait] === null) continue
      const level = `${trait} ${deal[trait]}`
      count(this.#levels, level)
      if (deal.owner !== null) count(this.#own, `${deal.owner} ${level}`)
    }
  }

  /** One in two stands for what is not known. */
  get mean(): number {
    return drawn(this.#all, 0.5, 2)
  }

  #levelShare = (level: string, { kind }: Strength): number => drawn(this.#levels.get(level) ?? none, this.mean, kind)

  /** Log odds of a lead, whoever has it. */
  #base(lead: Traits, strength: Strength): number {
    const mean = logit(this.mean)
    return levelsOf(lead).reduce((sum, { level }) => sum + logit(this.#levelShare(level, strength)) - mean, mean)
  }

  /** By how much a person moves the log odds: by their share of all deals, and by that of each kind beyond it. */
  #lift(lead: Traits, person: string, strength: Strength): { lift: number; because: Because | null } {
    const whole = this.people.get(person)
    if (!whole || whole.all < fewestOwn) return { lift: 0, because: null }
    const general = logit(drawn(whole, this.mean, strength.person)) - logit(this.mean)
    let [lift, most, because]: [number, number, Because | null] = [general, -1, null]
    for (const { trait, level, value } of levelsOf(lead)) {
      const expected = sigmoid(logit(this.#levelShare(level, strength)) + general)
      const own = this.#own.get(`${person} ${level}`) ?? none
      const more = logit(drawn(own, expected, strength.person)) - logit(expected)
      lift += more
      if (own.all < fewestShown || Math.abs(more) <= most) continue
      most = Math.abs(more)
      because = { trait, level: value, won: own.won, all: own.all }
    }
    return { lift, because }
  }

  chance(lead: Traits, person: string | null, strength: Strength): number {
    const lift = person === null ? 0 : this.#lift(lead, person, strength).lift
    return sigmoid(this.#base(lead, strength) + lift)
  }

  /** A person's chance with a lead; `known`: the chance of the lead itself, where a model tells it better. */
  tell(lead: Traits, person: string, strength: Strength, known: number | null): Told {
    const base = known === null ? this.#base(lead, strength) : logit(known)
    const { lift, because } = this.#lift(lead, person, strength)
    return { chance: sigmoid(base + lift), because }
  }
}

const levelsOf = (lead: Traits): { trait: Trait; level: string; value: string }[] =>
  traits.flatMap((trait) => {
    const value = lead[trait]
    return value === null ? [] : [{ trait, level: `${trait} ${value}`, value }]
  })
