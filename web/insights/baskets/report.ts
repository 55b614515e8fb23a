import type { Level } from '@rapport/vocabulary/insights/lacking.ts'

export interface Rule {
  readonly left: readonly string[]
  readonly right: string
  readonly both: number
  readonly withLeft: number
  readonly withRight: number
  readonly support: number
  readonly confidence: number
  readonly lift: number
  readonly leverage: number
  /** Days between the two, where one comes after the other. */
  readonly soon?: number
  readonly usual?: number
  readonly late?: number
}

export interface Rules {
  readonly orders: number
  readonly customers: number
  readonly items: number
  readonly together: { readonly support: number; readonly rules: readonly Rule[] }
  readonly after: { readonly support: number; readonly rules: readonly Rule[] }
}

export interface Report {
  readonly asOf: string
  readonly since: string | null
  readonly confidence: number
  readonly within: number
  readonly product: Rules
  readonly category: Rules | null
}

export type Way = 'together' | 'after'
export type { Level }
export const keyOf = (rule: Rule): string => `${rule.left.join('+')}>${rule.right}`
