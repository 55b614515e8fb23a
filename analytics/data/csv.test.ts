import { describe, expect, it } from 'vitest'
import { sharedBytes, sharedDataIsThere } from '../test/shared-data.ts'
import { parseCsv } from './csv.ts'
import { parseDate } from './csv-types.ts'
import { columnNamed, type Table, textAt } from './table.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const cells = (table: Table) =>
  Array.from({ length: table.rows }, (_, i) => table.columns.map((column) => textAt(column, i)))

describe('parseCsv', () => {
  it('reads numbers exactly as Number does', () => {
    const texts = [
      '0',
      '-0',
      '1.5',
      '-12.25',
      '.5',
      '5.',
      '1e3',
      '-2.5E-7',
      '0.1',
      '123456789012345',
      '1234567890123456789',
      '0.30000000000000004',
      '1e-320',
      '+7',
    ]
    const [column] = parseCsv(bytes(`x\n${texts.join('\n')}`)).columns
    expect(column!.kind === 'number' && Array.from(column!.values)).toEqual(texts.map(Number))
  })

  it('reads quoted fields with separators, line feeds and doubled quotes, with CRLF and a byte order mark', () => {
    const table = parseCsv(bytes('\ufeffname,note\r\n"Ann, Lee","said ""hi""\r\nand left"\r\nBo,\r\n'))
    expect(table.columns.map(({ name }) => name)).toEqual(['name', 'note'])
    expect(cells(table)).toEqual([
      ['Ann, Lee', 'said "hi"\r\nand left'],
      ['Bo', ''],
    ])
  })

  it.each([
    [';', 'a;b\n1;x\n2;y\n'],
    ['\t', 'a\tb\n1\tx\n2\ty\n'],
    ['%', 'a%b\n1%x\n2%y\n'],
    ['|', 'a|b\n1|x\n2|y\n'],
  ])('finds the separator %j', (_, text) => {
    expect(cells(parseCsv(bytes(text)))).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ])
  })

  it('reads missing values, short rows, blank lines and a last line without an end', () => {
    const table = parseCsv(bytes('a,b,c\n1,,x\n\n2,NA\n3,4,Select'))
    expect(cells(table)).toEqual([
      ['1', '', 'x'],
      ['2', '', ''],
      ['3', '4', ''],
    ])
  })

  it('makes categories of a column that only begins with numbers, and keeps one stray text as missing', () => {
    const late = ['code', ...Array.from({ length: 1500 }, (_, i) => (i < 1200 ? `${i}` : `A${i % 3}`))].join('\n')
    expect(parseCsv(bytes(late)).columns[0]!.kind).toBe('category')
    const stray = ['n', ...Array.from({ length: 200 }, (_, i) => (i === 150 ? 'oops' : `${i}`))].join('\n')
    const column = parseCsv(bytes(stray)).columns[0]!
    expect(column.kind === 'number' && Number.isNaN(column.values[150])).toBe(true)
  })

  it('reads dates of several spellings as UTC', () => {
    expect(parseDate('2024-03-01')).toBe(Date.UTC(2024, 2, 1))
    expect(parseDate('2024-03-01T10:30:00+02:00')).toBe(Date.UTC(2024, 2, 1, 8, 30))
    expect(parseDate('31/12/2010 08:26')).toBe(Date.UTC(2010, 11, 31, 8, 26))
    expect(parseDate('03/04/2024', true)).toBe(Date.UTC(2024, 3, 3))
    expect(parseDate('03/04/2024')).toBe(Date.UTC(2024, 2, 4))
    expect(parseDate('2024/13/01')).toBeNaN()
  })

  it('reads GB 18030 when told, and gives names to columns that have none or the same', () => {
    const text = Uint8Array.from([0xb3, 0xc7, 0xca, 0xd0, 10, 0xb1, 0xb1, 0xbe, 0xa9, 10])
    const table = parseCsv(text, { encoding: 'gb18030' })
    expect([table.columns[0]!.name, textAt(table.columns[0]!, 0)]).toEqual(['城市', '北京'])
    expect(parseCsv(bytes('a,a,\n1,2,3\n')).columns.map(({ name }) => name)).toEqual(['a', 'a (2)', 'column 3'])
    expect(parseCsv(bytes('1,2\n3,4\n'), { header: false }).rows).toBe(2)
  })

  it('guesses decimal commas, days before months, and a missing header', () => {
    const european = parseCsv(bytes('preis;datum\n1,5;03/04/2024\n-2,25;13/04/2024\n7;01/05/2024\n'))
    const [price, date] = european.columns
    expect(price!.kind === 'number' && Array.from(price!.values)).toEqual([1.5, -2.25, 7])
    expect(date!.kind === 'date' && date!.values[0]).toBe(Date.UTC(2024, 3, 3))
    expect(parseCsv(bytes('5.1,3.5,setosa\n4.9,3.0,setosa\n')).columns.map(({ name }) => name)).toEqual([
      'column 1',
      'column 2',
      'column 3',
    ])
    expect(parseCsv(bytes('2019,2020\n1,2\n')).columns[0]!.name).toBe('2019')
  })

  it('reads numbers as people write them: thousands, money, per cent', () => {
    const numbers = (text: string) =>
      parseCsv(bytes(text)).columns.map((column) =>
        column.kind === 'number' ? Array.from(column.values) : column.kind,
      )
    expect(numbers('a,b,c\n"1,234.50",$99,5%\n"-12,000",$1.5,12.5%\n')).toEqual([
      [1234.5, -12000],
      [99, 1.5],
      [0.05, 0.125],
    ])
    expect(numbers('a;b;c\n1.234,5;7 €;1.000\n22,25;8 €;12.500\n')).toEqual([
      [1234.5, 22.25],
      [7, 8],
      [1000, 12500],
    ])
    expect(numbers('a;b\n1,234;x\n5,000;x\n12,500;x\n9,999;x\n1,000,000;y\n')[0]).toEqual([
      1234, 5000, 12500, 9999, 1e6,
    ])
  })

  it('tells UTF-16, GB 18030 and Windows-1252 from UTF-8', () => {
    const wide = Uint8Array.from(
      [...'\ufeff城,a\n是,1\n'].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    )
    const big = wide.map((_, i) => wide[i ^ 1]!)
    const gb = Uint8Array.from([0xb3, 0xc7, 44, 97, 10, 0xca, 0xc7, 44, 49, 10])
    const latin = Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 44, 97, 10, 0x78, 44, 49, 10])
    const read = (file: Uint8Array) => parseCsv(file).columns.map(({ name }) => name)
    expect([wide, big, gb].map(read)).toEqual([
      ['城', 'a'],
      ['城', 'a'],
      ['城', 'a'],
    ])
    expect(read(latin)).toEqual(['café', 'a'])
    expect(textAt(parseCsv(big).columns[0]!, 0)).toBe('是')
  })

  it('tells categories of many levels from names and from sentences', () => {
    const kind = (value: (i: number) => string) =>
      parseCsv(bytes(`v,n\n${Array.from({ length: 1000 }, (_, i) => `${value(i)},${i}`).join('\n')}\n`)).columns[0]!
        .kind
    expect(kind((i) => `city ${(i * 7) % 700}`)).toBe('category')
    expect(kind((i) => `id-${i}`)).toBe('text')
    expect(kind((i) => `the customer asked ${i % 600} times`)).toBe('text')
    expect(kind((i) => `客户问了很多次价格${i % 600}`)).toBe('text')
  })

  it('refuses an empty file, rows that are too long, and a bad separator, in sentences', () => {
    expect(() => parseCsv(bytes(''))).toThrow('The file holds no rows.')
    expect(() => parseCsv(bytes('a,b\n1,2,3\n'))).toThrow('Row 1 of the data has more than the 2 fields')
    expect(() => parseCsv(bytes('a\n1\n'), { separator: '"' })).toThrow('one plain character')
  })

  it('can be cancelled', () => {
    expect(() => parseCsv(bytes('a\n1\n'), { signal: { aborted: true } })).toThrow('cancelled')
  })
})

describe.skipIf(!sharedDataIsThere)('real files (skipped without ../shared)', () => {
  it('are read whole, with the kinds that a person would give', () => {
    const telco = parseCsv(sharedBytes('data/churn/telco_customer_churn.csv'))
    expect(telco.rows).toBe(7043)
    const charges = columnNamed(telco, 'TotalCharges')
    expect(charges.kind === 'number' && charges.values.filter(Number.isNaN).length).toBe(11)
    const acm = parseCsv(sharedBytes('data/linkage/dblp_acm_acm.csv'))
    expect([acm.rows, acm.columns.length]).toEqual([2294, 5])
    expect(parseCsv(sharedBytes('data/lead_scoring/bank-additional-full.csv')).columns).toHaveLength(21)
  })
})
