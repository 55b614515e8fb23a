import { type FittedResponse, fitResponse, responseError } from '@rapport/analytics/optimise/response.ts'
import { type Curve, sharedReturn } from '@rapport/vocabulary/insights/response.ts'
import type { Ground, Spent } from './ground.ts'
import type { BudgetSettings, ChannelWish } from './settings.ts'

/** A bend cannot be told from less: three for each of the two numbers of a curve. */
export const fewestCampaigns = 6
/** Of which so many cost different amounts. */
export const fewestAmounts = 3
const mostPoints = 80

/** Why nothing can be said of a channel. */
export interface Refused {
  readonly name: string
  readonly of: 'campaigns' | 'amounts' | 'earned' | 'cost'
  readonly has: number
  readonly needs: number
}

/** A channel with its curve. */
export interface Learned {
  readonly name: string
  /** Campaigns that share an amount. */
  readonly campaigns: number
  readonly curve: Curve
  readonly entered: boolean
  /** How many campaigns the curve was learned from, how far it is off, and how far two simpler ways are. */
  readonly fit: { readonly campaigns: number; readonly errors: FittedResponse['errors'] } | null
  readonly points: readonly (readonly [spent: number, earned: number])[]
  /** The largest amount of one campaign. */
  readonly tried: number
  readonly least: number
  readonly most: number
  /** Spent in the days before. */
  readonly present: number
}

/** What it takes to tell how sure an amount is; does not survive JSON and need not. */
export interface Told extends Learned {
  doubt(amount: number): number | null
}

const noWish: ChannelWish = { least: 0, most: null, campaigns: null, curve: null }

function lacking(name: string, own: readonly Spent[], earned: readonly (number | null)[]): Refused | undefined {
  const amounts = new Set(own.map(({ spent }) => spent)).size
  const brought = earned.filter((one) => one !== null && one > 0).length
  if (own.length < fewestCampaigns) return { name, of: 'campaigns', has: own.length, needs: fewestCampaigns }
  if (amounts < fewestAmounts) return { name, of: 'amounts', has: amounts, needs: fewestAmounts }
  if (earned.includes(null)) return { name, of: 'cost', has: 0, needs: 1 }
  return brought === 0 ? { name, of: 'earned', has: 0, needs: 1 } : undefined
}

/** Where an entered curve has brought nearly all that it can. */
const farOn = (curve: Curve): number => (curve.shape === 'saturating' ? 4 * curve.scale : 0)

interface Asked {
  readonly ground: Ground
  readonly settings: BudgetSettings
}

function tell(name: string, own: readonly Spent[], { ground, settings }: Asked): Told | Refused {
  const wish = settings.channels[name] ?? noWish
  const earned = own.map((one) => (settings.measure === 'margin' ? one.margin : one.revenue))
  const lack = lacking(name, own, earned)
  if (lack && !wish.curve) return lack
  const fitted =
    lack || wish.curve
      ? null
      : fitResponse(
          own.map(({ spent }) => spent),
          earned as number[],
        )
  const lately = ground.lately.get(name) ?? { spent: 0, campaigns: 0 }
  const campaigns = wish.campaigns ?? Math.max(1, lately.campaigns)
  const tried = own.reduce((most, { spent }) => Math.max(most, spent), 0)
  const curve = wish.curve ?? fitted!.curve
  return {
    name,
    campaigns,
    curve,
    entered: wish.curve !== null,
    fit: fitted && { campaigns: own.length, errors: fitted.errors },
    points: own.slice(-mostPoints).map(({ spent }, i) => [spent, earned.slice(-mostPoints)[i] ?? 0] as const),
    tried,
    least: wish.least,
    // Nothing is known of amounts above those that were tried, unless the person knows it.
    most: wish.most ?? Math.max(wish.least, campaigns * (wish.curve ? Math.max(farOn(wish.curve), tried) : tried)),
    present: lately.spent,
    doubt: (amount) => fitted && campaigns * responseError(fitted, amount / campaigns),
  }
}

/** Every channel that campaigns or the person name: its curve, or what is missing for one. */
export function learnChannels(asked: Asked): { readonly told: readonly Told[]; readonly refused: readonly Refused[] } {
  const { ground, settings } = asked
  const own = Map.groupBy(ground.ripe, ({ channel }) => channel)
  const entered = Object.entries(settings.channels).flatMap(([name, { curve }]) => (curve ? [name] : []))
  const names = [...new Set([...own.keys(), ...ground.lately.keys(), ...entered])].sort()
  const all = names
    .filter((name) => !settings.without.includes(name))
    .map((name) => tell(name, own.get(name) ?? [], asked))
  return {
    told: all.filter((one): one is Told => 'curve' in one),
    refused: all.filter((one): one is Refused => !('curve' in one)),
  }
}

/** What an amount on a channel brings. */
export const brings = ({ curve, campaigns }: Pick<Learned, 'curve' | 'campaigns'>, amount: number): number =>
  sharedReturn(curve, campaigns, amount)
