import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import type { Following } from './after.ts'
import type { Found } from './together.ts'

/** The rules of one level, over products or over categories. */
export interface Rules {
  readonly orders: number
  readonly customers: number
  readonly items: number
  /** Shares that were asked of orders and of customers, given or found. */
  readonly together: { readonly support: number; readonly rules: readonly Found[] }
  readonly after: { readonly support: number; readonly rules: readonly Following[] }
}

export interface BasketsReport {
  readonly asOf: string
  /** From this moment on; null: since the first order. */
  readonly since: string | null
  readonly confidence: number
  /** Most days between one purchase and the next. */
  readonly within: number
  readonly product: Rules
  /** Null where fewer than three categories were sold. */
  readonly category: Rules | null
}

export type BasketsContent = BasketsReport | TooLittle
