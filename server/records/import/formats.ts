import type { Reader } from '@rapport/vocabulary/define/kind.ts'

/** How a column writes its numbers and dates, told from its contents. */
export interface Conventions {
  readonly decimal: Reader['decimal']
  readonly dateOrder: Reader['dateOrder']
  /** Dates such as 03/04/2026 could be read both ways and nothing in the column decides. */
  readonly ambiguousDates?: boolean
  /** Dates written both ways in one column: some rows will be refused whichever is taken. */
  readonly mixedDates?: boolean
}

export type Defaults = Pick<Conventions, 'decimal' | 'dateOrder'>

/** One vote for the point or the comma as decimal sign, or none: "1.234" may be either. */
const decimalVote = (text: string): '.' | ',' | undefined => {
  const body = text.normalize('NFKC').replace(/[^\d.,]/g, '')
  const [point, comma] = [body.lastIndexOf('.'), body.lastIndexOf(',')]
  if (point === -1 && comma === -1) return undefined
  if (point !== -1 && comma !== -1) return point > comma ? '.' : ','
  const sign = point === -1 ? ',' : '.'
  const other = sign === '.' ? ',' : '.'
  const at = Math.max(point, comma)
  if (body.indexOf(sign) !== at) return other
  const grouped = body.length - at - 1 === 3 && at > 0 && at <= 3 && !body.startsWith('0')
  return grouped ? undefined : sign
}

const parts = /^\s*(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?=$|[\sT,])/

interface DateVotes {
  readonly orders: readonly Reader['dateOrder'][]
  readonly days: readonly (readonly [number, number, number])[]
}

const dateVotes = (texts: readonly string[]): DateVotes => {
  const orders: Reader['dateOrder'][] = []
  const days: [number, number, number][] = []
  for (const text of texts) {
    const found = parts.exec(text.normalize('NFKC'))
    if (!found) continue
    const [a, b, c] = [found[1]!, found[2]!, found[3]!]
    if (a.length >= 3) orders.push('ymd')
    else if (Number(a) > 12 && Number(b) <= 12) orders.push(c.length === 2 && Number(a) > 31 ? 'ymd' : 'dmy')
    else if (Number(b) > 12 && Number(a) <= 12) orders.push('mdy')
    days.push([Number(a), Number(b), Number(c)])
  }
  return { orders, days }
}

/** Sum of the steps from row to row. Files are mostly sorted, so the right reading makes the smaller steps. */
const travelled = (days: DateVotes['days'], dayFirst: boolean): number => {
  const at = days.map(([a, b, year]) => Date.UTC(year, (dayFirst ? b : a) - 1, dayFirst ? a : b))
  return at.slice(1).reduce((sum, moment, i) => sum + Math.abs(moment - at[i]!), 0)
}

const undecided = (days: DateVotes['days'], fallback: Defaults): Pick<Conventions, 'dateOrder' | 'ambiguousDates'> => {
  const [dayFirst, monthFirst] = [travelled(days, true), travelled(days, false)]
  const tells = days.length >= 8 && Math.max(dayFirst, monthFirst) > 3 * Math.min(dayFirst, monthFirst)
  if (tells) return { dateOrder: dayFirst < monthFirst ? 'dmy' : 'mdy' }
  return {
    dateOrder: fallback.dateOrder === 'ymd' ? 'dmy' : fallback.dateOrder,
    ambiguousDates: days.some(([a, b]) => a !== b),
  }
}

const dateOrder = (texts: readonly string[], fallback: Defaults): Omit<Conventions, 'decimal'> => {
  const { orders, days } = dateVotes(texts)
  if (days.length === 0) return { dateOrder: fallback.dateOrder }
  const count = (order: Reader['dateOrder']): number => orders.filter((one) => one === order).length
  const [ymd, dmy, mdy] = [count('ymd'), count('dmy'), count('mdy')]
  if (ymd > dmy + mdy) return { dateOrder: 'ymd' }
  if (dmy + mdy === 0) return undecided(days, fallback)
  return { dateOrder: dmy >= mdy ? 'dmy' : 'mdy', ...(Math.min(dmy, mdy) > 0 && { mixedDates: true }) }
}

/** The conventions of a column by the evidence of all its texts; where nothing speaks, the fallback. */
export const conventionsOf = (texts: readonly string[], fallback: Defaults): Conventions => {
  const votes = texts.map(decimalVote)
  const [points, commas] = ['.', ','].map((sign) => votes.filter((vote) => vote === sign).length) as [number, number]
  const decimal = points === commas ? fallback.decimal : points > commas ? '.' : ','
  return { decimal, ...dateOrder(texts, fallback) }
}
