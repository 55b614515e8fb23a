import type { Closed, Traits } from './ground.ts'
import { nothing, type Strength, Tally, type Told } from './tally.ts'

/** Less than this of the past says nothing of who wins what. */
export const fewestClosed = 40
export const fewestOfEach = 10
/** Deals that everybody's share is drawn by; Infinity: the kind of deal, or the person, tells nothing. */
const strengths = [2, 4, 8, 16, 32, 64, Number.POSITIVE_INFINITY]

/** How chances did on the latest deals, each told from those that had closed before it: log loss by person, by the deal alone, by the mean. */
export interface Tested {
  readonly deals: number
  readonly person: number
  readonly deal: number
  readonly mean: number
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

const clamp = (share: number): number => Math.min(1 - 1e-6, Math.max(1e-6, share))

/** Mean log loss of each strength over a stretch of deals, every one told from those before it. */
function losses(ordered: readonly Closed[], from: number, to: number, tried: readonly Strength[]): number[] {
  const tally = new Tally()
  const sums = tried.map(() => 0)
  for (const [i, deal] of ordered.entries()) {
    if (i >= to) break
    if (i >= from)
      tried.forEach((strength, k) => {
        const chance = clamp(tally.chance(deal, deal.owner, strength))
        sums[k]! -= Math.log(deal.won ? chance : 1 - chance)
      })
    tally.add(deal)
  }
  return sums.map((sum) => sum / Math.max(1, to - from))
}

/** The strength with the least loss; of equals the one that says least. */
function least(tried: readonly Strength[], loss: readonly number[]): Strength {
  let best = tried.length - 1
  for (let k = tried.length - 2; k >= 0; k--) if (loss[k]! < loss[best]! - 1e-9) best = k
  return tried[best]!
}

/** Strengths are chosen on the second and third quarter of the past and tried on the last. */
function trial(ordered: readonly Closed[]): { strength: Strength; tested: Tested } {
  const [quarter, late] = [Math.floor(ordered.length / 4), Math.floor((3 * ordered.length) / 4)]
  const chosen = (tried: readonly Strength[]) => least(tried, losses(ordered, quarter, late, tried))
  const { kind } = chosen(strengths.map((one) => ({ kind: one, person: Number.POSITIVE_INFINITY })))
  const alone = { kind, person: Number.POSITIVE_INFINITY }
  const strength = chosen(strengths.map((person) => ({ kind, person })))
  const [person, deal, mean] = losses(ordered, late, ordered.length, [strength, alone, nothing]) as [
    number,
    number,
    number,
  ]
  return { strength, tested: { deals: ordered.length - late, person, deal, mean } }
}

/** Learns who wins what from closed deals, the latest first. With too few, or where people do not differ, all are as likely. */
export function learnFit(closed: readonly Closed[]): Fit {
  const won = closed.filter((one) => one.won).length
  const enough = closed.length >= fewestClosed && Math.min(won, closed.length - won) >= fewestOfEach
  const ordered = closed.toReversed()
  const tally = new Tally()
  for (const deal of ordered) tally.add(deal)
  const { strength, tested } = enough ? trial(ordered) : { strength: null, tested: null }
  const used = strength ?? nothing
  return {
    learned: used.person !== Number.POSITIVE_INFINITY,
    closed: closed.length,
    won,
    strength,
    tested,
    rates: tally.people,
    of: (lead, people) => people.map((person) => tally.tell(lead, person, used, lead.chance)),
  }
}
