import type { Label } from '../define/label.ts'

export type TaskKind = 'yes_no' | 'number' | 'choice'

/** How a feature's values are shown to people. */
export type Unit = 'days' | 'count' | 'money' | 'share' | 'number' | 'yes_no' | 'word' | 'text'

/** A field that a model may not learn from, and why. */
export interface Refused {
  readonly name: string
  readonly label: Label
  readonly reason: Label
}

/** What goods are told apart by: the categories of the catalogue, or words of the goods' names where it has none. */
export interface Groups {
  readonly from: 'categories' | 'names'
  /** By what a group is known: the id of a category, or a word; '' is whatever is left. */
  readonly keys: readonly string[]
  readonly names: readonly string[]
}

/** One method in the comparison: its measures in cross-validation on the training rows. */
export interface Compared {
  readonly name: string
  readonly label: Label
  readonly mean: { readonly [measure: string]: number }
  readonly deviation: { readonly [measure: string]: number }
  readonly seconds: number
  readonly failure?: string
}

/** How a feature lies in the data and how the outcome goes with it. */
export interface FeatureReport {
  readonly name: string
  readonly label: Label
  readonly unit: Unit
  readonly about: 'who' | 'does'
  /** Share of training rows that have it. */
  readonly filled: number
  /** What was done with it: filled, levels. */
  readonly prepared: Label
  /** The fall of the measure when it is shuffled on the test rows. */
  readonly importance: number
  /** Population stability index between training and the rows scored now. */
  readonly drift: number
  /** Groups of its values: from and to for numbers, the word otherwise; rows, and the mean outcome in them. */
  readonly groups: readonly {
    readonly from?: number
    readonly to?: number
    readonly word?: string
    readonly rows: number
    readonly outcome: number
  }[]
}

export interface Measures {
  readonly [measure: string]: number
}

/** Who answered for the later cases, and how well; or why not. */
export interface HeldOut {
  readonly name: string
  readonly label: Label
  readonly measures: Measures
  readonly failure?: string
}

/** What one sort of features says alone, on the later cases. */
export interface PartReport {
  readonly about: 'who' | 'does'
  readonly fields: number
  readonly measures: Measures
  readonly failure?: string
}

/** By how much the model is ahead of another on the very same cases, with the 95 % interval; one that covers zero establishes nothing. */
export interface Margin {
  readonly than: Label
  readonly measure: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** The chance of such a gap by chance alone (exact McNemar test, two-sided). */
  readonly p: number
}

/** Everything that the page of a version says. All of it is computed from the records. */
export interface Report {
  readonly task: TaskKind
  readonly labels: readonly string[]
  readonly horizon: number | null
  readonly asOf: string
  readonly split: 'time' | 'chance'
  readonly population: {
    readonly train: number
    readonly test: number
    readonly now: number
    readonly trainAt: readonly string[]
    readonly testAt: string | null
    /** Share of yes, or mean, in each part. */
    readonly baseTrain: number
    readonly baseTest: number
  }
  readonly unused: readonly { readonly rows: number; readonly reason: Label }[]
  readonly compared: readonly Compared[]
  readonly chosen: {
    readonly name: string
    readonly label: Label
    readonly byPerson: boolean
    /** By cross-validation: the best and its mean, by how much the one taken lies behind with the standard error of that, and all that lie so near. */
    readonly rule?: {
      readonly measure: string
      readonly best: { readonly name: string; readonly label: Label }
      readonly mean: number
      readonly by: number
      readonly error: number
      readonly within: readonly { readonly name: string; readonly label: Label }[]
    }
  }
  readonly primary: string
  /** On the test rows. */
  readonly measures: Measures
  readonly interval: { readonly low: number; readonly high: number } | null
  readonly baseline: { readonly label: Label; readonly measures: Measures }
  readonly beats: boolean
  readonly margins?: readonly Margin[]
  /** Where cases make lists: how often one of the first few came true, of the model and of everyone else. */
  readonly lists?: {
    readonly records: number
    readonly things: number
    readonly rows: readonly { readonly name: string; readonly label: Label; readonly measures: Measures }[]
  }
  /** The best of the compared methods beside models of another kind, on the later cases; the first of them serves. */
  readonly heldOut?: readonly HeldOut[]
  readonly groups?: Groups
  /** Who records are and what they do, told apart. */
  readonly parts?: readonly PartReport[]
  /** Intervals of single answers: the share of later cases that lay inside, of `level` promised; bands by what was said. */
  readonly intervals?: {
    readonly level: number
    readonly held: number
    readonly by: 'rhythm' | 'cases'
    readonly bands: readonly { readonly upTo: number; readonly low: number; readonly high: number }[]
  }
  readonly calibration: readonly { readonly rows: number; readonly predicted: number; readonly observed: number }[]
  readonly gains: readonly {
    readonly share: number
    readonly found: number
    readonly lift: number
    readonly rows: number
    readonly positives: number
  }[]
  readonly roc: readonly (readonly [number, number])[]
  /** Test rows as [score, outcome], for confusion at any cost; at most 4,000 of them. */
  readonly pairs: readonly (readonly [number, number])[]
  readonly confusion: readonly (readonly number[])[] | null
  readonly learning: readonly { readonly rows: number; readonly train: number; readonly test: number }[]
  readonly features: readonly FeatureReport[]
  readonly refused: readonly Refused[]
  readonly tree: unknown
}
