export const channels = ['email', 'phone', 'post'] as const
export type Channel = (typeof channels)[number]

export interface Settings {
  readonly name: string
  readonly budget: number | null
  readonly channels: { readonly [C in Channel]?: { readonly cost: number; readonly most: number | null } }
  readonly contacts: number
  readonly days: number
  readonly consent: 'agreed' | 'not_refused'
}

export interface Plan {
  readonly id: string
  readonly name: string
  readonly made_at: string
  readonly carried_at: string | null
  readonly settings: Settings
  readonly changed: number
  readonly outcome: {
    readonly lines: number
    readonly expected: number
    readonly bought: number
    readonly days: number
  } | null
  readonly figures: {
    readonly profit: number
    readonly bound: number
    readonly spent: number
    readonly contacts: number
    readonly customers: number
    readonly taken: number
    readonly considered: number
    readonly left: { readonly cost: number; readonly contacted: number; readonly consent: number }
    readonly uses: readonly {
      readonly limit: string
      readonly of: string | null
      readonly used: number
      readonly most: number
    }[]
    readonly worths: readonly {
      readonly limit: string
      readonly of: string | null
      readonly step: number
      readonly value: number
    }[]
    readonly chance: {
      readonly days: number
      readonly learned: { readonly offers: number; readonly taken: number }
      readonly tested: { readonly offers: number; readonly taken: number; readonly expected: number }
      readonly came: readonly { readonly predicted: number; readonly observed: number; readonly offers: number }[]
    }
  }
}

export interface Line {
  readonly id: string
  readonly customer: string
  readonly product: string
  readonly customer_name: string | null
  readonly product_name: string | null
  readonly channel: Channel
  readonly state: 'planned' | 'fixed' | 'excluded'
  readonly price: number
  readonly pieces: number
  readonly chance: number
  readonly gain: number
  readonly task: string | null
}
