import { describe, expect, it } from 'vitest'
import type { Field } from '../field.ts'
import { aggregates, families, operators, type Reader } from '../kind.ts'
import { locales } from '../label.ts'
import { Refusal } from '../refusal.ts'
import { type KindName, kindOf, kinds } from './index.ts'

const reader: Reader = {
  locale: 'en',
  dateOrder: 'dmy',
  decimal: '.',
  country: 'GB',
  offsetMinutes: 0,
  phone: (text) => (/^\+?\d[\d ]{6,}$/.test(text) ? `+${text.replace(/\D/g, '')}` : undefined),
  find: (_object, text) => (text === 'known' ? '0190a5c2-0000-7000-8000-000000000001' : undefined),
}
const name = { en: 'Field', zh: '字段' }
const fieldOf = (kind: string): Field => ({
  kind,
  label: name,
  ...(kind.startsWith('link') && { to: 'customer' }),
  ...(kind.startsWith('choice') && {
    choices: { new_one: { label: { en: 'New', zh: '新' } }, old: { label: { en: 'Old', zh: '旧' } } },
  }),
})

/** For each kind: a text as people write it, the value that is kept, and a text that must be refused. */
const cases: Record<KindName, { written: string; kept: unknown; wrong?: string }> = {
  text: { written: '  Ada \n Lovelace ', kept: 'Ada Lovelace', wrong: 'a\0b' },
  long_text: { written: 'two\nlines', kept: 'two\nlines', wrong: 'a\0b' },
  code: { written: ' A-17 ', kept: 'A-17', wrong: 'a\0b' },
  url: { written: 'example.com/a', kept: 'https://example.com/a', wrong: 'javascript:alert(1)' },
  email: { written: 'Ada <ADA@Example.com>', kept: 'ada@example.com', wrong: 'ada at example' },
  emails: {
    written: 'a@example.com; B@example.com',
    kept: [{ value: 'a@example.com' }, { value: 'b@example.com' }],
    wrong: 'a@',
  },
  phone: { written: '+44 20 7183 8750', kept: '+442071838750', wrong: 'call me' },
  phones: { written: '+44 20 7183 8750', kept: [{ value: '+442071838750' }], wrong: 'none of these' },
  addresses: { written: '1 High Street', kept: [{ value: '1 High Street', street: '1 High Street' }] },
  number: { written: '1,234.5', kept: 1234.5, wrong: 'many' },
  integer: { written: '1,234', kept: 1234, wrong: '1.5' },
  percent: { written: '12.5 %', kept: 12.5, wrong: 'half' },
  duration: { written: '1:30', kept: 90, wrong: 'long' },
  money: { written: '£1,234.50', kept: '1234.50', wrong: 'dear' },
  currency: { written: 'eur', kept: 'EUR', wrong: 'euros' },
  boolean: { written: '是', kept: true, wrong: 'perhaps' },
  date: { written: '23/11/2026', kept: '2026-11-23', wrong: '31/02/2026' },
  datetime: { written: '2026-11-23 08:30 +08:00', kept: '2026-11-23T00:30:00.000Z', wrong: '25:00' },
  choice: { written: 'new', kept: 'new_one', wrong: 'other' },
  choices: { written: '新; Old', kept: ['new_one', 'old'], wrong: 'new; other' },
  link: { written: 'known', kept: '0190a5c2-0000-7000-8000-000000000001', wrong: 'unknown' },
  links: { written: 'known, known', kept: ['0190a5c2-0000-7000-8000-000000000001'], wrong: 'unknown' },
  reference: {
    written: 'customer/0190a5c2-0000-7000-8000-000000000001',
    kept: 'customer/0190a5c2-0000-7000-8000-000000000001',
    wrong: 'customer',
  },
  json: { written: '{"a":1}', kept: { a: 1 }, wrong: '{' },
}

