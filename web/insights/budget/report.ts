import { type Curve, sharedReturn } from '@rapport/vocabulary/insights/response.ts'

/** What a person says of a channel before planning; the curve as the most and what brings half of it. */
export interface Wish {
  readonly least?: number
  readonly most?: number | null
  readonly campaigns?: number | null
  readonly curve?: { readonly most: number; readonly half: number } | null
}

export interface Settings {
  readonly name: string
  readonly by: 'kind' | 'channel'
  readonly measure: 'margin' | 'revenue'
  readonly attribution: 'linked' | 'last_touch'
  readonly window: number
  readonly days: number
  readonly budget: number | null
  readonly step: number | null
  readonly scenarios: readonly number[]
  readonly channels: { readonly [name: string]: Wish }
  readonly without: readonly string[]
}

export interface Seen {
  readonly channel: string
  readonly campaigns: number
  readonly lately: number
  readonly spent: number
}

export interface Refused {
  readonly name: string
  readonly of: 'campaigns' | 'amounts' | 'earned' | 'cost'
  readonly has: number
  readonly needs: number
}

export interface Channel {
  readonly name: string
  readonly campaigns: number
  readonly curve: Curve
  readonly entered: boolean
  readonly fit: {
    readonly campaigns: number
    readonly errors: { readonly curve: number; readonly line: number; readonly mean: number }
  } | null
  readonly points: readonly (readonly [spent: number, earned: number])[]
  readonly tried: number
  readonly least: number
  readonly most: number
  readonly present: number
}

interface Other {
  readonly amounts: readonly number[]
  readonly value: number
}

export interface Scenario {
  readonly percent: number
  readonly budget: number
  readonly amounts: readonly number[]
  readonly returns: readonly number[]
  readonly last: readonly (number | null)[]
  readonly next: readonly (number | null)[]
  readonly worth: number
  readonly value: number
  readonly doubts: readonly (number | null)[]
  readonly present: Other | null
  readonly even: Other
}

export interface Plan {
  readonly id: string
  readonly name: string
  readonly made_at: string
  /** As it is kept: curves that were entered stand in it as curves. */
  readonly settings: Omit<Settings, 'channels'> & {
    readonly channels: { readonly [name: string]: Omit<Wish, 'curve'> & { readonly curve: Curve | null } }
  }
  readonly figures: {
    readonly budget: number
    readonly step: number
    readonly channels: readonly Channel[]
    readonly refused: readonly Refused[]
    readonly left: { readonly unripe: number; readonly foreign: number; readonly unnamed: number }
    readonly scenarios: readonly Scenario[]
  }
  readonly amounts: { readonly [channel: string]: number } | null
}

export interface Outcome {
  readonly passed: number
  readonly days: number
  readonly channels: readonly {
    readonly channel: string
    readonly planned: number
    readonly spent: number
    readonly campaigns: number
    readonly expected: number | null
    readonly earned: number | null
  }[]
}

export const brings = ({ curve, campaigns }: Channel, amount: number): number => sharedReturn(curve, campaigns, amount)
export const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)

/** What amounts are worth: what they bring, less themselves where earnings are margins. */
export const valueFor = ({ figures, settings }: Plan, amounts: readonly number[]): number =>
  figures.channels.reduce((sum, channel, k) => sum + brings(channel, amounts[k]!), 0) -
  (settings.measure === 'margin' ? sumOf(amounts) : 0)

/** The plan for the budget that was asked for, without more or less. */
export const asAsked = ({ figures }: Plan): Scenario => figures.scenarios.find(({ percent }) => percent === 0)!

/** Amounts as the plan stands: by hand, else as they were found. */
export const standing = (plan: Plan): readonly number[] =>
  plan.figures.channels.map(({ name }, k) => plan.amounts?.[name] ?? asAsked(plan).amounts[k]!)

/** What was asked for, to be asked again. */
export const asked = ({ settings }: Plan): Settings => ({
  ...settings,
  channels: Object.fromEntries(
    Object.entries(settings.channels).map(([name, { curve, ...wish }]) => [
      name,
      {
        ...wish,
        curve:
          curve?.shape === 'saturating'
            ? { most: curve.most, half: Math.round(curve.scale * Math.LN2 * 100) / 100 }
            : null,
      },
    ]),
  ),
})
