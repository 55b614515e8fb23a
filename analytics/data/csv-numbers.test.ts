import { describe, expect, it } from 'vitest'
import { mulberry32 } from '../numeric/random.ts'
import { limitThreads } from '../numeric/team.ts'
import { parseCsv } from './csv.ts'

const uniform = mulberry32(17)
const odd = ['', 'NA', '1e-7', '-0', '+3', '123456789012345678', '0.30000000000000004', '.5', '7.']
const texts = Array.from({ length: 130_000 }, (_, i) =>
  Array.from({ length: 4 }, (_, j) =>
    i % 97 === 0 && j === i % 4 ? odd[i % odd.length]! : ((uniform() - 0.5) * 1000).toFixed(j * 3),
  ),
)
const lines = (end: string) => new TextEncoder().encode(`a,b,c,d${end}${texts.map((row) => row.join(',')).join(end)}`)

describe('reading a large file of numbers', () => {
  it('reads on all threads what Number reads, with either line end and any number of threads', () => {
    const wanted = Array.from({ length: 4 }, (_, j) =>
      Float64Array.from(texts, (row) => (row[j] === '' || row[j] === 'NA' ? NaN : Number(row[j]))),
    )
    for (const [end, threads] of [
      ['\n', 1],
      ['\n', undefined],
      ['\r\n', undefined],
    ] as const) {
      limitThreads(threads)
      const { columns, rows } = parseCsv(lines(end))
      expect(rows).toBe(texts.length)
      expect(columns.map((column) => column.kind === 'number' && column.values)).toEqual(wanted)
    }
    limitThreads(undefined)
  })

  it('falls back to the plain way where a line is blank or quoted, with the same result', () => {
    const text = new TextDecoder().decode(lines('\n'))
    const at = text.indexOf('\n', 3_000_000)
    const broken = new TextEncoder().encode(`${text.slice(0, at)}\n\n"1","2","3","4"${text.slice(at)}`)
    const table = parseCsv(broken)
    expect(table.rows).toBe(texts.length + 1)
    expect(table.columns.every(({ kind }) => kind === 'number')).toBe(true)
  })
})
