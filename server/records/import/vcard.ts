import { label } from '@rapport/vocabulary/define/label.ts'
import type { RawRow } from './row.ts'

/** The columns of a vCard file. Names are those of the fields they suggest. */
export const vcardColumns = [
  'Full name',
  'First name',
  'Last name',
  'Salutation',
  'Company',
  'Job title',
  'E-mails',
  'Phones',
  'Street',
  'City',
  'Region',
  'Postcode',
  'Country',
  'Birthday',
  'Website',
  'Remarks',
  'Tags',
] as const
type Column = (typeof vcardColumns)[number]

const cutOff = label('The card is cut off: END:VCARD is missing.', '名片被截断：缺少 END:VCARD。')
const noVersion = label('This text stands outside of a card.', '这段文字不在任何名片之内。')

interface Property {
  readonly name: string
  readonly parameters: readonly string[]
  readonly value: string
}

const bytesOf = (text: string): Uint8Array =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const charsetOf = (parameters: readonly string[]): string =>
  parameters.find((one) => one.startsWith('CHARSET='))?.slice(8) ?? 'UTF-8'

/** Text of a quoted-printable value (vCard 2.1) in its own character set; UTF-8 when the set is unknown. */
const unquote = (value: string, parameters: readonly string[]): string => {
  const charset = charsetOf(parameters)
  const known = /^(utf-8|us-ascii|iso-8859-1|windows-1252|gb2312|gbk|gb18030|big5|shift_jis)$/i.test(charset)
  return new TextDecoder(known ? charset : 'utf-8').decode(bytesOf(value))
}

const property = (line: string): Property | undefined => {
  const colon = /^((?:[^":]|"[^"]*")+):(.*)$/s.exec(line)
  if (!colon) return undefined
  const [name = '', ...parameters] = colon[1]!.split(';').map((one) => one.toUpperCase())
  const quoted = parameters.some((one) => one === 'QUOTED-PRINTABLE' || one === 'ENCODING=QUOTED-PRINTABLE')
  const value = quoted ? unquote(colon[2]!, parameters) : colon[2]!
  return { name: name.replace(/^.*\./, ''), parameters, value }
}

const plain = (text: string): string =>
  text
    .replace(/\\n/gi, '\n')
    .replace(/\\([,;:\\])/g, '$1')
    .trim()
/** Parts of a structured value, split at semicolons that are not escaped. */
const parts = (text: string): string[] => text.split(/(?<!\\);/).map(plain)

type Card = Map<Column, string[]>

const add = (card: Card, column: Column, value: string | undefined): void => {
  if (!value) return
  const known = card.get(column)
  if (known) known.push(value)
  else card.set(column, [value])
}

const readers: { readonly [name: string]: (card: Card, value: string) => void } = {
  FN: (card, value) => add(card, 'Full name', plain(value)),
  N: (card, value) => {
    const [last, first, middle, prefix] = parts(value)
    add(card, 'Last name', last)
    add(card, 'First name', [first, middle].filter(Boolean).join(' '))
    add(card, 'Salutation', prefix)
  },
  ORG: (card, value) => add(card, 'Company', parts(value)[0]),
  TITLE: (card, value) => add(card, 'Job title', plain(value)),
  EMAIL: (card, value) => add(card, 'E-mails', plain(value).replace(/^mailto:/i, '')),
  TEL: (card, value) => add(card, 'Phones', plain(value).replace(/^tel:/i, '').replace(/;ext=/, ' x')),
  ADR: (card, value) => {
    const [box, extra, street, city, region, postcode, country] = parts(value)
    if (card.has('Street') || card.has('City')) return
    add(card, 'Street', [box, extra, street].filter(Boolean).join(', ').replace(/\s+/g, ' '))
    for (const [column, part] of [
      ['City', city],
      ['Region', region],
      ['Postcode', postcode],
      ['Country', country],
    ] as const)
      add(card, column, part)
  },
  BDAY: (card, value) => /^\d{4}/.test(value) && add(card, 'Birthday', value.slice(0, value.includes('-') ? 10 : 8)),
  URL: (card, value) => !card.has('Website') && add(card, 'Website', plain(value)),
  NOTE: (card, value) => add(card, 'Remarks', plain(value)),
  CATEGORIES: (card, value) =>
    add(
      card,
      'Tags',
      value
        .split(/(?<!\\),/)
        .map(plain)
        .join('; '),
    ),
}

const single = new Set<Column>(['Full name', 'First name', 'Last name', 'Company', 'Job title', 'Birthday'])

const rowOf = (card: Card, line: number, problem?: RawRow['problem']): RawRow => {
  const cells = vcardColumns.map((column) => {
    const values = card.get(column) ?? []
    return single.has(column) ? (values[0] ?? '') : values.join(column === 'Remarks' ? '\n\n' : '; ')
  })
  return { line, cells, ...(problem && { problem }) }
}

/** Reads cards line by line; a line that begins with a space or tab continues the one before, and so does a soft break "=". */
class Cards {
  #open: { card: Card; line: number } | undefined
  #held = ''
  #heldLine = 0
  #line = 0

  line(text: string): RawRow[] {
    this.#line++
    if (/^[ \t]/.test(text) && this.#held !== '') {
      this.#held += text.slice(1)
      return []
    }
    if (this.#held.endsWith('=') && /quoted-printable/i.test(this.#held)) {
      this.#held = this.#held.slice(0, -1) + text
      return []
    }
    const rows = this.#take()
    this.#held = text
    this.#heldLine = this.#line
    return rows
  }

  end(): RawRow[] {
    const rows = this.#take()
    return this.#open ? [...rows, rowOf(this.#open.card, this.#open.line, cutOff)] : rows
  }

  #take(): RawRow[] {
    const line = this.#held
    this.#held = ''
    if (line.trim() === '') return []
    const marker = line.trim().toUpperCase()
    if (marker === 'BEGIN:VCARD') return this.#begin()
    if (marker === 'END:VCARD') return this.#finish()
    if (!this.#open) return [rowOf(new Map(), this.#heldLine, noVersion)]
    const read = property(line)
    if (read && !read.parameters.some((one) => /BASE64|ENCODING=B$/.test(one)))
      readers[read.name]?.(this.#open.card, read.value)
    return []
  }

  #begin(): RawRow[] {
    const cut = this.#open ? [rowOf(this.#open.card, this.#open.line, cutOff)] : []
    this.#open = { card: new Map(), line: this.#heldLine }
    return cut
  }

  #finish(): RawRow[] {
    const done = this.#open
    this.#open = undefined
    return done ? [rowOf(done.card, done.line)] : [rowOf(new Map(), this.#heldLine, noVersion)]
  }
}

/** Rows of vCards 2.1, 3.0 and 4.0, one a card. Photos and other binary values are left out. */
export async function* vcardRows(chunks: AsyncIterable<string>): AsyncGenerator<RawRow[]> {
  const cards = new Cards()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!.slice(0, 1_000_000)
    const rows = lines.flatMap((line) => cards.line(line))
    if (rows.length > 0) yield rows
  }
  const rows = [...(rest === '' ? [] : cards.line(rest)), ...cards.end()]
  if (rows.length > 0) yield rows
}
