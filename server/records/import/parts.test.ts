import fc from 'fast-check'
import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import { isBlank } from './blanks.ts'
import { countryCode } from './clean/country.ts'
import { isCompanyName, joinName, readName } from './clean/name.ts'
import { readPhone } from './clean/phone.ts'
import { CsvRows } from './csv.ts'
import { detectDelimiter } from './delimiter.ts'
import { detectEncoding } from './encoding.ts'
import { conventionsOf } from './formats.ts'
import { findHeader } from './header.ts'
import { wordsOf } from './names.ts'
import { serialText } from './serial.ts'

test('rows written by RFC 4180 are read as they were, however the chunks fall', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', '漢', ''), maxLength: 8 })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 7 }), (rows, end, size) => {
      const text = rows.map((cells) => cells.map(quoted).join(',') + end).join('')
      const reader = new CsvRows(',')
      const read = []
      for (let at = 0; at < text.length; at += size) read.push(...reader.push(text.slice(at, at + size)))
      read.push(...reader.end())
      expect(read.map((row) => row.cells)).toEqual(rows)
    }),
    { numRuns: 500 },
  )
})

test('one stray quotation mark costs its own line only', () => {
  const reader = new CsvRows(',')
  const rows = [...reader.push('a,b\n"c,d\ne,f\n"g",h\n'), ...reader.end()]
  expect(rows.map((row) => [row.line, row.problem === undefined])).toEqual([
    [1, true],
    [2, false],
    [3, true],
    [4, true],
  ])
})

test('the quick reading of phones agrees with the library on numbers of all kinds', () => {
  const countries = {
    GB: '44',
    CN: '86',
    DE: '49',
    US: '1',
    FR: '33',
    IT: '39',
    BR: '55',
    IN: '91',
    ES: '34',
    RU: '7',
    CH: '41',
    AU: '61',
  }
  const forms = [
    (code: string, n: string) => `+${code}${n}`,
    (code: string, n: string) => `+${code} ${n.slice(0, 3)}-${n.slice(3)}`,
    (_: string, n: string) => `0${n}`,
  ]
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 12 })
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.entries(countries)),
      digits,
      fc.constantFrom(...forms),
      ([country, code], number, form) => {
        const text = form(code, number.replace(/^0+/, '2'))
        const wanted = parsePhoneNumber(text, { defaultCountry: country as CountryCode, extract: false })
        expect([text, readPhone(text, country)]).toEqual([text, wanted?.isValid() ? wanted.number : undefined])
      },
    ),
    { numRuns: 3_000 },
  )
})

test.each([
  ['020 7946 0001', 'GB', '+442079460001'],
  ['+44 (0)20 7946 0001', 'GB', '+442079460001'],
  ['0044 20 7946 0001', 'DE', '+442079460001'],
  ['Tel.: 020 7946 0001', 'GB', '+442079460001'],
  ['442079460001.0', 'GB', '+442079460001'],
  ['１３８００１３８０００', 'CN', '+8613800138000'],
  ['+44 20 7946 0001 ext. 12', 'GB', '+442079460001;ext=12'],
  ['4.42079E+11', 'GB', undefined],
  ['+5590500000000', 'BR', '+55500000000'],
  ['call me', 'GB', undefined],
  ['12', 'GB', undefined],
])('the phone %s in %s is %s', (text, country, wanted) => expect(readPhone(text, country)).toBe(wanted))

test.each([
  ['MÜLLER, Dr. Anna', { name: 'Dr. Anna Müller', last_name: 'Müller' }],
  ['Mr John de la Cruz', { name: 'John de la Cruz', salutation: 'Mr', first_name: 'John', last_name: 'de la Cruz' }],
  ["sean o'brien", { name: "Sean O'Brien", first_name: 'Sean', last_name: "O'Brien" }],
  ['JEAN-LUC PICARD', { name: 'Jean-Luc Picard' }],
  ['欧阳娜娜', { last_name: '欧阳', first_name: '娜娜' }],
  ['王小明先生', { name: '王小明', last_name: '王', first_name: '小明', salutation: '先生' }],
  ['Martin Luther King, Jr.', { name: 'Martin Luther King, Jr.' }],
])('the name %s is taken apart', (text, wanted) => expect(readName(text)).toMatchObject(wanted))

test('companies are told from people, and Chinese names are joined without a space', () => {
  expect(['Acme Ltd', '上海礼品有限公司', 'Siemens AG'].map(isCompanyName)).toEqual([true, true, true])
  expect(['Ada Lovelace', '王小明'].map(isCompanyName)).toEqual([false, false])
  expect(joinName('小明', '王')).toBe('王小明')
  expect(joinName('ada', 'lovelace')).toBe('Ada Lovelace')
})

