import { BrokenFile, LONGEST_ROW, type RawRow } from './row.ts'

const asText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null))
    return value.map(asText).join('; ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A JSON object as a flat list of named texts: nested objects become "address.city", lists "a; b". */
export const flatten = (value: object, prefix = '', into = new Map<string, string>()): Map<string, string> => {
  for (const [key, one] of Object.entries(value)) {
    const nested = typeof one === 'object' && one !== null && !Array.isArray(one) && prefix.split('.').length < 4
    if (nested) flatten(one, `${prefix}${key}.`, into)
    else into.set(`${prefix}${key}`, asText(one))
  }
  return into
}

const cellsOf = (text: string, line: number, columns: readonly string[]): RawRow => {
  const refused = (en: string, zh: string): RawRow => ({ line, cells: [text.slice(0, 200)], problem: { en, zh } })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return refused(`This is not one whole JSON object: ${why.slice(0, 120)}`, '这不是一个完整的 JSON 对象。')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused(
      'A record must be a JSON object such as {"name": "Ada"}.',
      '每条记录必须是 JSON 对象，如 {"name": "Ada"}。',
    )
  const flat = flatten(value)
  return { line, cells: columns.map((column) => flat.get(column) ?? '') }
}

const tooLong = (line: number): BrokenFile =>
  new BrokenFile(
    `The JSON record at line ${line} is longer than ${LONGEST_ROW} characters or is never closed.`,
    `第 ${line} 行的 JSON 记录超过 ${LONGEST_ROW} 个字符，或没有结束。`,
  )

/** Texts of the records of JSON lines, one a line. */
async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<{ line: number; text: string }[]> {
  let [rest, line] = ['', 1]
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split(/\r\n|\n/)
    rest = parts.pop()!
    if (rest.length > LONGEST_ROW) throw tooLong(line + parts.length)
    const found = parts.map((text) => ({ line: line++, text }))
    yield found.filter((one) => one.text.trim() !== '')
  }
  if (rest.trim() !== '') yield [{ line, text: rest }]
}

/** Cuts a JSON array into the texts of its objects without holding more than one of them. */
class ArrayCutter {
  #text = ''
  #depth = 0
  #quoted = false
  #escaped = false
  #line = 1
  #start = -1
  #from = 1
  ended = false

  push(chunk: string): { line: number; text: string }[] {
    const found: { line: number; text: string }[] = []
    let at = this.#text.length
    this.#text += chunk
    for (; at < this.#text.length; at++) if (this.#closes(this.#text[at]!, at)) found.push(this.#take(at + 1))
    const keep = this.#start === -1 ? this.#text.length : this.#start
    if (this.#text.length - keep > LONGEST_ROW) throw tooLong(this.#from)
    this.#text = this.#text.slice(keep)
    if (this.#start !== -1) this.#start = 0
    return found
  }

  #take(end: number): { line: number; text: string } {
    const text = this.#text.slice(this.#start, end)
    this.#start = -1
    return { line: this.#from, text }
  }

  /** Whether this character ends an object of the list. */
  #closes(character: string, at: number): boolean {
    if (character === '\n') this.#line++
    if (this.#quoted) return this.#inside(character)
    if (character === '"') this.#quoted = true
    else if (character === '[' || character === '{') this.#open(at)
    else if (character === ']' || character === '}') return this.#close()
    return false
  }

  #inside(character: string): false {
    if (this.#escaped) this.#escaped = false
    else if (character === '\\') this.#escaped = true
    else if (character === '"') this.#quoted = false
    return false
  }

  #open(at: number): void {
    if (this.#depth++ !== 1) return
    this.#start = at
    this.#from = this.#line
  }

  #close(): boolean {
    this.#depth--
    if (this.#depth === 0) this.ended = true
    return this.#depth === 1
  }
}

async function* elements(chunks: AsyncIterable<string>): AsyncGenerator<{ line: number; text: string }[]> {
  const cutter = new ArrayCutter()
  for await (const chunk of chunks) yield cutter.push(chunk)
  if (!cutter.ended)
    throw new BrokenFile('The JSON list is cut off: its closing bracket is missing.', 'JSON 列表被截断：缺少右方括号。')
}

const textsOf = (chunks: AsyncIterable<string>, list: boolean) => (list ? elements(chunks) : lines(chunks))

/** Rows of JSON lines, or of a JSON list, with the columns that {@link jsonColumns} found. */
export async function* jsonRows(
  chunks: AsyncIterable<string>,
  list: boolean,
  columns: readonly string[],
): AsyncGenerator<RawRow[]> {
  for await (const texts of textsOf(chunks, list))
    if (texts.length > 0) yield texts.map((one) => cellsOf(one.text, one.line, columns))
}

/** The names of all values in the file, in order of appearance; at most `most`. */
export const jsonColumns = async (chunks: AsyncIterable<string>, list: boolean, most = 1_000): Promise<string[]> => {
  const names = new Set<string>()
  for await (const texts of textsOf(chunks, list))
    for (const { text } of texts) {
      const value = parsed(text)
      if (value) for (const name of flatten(value).keys()) if (names.size < most) names.add(name)
    }
  return [...names]
}

const parsed = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    // Reading the rows names what is wrong with the line; here it only has no columns to offer.
    return undefined
  }
}
