import type { Locale } from '@rapport/vocabulary/define/label.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Scores } from './scores.ts'

/** The named cells of the grid, best first. `about` says who they are, `todo` what helps. */
export const cells = {
  champions: label('Champions', '核心客户'),
  loyal: label('Loyal', '忠诚客户'),
  promising: label('Could become loyal', '有望忠诚'),
  fresh: label('New', '新客户'),
  warm: label('Need attention', '需要关注'),
  precious: label('Not to be lost', '不可流失'),
  risk: label('At risk', '有流失风险'),
  dozing: label('Falling asleep', '即将沉睡'),
  asleep: label('Asleep', '沉睡客户'),
} as const
export type Cell = keyof typeof cells
export const cellNames = Object.keys(cells) as Cell[]

/**
 * Rows: frequency and money together, 5 to 1; columns: recency 1 to 5. Of each cell the name, so that the grid reads like the
 * picture on the screen.
 */
const grid: readonly (readonly Cell[])[] = [
  ['precious', 'precious', 'loyal', 'champions', 'champions'],
  ['risk', 'risk', 'loyal', 'loyal', 'champions'],
  ['risk', 'risk', 'warm', 'promising', 'promising'],
  ['asleep', 'dozing', 'warm', 'promising', 'promising'],
  ['asleep', 'asleep', 'dozing', 'fresh', 'fresh'],
]

/** Frequency and money as one score: their mean, rounded up. */
export const worth = (frequency: number, money: number): number => Math.ceil((frequency + money) / 2)

/** The cell of a customer with these scores. */
export const cellOf = (recency: number, frequency: number, money: number): Cell =>
  grid[5 - worth(frequency, money)]![recency - 1]!

export const cellsOf = ({ recency, frequency, money }: Scores): Cell[] =>
  Array.from(recency, (score, i) => cellOf(score, frequency[i]!, money[i]!))

export const cellName = (cell: Cell, locale: Locale): string => cells[cell][locale]
