import { Problem } from '../../errors.ts'

export const channels = ['email', 'phone', 'post'] as const
export type Channel = (typeof channels)[number]

/** One way to reach customers. */
export interface ChannelSettings {
  /** What one contact costs. */
  readonly cost: number
  /** Most contacts; null: as many as there are. */
  readonly most: number | null
}

export interface PlanSettings {
  readonly name: string
  readonly budget: number | null
  /** A channel that is not named is not used. */
  readonly channels: { readonly [C in Channel]?: ChannelSettings }
  /** At most so many contacts with one customer … */
  readonly contacts: number
  /** … within so many days, those that were made already among them. */
  readonly days: number
  /** Only these products; empty: whatever is recommended. */
  readonly products: readonly string[]
  /** Only customers who agreed to marketing by the channel, or all who did not refuse it. */
  readonly consent: 'agreed' | 'not_refused'
}

type Given = { readonly [K in keyof PlanSettings]?: unknown }

const amount = (name: string, value: unknown, least: number, most: number, whole: boolean): number => {
  if (typeof value !== 'number' || !(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw new Problem('invalid', `"${name}" must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`)
  return value
}
const amountOrNone = (name: string, value: unknown, most: number, whole: boolean): number | null =>
  value === null || value === undefined ? null : amount(name, value, 0, most, whole)

function channelsFrom(given: unknown): PlanSettings['channels'] {
  if (typeof given !== 'object' || given === null)
    throw new Problem('invalid', '"channels" must name at least one channel.')
  const entries = Object.entries(given).map(([name, settings]) => {
    if (!(channels as readonly string[]).includes(name))
      throw new Problem('invalid', `The channels are ${channels.join(', ')}; there is no "${name.slice(0, 40)}".`)
    const { cost, most } = (settings ?? {}) as { cost?: unknown; most?: unknown }
    const read = {
      cost: amount(`${name}.cost`, cost, 0, 1e6, false),
      most: amountOrNone(`${name}.most`, most, 1e7, true),
    }
    return [name, read] as const
  })
  if (entries.length === 0) throw new Problem('invalid', '"channels" must name at least one channel.')
  return Object.fromEntries(entries)
}

/** What was asked for, checked; what is missing is what is usual. */
export function planSettings(given: Given): PlanSettings {
  const { name = '', budget = null, contacts = 1, days = 30, products = [], consent = 'agreed' } = given
  if (typeof name !== 'string' || name.length > 200)
    throw new Problem('invalid', '"name" must be a text of at most 200 characters.')
  if (!Array.isArray(products) || !products.every((one) => typeof one === 'string' && /^[0-9a-f-]{36}$/.test(one)))
    throw new Problem('invalid', '"products" must be a list of ids of products.')
  if (consent !== 'agreed' && consent !== 'not_refused')
    throw new Problem('invalid', '"consent" must be agreed or not_refused.')
  return {
    name,
    budget: amountOrNone('budget', budget, 1e12, false),
    channels: channelsFrom(given.channels),
    contacts: amount('contacts', contacts, 1, 10, true),
    days: amount('days', days, 1, 365, true),
    products,
    consent,
  }
}