describe.each(Object.entries(cases))('the kind %s', (kindName, { written, kept, wrong }) => {
  const field = fieldOf(kindName)
  const kind = kindOf(field)

  it('describes itself with words that the engine knows', () => {
    expect(kind.name).toBe(kindName)
    expect(families).toContain(kind.family)
    for (const operator of kind.operators) expect(operators).toContain(operator)
    for (const aggregate of kind.aggregates) expect(aggregates).toContain(aggregate)
    expect(kind.type(field)).toMatch(/^[a-z]/)
  })

  it('reads what people write', () => {
    expect(kind.read(written, field, reader)).toEqual(kept)
  })

  it('takes its own values back unchanged, so that a copy is the same', () => {
    expect(kind.check(kept, field)).toEqual(kept)
    expect(kind.check(JSON.parse(JSON.stringify(kept)), field)).toEqual(kept)
  })

  it('shows its values as text in both languages', () => {
    for (const locale of locales) expect(kind.show(kept, field, locale)).not.toBe('')
  })

  it.runIf(wrong !== undefined)('refuses what it cannot be, with a sentence in both languages', () => {
    const refused = kind.read(wrong ?? '', field, reader)
    expect(refused).toBeInstanceOf(Refusal)
    for (const locale of locales) expect((refused as Refusal).say[locale].length).toBeGreaterThan(3)
  })

  it.each([{}, [], [1], 0.5, true, 'x'.repeat(300_000), '\uD800', Number.NaN, { value: 1 }])(
    'answers %o without throwing',
    (strange) => {
      const checked = kind.check(strange, field)
      expect(checked).not.toBeNull()
      expect(checked).toBeDefined()
    },
  )
})

describe('every kind', () => {
  it('is tested above', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(kinds).sort())
  })
})

describe('numbers', () => {
  it.each([
    ['1,234.50', '.', 1234.5],
    ['1.234,50', ',', 1234.5],
    ['(12.5)', '.', -12.5],
    ['−3', '.', -3],
    ['１２３', '.', 123],
    ['¥1,200', '.', 1200],
    ['1e3', '.', 1000],
    ['.5', '.', 0.5],
    ["1'000", '.', 1000],
  ] as const)('are read from %s with the point %s', (text, decimal, value) => {
    expect(kinds.number.read(text, fieldOf('number'), { ...reader, decimal })).toBe(value)
  })

  it.each(['1.2.3', '12a', '--1', '1,2,3', 'Infinity', '0x10'])('are not read from %s', (text) => {
    expect(kinds.number.read(text, fieldOf('number'), reader)).toBeInstanceOf(Refusal)
  })
})

describe('amounts of money', () => {
  it.each([
    ['0.1', '0.10'],
    ['2.345678', '2.3457'],
    ['-0.00004', '0.00'],
    ['99999999999999.9999', '99999999999999.9999'],
  ])('%s are kept exactly as %s', (text, value) => {
    expect(kinds.money.read(text, fieldOf('money'), reader)).toBe(value)
  })

  it('are refused when they would not fit', () => {
    expect(kinds.money.read('100000000000000', fieldOf('money'), reader)).toBeInstanceOf(Refusal)
  })
})

describe('days', () => {
  it.each([
    ['29.02.2024', 'dmy', '2024-02-29'],
    ['02/29/2024', 'mdy', '2024-02-29'],
    ['2024年2月29日', 'dmy', '2024-02-29'],
    ['20240229', 'dmy', '2024-02-29'],
    ['Feb 29, 2024', 'dmy', '2024-02-29'],
    ['29 February 2024', 'mdy', '2024-02-29'],
    ['1/2/99', 'dmy', '1999-02-01'],
  ] as const)('are read from %s in the order %s', (text, dateOrder, day) => {
    expect(kinds.date.read(text, fieldOf('date'), { ...reader, dateOrder })).toBe(day)
  })

  it.each(['29.02.2023', '00/01/2024', '2024-13-01', '1900-02-29', 'tomorrow'])('are not read from %s', (text) => {
    expect(kinds.date.read(text, fieldOf('date'), reader)).toBeInstanceOf(Refusal)
  })
})

describe('the position of an address', () => {
  const check = (given: object) => kinds.addresses.check([given], fieldOf('addresses'))
  it('is kept as numbers, however it was typed, and stands for an address by itself', () => {
    expect(check({ city: 'York', lat: '53,96', lng: '−1.08' })).toEqual([
      { value: 'York', city: 'York', lat: 53.96, lng: -1.08 },
    ])
    expect(check({ lat: 53.96, lng: -1.08 })).toEqual([{ value: '53.96, -1.08', lat: 53.96, lng: -1.08 }])
    expect(check({ city: 'York', lat: '', lng: null })).toEqual([{ value: 'York', city: 'York' }])
  })

  it.each([{ lat: 53.96 }, { lat: 91, lng: 0 }, { lat: 0, lng: 'x' }, { lat: 0, lng: -180.5 }])(
    'is refused as %o',
    (position) => {
      expect(check({ city: 'York', ...position })).toBeInstanceOf(Refusal)
    },
  )
})