test('whether days or months come first is decided from the whole column', () => {
  const order = (...texts: string[]) => conventionsOf(texts, { decimal: '.', dateOrder: 'dmy' })
  expect(order('03/04/2026', '25/04/2026').dateOrder).toBe('dmy')
  expect(order('03/04/2026', '04/25/2026').dateOrder).toBe('mdy')
  expect(order('2026/04/25').dateOrder).toBe('ymd')
  expect(order('03/04/2026', '05/06/2026').ambiguousDates).toBe(true)
  expect(order('25/04/2026', '25/04/2026', '04/25/2026')).toMatchObject({ dateOrder: 'dmy', mixedDates: true })
  const daily = Array.from({ length: 12 }, (_, i) => `01/${String(i + 1).padStart(2, '0')}/2026`)
  expect(order(...daily)).toMatchObject({ dateOrder: 'mdy' })
})

test('the decimal sign is decided from the whole column', () => {
  const sign = (...texts: string[]) => conventionsOf(texts, { decimal: '.', dateOrder: 'dmy' }).decimal
  expect(sign('1.234', '5,50')).toBe(',')
  expect(sign('1,234', '5.50')).toBe('.')
  expect(sign('1.234.567')).toBe(',')
  expect(sign('1.234')).toBe('.')
  expect(sign('€ 1.234,50')).toBe(',')
})

test('words that mean nothing are blank, but not where they are names', () => {
  expect(['', ' ', '-', 'N/A', 'null', 'NULL', 'Select', '无', '—', 'none'].every((one) => isBlank(one))).toBe(true)
  expect(['0', 'no', 'No', 'Nana', '无锡'].some((one) => isBlank(one))).toBe(false)
  expect(isBlank('Null', true)).toBe(false)
  expect(isBlank('NA', true)).toBe(false)
  expect(isBlank('NULL', true)).toBe(true)
})

test('serial numbers of spreadsheets are days and moments', () => {
  expect(serialText(1, false)).toBe('1900-01-01')
  expect(serialText(61, false)).toBe('1900-03-01')
  expect(serialText(40513.3513888889, false)).toBe('2010-12-01 08:26:00')
  expect(serialText(0, true)).toBe('1904-01-01')
  expect(serialText(0.5, false)).toBe('12:00:00')
})

test('headers are found under titles and told from records', () => {
  const rows = (...lines: string[]) => lines.map((line, i) => ({ line: i + 1, cells: line.split(',') }))
  const known = (cell: string) => /^(name|e-mail)$/i.test(cell)
  expect(findHeader(rows('Name,E-mail', 'Ada,a@b.c'), known)).toMatchObject({ found: true, skip: 1 })
  expect(findHeader(rows('Ada,a@b.cd,12', 'Bob,b@b.cd,13'), known)).toMatchObject({
    found: false,
    skip: 0,
    columns: ['Column 1', 'Column 2', 'Column 3'],
  })
  expect(findHeader(rows('Report,,,', 'Name,Amount,Day,', 'Ada,1,2026-01-01,'), known)).toMatchObject({
    found: true,
    skip: 2,
  })
  expect(findHeader(rows('Name,Name,', 'Ada,B,c'), known).columns).toEqual(['Name', 'Name (2)', 'Column 3'])
})

test('delimiters, encodings, countries and names of columns are recognised', async () => {
  expect(['a;b\n1,5;2\n3;4\n', 'a\tb\n1\t2\n', 'a|b\n1|2\n', 'a\nb\n'].map(detectDelimiter)).toEqual([
    ';',
    '\t',
    '|',
    ',',
  ])
  const encoding = async (...bytes: Buffer[]) =>
    (
      await detectEncoding(
        (async function* () {
          yield* bytes
        })(),
      )
    ).encoding
  expect(await encoding(Buffer.from('Größe'))).toBe('utf-8')
  expect(await encoding(Buffer.from('Gr'), Buffer.from('ö').subarray(0, 1), Buffer.from('ö').subarray(1))).toBe('utf-8')
  expect(await encoding(Buffer.from('Gr\xf6\xdfe und Stra\xdfe', 'latin1'))).toBe('windows-1252')
  expect(['UK', 'EIRE', '中国', 'Deutschland', 'gb', 'Narnia'].map(countryCode)).toEqual([
    'GB',
    'IE',
    'CN',
    'DE',
    'GB',
    undefined,
  ])
  expect(['CustomerID', 'customer_id', 'E-Mail 2', 'Post-Code'].map(wordsOf)).toEqual([
    'customer id',
    'customer id',
    'email',
    'postcode',
  ])
})
