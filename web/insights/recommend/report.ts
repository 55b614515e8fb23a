export interface Report {
  readonly run: string | null
  readonly asOf: string
  readonly customers: number
  readonly products: number
  readonly orders: number
  readonly trial: {
    readonly windows: { readonly choose: number; readonly measure: number; readonly end: number }
    readonly judges: number
    readonly rows: readonly {
      readonly method: string
      readonly ndcg: number
      readonly hitRate: number
      readonly recall: number
      readonly coverage: number
    }[]
    readonly chosen: string
    readonly ahead: readonly {
      readonly than: string
      readonly value: number
      readonly low: number
      readonly high: number
    }[]
  }
}

interface Group {
  readonly customers: number
  readonly clicked: number
  readonly bought: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export interface Success {
  readonly days: number
  readonly own: Group
  readonly heldOut: Group
  readonly difference: { readonly value: number; readonly low: number; readonly high: number } | null
  readonly waiting: number
}

export interface Offers {
  readonly data: readonly {
    readonly product: string
    readonly name: string | null
    readonly price: string | null
    readonly currency: string | null
    readonly because: Because
  }[]
  readonly held_out: boolean
  readonly without: 'not_learned' | 'refused' | 'unknown' | null
}

export type Because =
  | { readonly kind: 'together'; readonly name: string | null; readonly both: number; readonly of: number }
  | { readonly kind: 'alike'; readonly name: string | null; readonly words: readonly string[] }
  | { readonly kind: 'popular'; readonly buyers: number }
