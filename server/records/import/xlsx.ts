import { decode } from './encoding.ts'
import { BrokenFile, LONGEST_ROW, type RawRow } from './row.ts'
import { isDateFormat, serialText } from './serial.ts'
import { attribute, scanXml, xmlSteps } from './xml.ts'
import { openZip, type Zip } from './zip.ts'

const MOST_SHARED = 60_000_000

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[]
  readonly from1904: boolean
}

const text = (zip: Zip, name: string) => decode(zip.read(name), { encoding: 'utf-8', bom: 0 })

const resolvePath = (target: string): string =>
  target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`

/** The sheets of a workbook in order, and whether its dates count from 1904. */
const readWorkbook = async (zip: Zip): Promise<Workbook> => {
  if (!zip.names.includes('xl/workbook.xml')) throw notWorkbook(zip)
  const targets = new Map<string, string>()
  if (zip.names.includes('xl/_rels/workbook.xml.rels'))
    await scanXml(text(zip, 'xl/_rels/workbook.xml.rels'), {
      open: (name, given) => {
        if (name === 'Relationship')
          targets.set(attribute(given, 'Id') ?? '', resolvePath(attribute(given, 'Target') ?? ''))
      },
      close: () => undefined,
      text: () => undefined,
    })
  const sheets: { name: string; path: string }[] = []
  let from1904 = false
  await scanXml(text(zip, 'xl/workbook.xml'), {
    open: (name, given) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(given, 'date1904') ?? '')
      if (name !== 'sheet') return
      const path = targets.get(attribute(given, 'id') ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`
      if (zip.names.includes(path))
        sheets.push({ name: attribute(given, 'name') ?? `Sheet ${sheets.length + 1}`, path })
    },
    close: () => undefined,
    text: () => undefined,
  })
  if (sheets.length === 0) throw new BrokenFile('The workbook holds no sheet.', '工作簿中没有工作表。')
  return { sheets, from1904 }
}

const notWorkbook = (zip: Zip): BrokenFile => {
  if (zip.names.includes('xl/workbook.bin'))
    return new BrokenFile(
      'This is a binary workbook (.xlsb). Save it as .xlsx or CSV.',
      '这是二进制工作簿（.xlsb），请另存为 .xlsx 或 CSV。',
    )
  if (zip.names.includes('content.xml') && zip.names.includes('mimetype'))
    return new BrokenFile(
      'This is an OpenDocument file. Save it as .xlsx or CSV.',
      '这是 OpenDocument 文件，请另存为 .xlsx 或 CSV。',
    )
  return new BrokenFile(
    'This is a zip archive, not a workbook. Unpack it and import the files inside one by one.',
    '这是 zip 压缩包而不是工作簿，请解压后逐个导入其中的文件。',
  )
}

