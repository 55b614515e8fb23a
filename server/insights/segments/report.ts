import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import type { Cell } from './cells.ts'
import type { ClusterMethod } from './clusters.ts'
import type { Move } from './moves.ts'
import type { Profile } from './profiles.ts'

/** What is kept of a run and shown on the page; segments are named by the ids of their records. */
export interface SegmentsReport {
  readonly asOf: string
  readonly all: Profile
  readonly rfm: {
    readonly segments: readonly { readonly cell: Cell; readonly segment: string; readonly profile: Profile | null }[]
    /** Customers by worth 5 … 1 (rows) and recency 1 … 5 (columns). */
    readonly grid: readonly (readonly number[])[]
    readonly edges: { readonly recency: number[]; readonly frequency: number[]; readonly money: number[] }
    /** Customers of each cell at each moment, the earliest first. */
    readonly over: readonly { readonly at: string; readonly customers: { readonly [C in Cell]?: number } }[]
    /** Since when moves are counted; null when there were too few buyers then. */
    readonly since: string | null
    readonly moves: readonly Move<Cell>[]
  }
  readonly clusters: {
    readonly method: ClusterMethod
    readonly clusters: number
    readonly given: boolean
    readonly tried: readonly { readonly clusters: number; readonly score: number }[]
    readonly silhouette: number
    readonly segments: readonly {
      readonly segment: string
      readonly words: Label
      readonly profile: Profile
      /** The group of the run before goes on in it. */
      readonly continues: boolean
    }[]
    /** From the groups of the run before. */
    readonly moves: readonly Move<string>[]
  }
}

export type SegmentsContent = SegmentsReport | TooLittle
