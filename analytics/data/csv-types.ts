import { numberIn } from './csv-numbers.ts'

/** Texts that mean "nothing here". */
export const missingTexts: readonly string[] = [
  '',
  'NA',
  'N/A',
  'NaN',
  'nan',
  'null',
  'NULL',
  'None',
  'Select',
  '?',
  '-',
]

const numeric = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const iso = /^\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/
const slashed = /^(\d{1,4})[/.](\d{1,2})[/.](\d{2,4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

export type ColumnKind = 'number' | 'category' | 'date' | 'text'

/** Whether a text is a plain number: digits with an optional sign, point and exponent. */
export function isNumeric(text: string): boolean {
  return numeric.test(text)
}

const withComma = /^[+-]?[\d.'’ ]*\d,\d+$/
const thousands = /^[+-]?\d{1,3}(?:,\d{3})+$/
const withPoint = /^[+-]?[\d,]*\.\d+$/

/**
 * Whether numbers are written with a decimal comma: some are, and none with a point that is not one between thousands.
 * Never in a file that commas separate, nor when every comma stands before three digits and there are several.
 */
export function hasDecimalComma(rows: readonly (readonly string[])[], separator: number): boolean {
  if (separator === 44) return false
  const cells = rows.flat().map((text) => text.trim())
  if (cells.some((text) => /^[+-]?\d{1,3}(?:,\d{3}){2,}/.test(text))) return false
  const commas = cells.filter((text) => withComma.test(text))
  if (!commas.length || (commas.length > 4 && commas.every((text) => thousands.test(text)))) return false
  return !cells.some((text) => withPoint.test(text) && !/^[+-]?\d{1,3}(?:\.\d{3})+$/.test(text))
}

/** Whether 13/01/2024 stands anywhere among the dates and 01/13/2024 nowhere: then 03/04/2024 is in April. */
export function isDayFirst(rows: readonly (readonly string[])[]): boolean {
  let [first, second] = [false, false]
  for (const text of rows.flat()) {
    const match = slashed.exec(text.trim())
    if (!match || match[1]!.length === 4) continue
    first ||= Number(match[1]) > 12
    second ||= Number(match[2]) > 12
  }
  return first && !second
}

/** Whether a first row holds data, not names: names are no fractions. */
export function looksLikeData(row: readonly string[]): boolean {
  return row.some((text) => /^[+-]?\d*\.\d+$/.test(text.trim()))
}

/**
 * The kind of a column, from some of its texts: numbers or dates when 95 % read as such; text when nearly all are distinct,
 * or more than half are and they hold several words; otherwise categories, however many.
 * @example
 * guessKind(['1', '2.5', ''], new Set([''])) // 'number'
 */
export function guessKind(
  texts: readonly string[],
  missing: ReadonlySet<string>,
  decimal: '.' | ',' = '.',
): ColumnKind {
  const present = texts.map((text) => text.trim()).filter((text) => !missing.has(text))
  if (!present.length) return 'category'
  const enough = 0.95 * present.length
  if (present.filter((text) => numeric.test(text) || !Number.isNaN(numberIn(text, decimal))).length >= enough)
    return 'number'
  if (present.filter((text) => looksLikeDate(text)).length >= enough) return 'date'
  const distinct = new Set(present).size
  const share = distinct / present.length
  return distinct > 50 && (share > 0.9 || (share > 0.5 && holdsSentences(present))) ? 'text' : 'category'
}

/** Whether values are mostly of three words or more, or of eight letters or more where words are not set apart. */
export function holdsSentences(texts: readonly string[]): boolean {
  const long = texts.filter(
    (text) => /\S\s+\S+\s+\S/.test(text) || /[\p{Script=Han}\p{Script=Hiragana}，。]{4}/u.test(text),
  )
  return long.length > 0.5 * texts.length
}

function looksLikeDate(text: string): boolean {
  return (iso.test(text) || slashed.test(text)) && !Number.isNaN(parseDate(text))
}

/**
 * Milliseconds since 1970 UTC of an ISO date or of year/month/day, day.month.year or month/day/year (`dayFirst` decides
 * when both readings are possible; a first number above 12 is a day). NaN when unreadable. Times without a zone are UTC.
 * @example parseDate('2024-02-29') // 1709164800000
 */
export function parseDate(text: string, dayFirst = false): number {
  if (iso.test(text)) return parseIso(text)
  const match = slashed.exec(text)
  if (!match) return NaN
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const time = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)] as const
  if (match[1]!.length === 4) return utc(a, b, c, time)
  const year = c < 100 ? 2000 + c : c
  const dayIsFirst = a > 12 || (b <= 12 && (dayFirst || text.includes('.')))
  return dayIsFirst ? utc(year, b, a, time) : utc(year, a, b, time)
}

function parseIso(text: string): number {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text)!
  const start = utc(Number(year), Number(month), Number(day), [0, 0, 0])
  const clock = /[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  if (!clock) return start
  const seconds = Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  return start + Math.round(seconds * 1000) - zoneMinutes(clock[4]) * 60000
}

function zoneMinutes(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  return (zone[0] === '-' ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)))
}

function utc(year: number, month: number, day: number, time: readonly [number, number, number]): number {
  if (month < 1 || month > 12 || day < 1 || day > 31) return NaN
  return Date.UTC(year, month - 1, day, ...time)
}
