import { type Label, label } from '@rapport/vocabulary/define/label.ts'

/** What a group of buyers is like: means over its members. */
export interface Profile {
  readonly customers: number
  readonly recency: number
  readonly frequency: number
  readonly money: number
  readonly average: number
  readonly returned: number
  readonly revenue: number
}

export interface Move {
  readonly from: string | null
  readonly to: string
  readonly customers: number
}

export interface Report {
  readonly asOf: string
  readonly all: Profile
  readonly rfm: {
    readonly segments: readonly { readonly cell: Cell; readonly segment: string; readonly profile: Profile | null }[]
    readonly grid: readonly (readonly number[])[]
    readonly over: readonly { readonly at: string; readonly customers: { readonly [C in Cell]?: number } }[]
    readonly since: string | null
    readonly moves: readonly Move[]
  }
  readonly clusters: {
    readonly method: 'kmeans' | 'gaussian_mixture'
    readonly clusters: number
    readonly given: boolean
    readonly tried: readonly { readonly clusters: number; readonly score: number }[]
    readonly silhouette: number
    readonly segments: readonly { readonly segment: string; readonly words: Label; readonly profile: Profile }[]
    readonly moves: readonly Move[]
  }
}

/** The cells of the grid, best first, with the colour that each has everywhere. */
export const cells = {
  champions: { label: label('Champions', '核心客户'), colour: 'green' },
  loyal: { label: label('Loyal', '忠诚客户'), colour: 'teal' },
  promising: { label: label('Could become loyal', '有望忠诚'), colour: 'blue' },
  fresh: { label: label('New', '新客户'), colour: 'indigo' },
  warm: { label: label('Need attention', '需要关注'), colour: 'yellow' },
  precious: { label: label('Not to be lost', '不可流失'), colour: 'red' },
  risk: { label: label('At risk', '有流失风险'), colour: 'orange' },
  dozing: { label: label('Falling asleep', '即将沉睡'), colour: 'violet' },
  asleep: { label: label('Asleep', '沉睡客户'), colour: 'gray' },
} as const
export type Cell = keyof typeof cells

/** Which cell stands where: worth 5 … 1 down, recency 1 … 5 across; as the server places customers. */
export const layout: readonly (readonly Cell[])[] = [
  ['precious', 'precious', 'loyal', 'champions', 'champions'],
  ['risk', 'risk', 'loyal', 'loyal', 'champions'],
  ['risk', 'risk', 'warm', 'promising', 'promising'],
  ['asleep', 'dozing', 'warm', 'promising', 'promising'],
  ['asleep', 'asleep', 'dozing', 'fresh', 'fresh'],
]

/** Clusters have colours by their place in the list. */
export const clusterColours = ['blue', 'orange', 'teal', 'violet', 'green', 'pink', 'indigo', 'yellow'] as const
