import type { Filter } from '@rapport/vocabulary/define/filter.ts'

export interface Settings {
  readonly name: string
  readonly object: 'deal' | 'customer'
  readonly filter: Filter | null
  readonly people: readonly { readonly id: string; readonly most: number | null }[]
}

export interface PersonFigures {
  readonly id: string
  readonly open: number
  readonly room: number
  readonly worth: number
  readonly robin: number
  readonly won: number
  readonly closed: number
}

export interface Plan {
  readonly id: string
  readonly name: string
  readonly made_at: string
  readonly assigned_at: string | null
  readonly settings: Settings
  readonly value: number
  readonly given: { readonly [person: string]: number }
  readonly changed: number
  readonly figures: {
    readonly leads: number
    readonly beyond: number
    readonly unpriced: number
    readonly value: number
    readonly robin: number
    readonly fit: {
      readonly learned: boolean
      readonly closed: number
      readonly won: number
      readonly tested: {
        readonly deals: number
        readonly person: number
        readonly deal: number
        readonly mean: number
      } | null
    }
    readonly people: readonly PersonFigures[]
  }
  readonly outcome: readonly {
    readonly person: string
    readonly given: number
    readonly expected: number
    readonly value: number
    readonly won: number
    readonly lost: number
    readonly earned: number
  }[]
}

export interface Option {
  readonly person: string
  readonly chance: number
  /** Their closed deals of the kind that moves the chance most. */
  readonly because: {
    readonly trait: 'country' | 'industry' | 'source' | 'size'
    readonly level: string
    readonly won: number
    readonly all: number
  } | null
  readonly value: number
  readonly near: number
}

export interface Line {
  readonly id: string
  readonly record: string
  readonly title: string | null
  readonly person: string | null
  readonly state: 'planned' | 'fixed' | 'excluded'
  readonly amount: number
  readonly value: number
  readonly options: readonly Option[]
  readonly assigned: boolean
}

export const givenIn = ({ given }: Plan): number => Object.values(given).reduce((sum, one) => sum + one, 0)