/** For every cell style, whether it shows numbers as dates. */
const readStyles = async (zip: Zip): Promise<boolean[]> => {
  if (!zip.names.includes('xl/styles.xml')) return []
  const formats = new Map<number, string>()
  const styles: boolean[] = []
  let inside = false
  await scanXml(text(zip, 'xl/styles.xml'), {
    open: (name, given) => {
      if (name === 'numFmt') formats.set(Number(attribute(given, 'numFmtId')), attribute(given, 'formatCode') ?? '')
      if (name === 'cellXfs') inside = true
      if (name !== 'xf' || !inside) return
      const id = Number(attribute(given, 'numFmtId') ?? 0)
      styles.push(isDateFormat(id, formats.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inside = false
    },
    text: () => undefined,
  })
  return styles
}

const readShared = async (zip: Zip): Promise<string[]> => {
  const name = zip.names.find((one) => /^xl\/sharedstrings\.xml$/i.test(one))
  const shared: string[] = []
  if (!name) return shared
  let [value, total, reading, phonetic] = ['', 0, false, false]
  await scanXml(text(zip, name), {
    open: (tag) => {
      if (tag === 'si') value = ''
      if (tag === 't') reading = !phonetic
      if (tag === 'rPh') phonetic = true
    },
    close: (tag) => {
      if (tag === 't') reading = false
      if (tag === 'rPh') phonetic = false
      if (tag !== 'si') return
      total += value.length
      if (total > MOST_SHARED)
        throw new BrokenFile(
          'The workbook holds more text than can be read at once. Save the sheet as CSV, which has no limit.',
          '工作簿文字过多，请将工作表另存为 CSV（没有大小限制）。',
        )
      shared.push(value)
    },
    text: (part) => {
      if (reading) value += part
    },
  })
  return shared
}

/** Zero-based column of a reference such as "BC12". */
export const columnOf = (reference: string): number => {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

interface Look {
  readonly shared: readonly string[]
  readonly styles: readonly boolean[]
  readonly from1904: boolean
}

/** A number as Excel means it, without the noise of its seventeenth digit. */
const numberText = (raw: string): string => {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  const plain = String(value)
  return plain.includes('e') && Math.abs(value) >= 1 ? BigInt(Math.round(value)).toString() : plain
}

const cellText = (type: string | undefined, style: number, raw: string, look: Look): string => {
  if (type === 's') return look.shared[Number(raw)] ?? ''
  if (type === 'b') return raw === '1' ? 'true' : 'false'
  if (type === 'inlineStr' || type === 'str' || type === 'd') return raw
  if (type === 'e') return ''
  return look.styles[style] && raw !== '' ? serialText(Number(raw), look.from1904) : numberText(raw)
}

/** Gathers the rows of a sheet from its markup. */
class SheetRows {
  readonly #look: Look
  rows: RawRow[] = []
  #cells: string[] = []
  #length = 0
  #line = 0
  #column = -1
  #type: string | undefined
  #style = 0
  #raw = ''
  #reading = false
  #phonetic = false

  constructor(look: Look) {
    this.#look = look
  }

  readonly open = (name: string, given: string): void => {
    if (name === 'row') this.#startRow(given)
    else if (name === 'c') this.#startCell(given)
    else if (name === 'rPh') this.#phonetic = true
    else if (name === 'v' || name === 't') this.#reading = !this.#phonetic
  }

  readonly close = (name: string): void => {
    if (name === 'v' || name === 't') this.#reading = false
    else if (name === 'rPh') this.#phonetic = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
  }

  readonly text = (part: string): void => {
    if (this.#reading) this.#raw += part
  }

  #startRow(given: string): void {
    this.#line = Number(attribute(given, 'r') ?? this.#line + 1)
    this.#cells = []
    this.#length = 0
    this.#column = -1
  }

  #startCell(given: string): void {
    const reference = attribute(given, 'r')
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference)
    if (this.#column < 0 || this.#column > 16_383)
      throw new BrokenFile(
        `Row ${this.#line} has a cell outside of the sheet.`,
        `第 ${this.#line} 行有超出工作表的单元格。`,
      )
    this.#type = attribute(given, 't')
    this.#style = Number(attribute(given, 's') ?? 0)
    this.#raw = ''
  }

  #endCell(): void {
    const value = cellText(this.#type, this.#style, this.#raw, this.#look)
    this.#length += value.length
    if (value === '' || this.#length > LONGEST_ROW) return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = value
  }

  #endRow(): void {
    if (this.#length > LONGEST_ROW) {
      const problem = {
        en: `The row is longer than ${LONGEST_ROW} characters.`,
        zh: `该行超过 ${LONGEST_ROW} 个字符。`,
      }
      this.rows.push({ line: this.#line, cells: this.#cells.map((cell) => cell.slice(0, 200)), problem })
    } else if (this.#cells.length > 0) this.rows.push({ line: this.#line, cells: this.#cells })
  }
}

/** The names of a workbook's sheets. */
export const xlsxSheets = async (path: string): Promise<string[]> => {
  const zip = await openZip(path)
  try {
    return (await readWorkbook(zip)).sheets.map((sheet) => sheet.name)
  } finally {
    zip.close()
  }
}

/** Rows of one sheet of an .xlsx workbook, streamed. Formulas give their last result, dates ISO text, errors nothing. */
export async function* xlsxRows(path: string, sheet = 0): AsyncGenerator<RawRow[]> {
  const zip = await openZip(path)
  try {
    const book = await readWorkbook(zip)
    const found = book.sheets[sheet] ?? book.sheets[0]!
    const rows = new SheetRows({
      shared: await readShared(zip),
      styles: await readStyles(zip),
      from1904: book.from1904,
    })
    for await (const _ of xmlSteps(text(zip, found.path), rows)) {
      if (rows.rows.length > 0) yield rows.rows
      rows.rows = []
    }
  } finally {
    zip.close()
  }
}
