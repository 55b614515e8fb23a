import { describe, expect, it } from 'vitest'
import { areaOf, destination, tabbed } from './cells.ts'
import { readTsv, writeTsv } from './tsv.ts'

const grid = { rows: 10, columns: 4 }
const at = { row: 5, column: 1 }
const press = (key: string, ctrl = false) => destination({ key, ctrl }, at, grid)

describe('keys in a grid', () => {
  it('walk the cells and stay within them', () => {
    expect(press('ArrowDown')).toEqual({ row: 6, column: 1 })
    expect(press('ArrowLeft')).toEqual({ row: 5, column: 0 })
    expect(press('PageDown')).toEqual({ row: 9, column: 1 })
    expect(press('PageUp')).toEqual({ row: 0, column: 1 })
    expect(press('Home')).toEqual({ row: 5, column: 0 })
    expect(press('End', true)).toEqual({ row: 9, column: 3 })
    expect(press('ArrowRight', true)).toEqual({ row: 5, column: 3 })
    expect(press('a')).toBeUndefined()
  })
  it('go on to the next row with Tab, and back', () => {
    expect(tabbed({ row: 2, column: 3 }, false, grid)).toEqual({ row: 3, column: 0 })
    expect(tabbed({ row: 2, column: 0 }, true, grid)).toEqual({ row: 1, column: 3 })
    expect(tabbed({ row: 9, column: 3 }, false, grid)).toEqual({ row: 9, column: 3 })
  })
  it('span a range whichever way it was drawn', () => {
    expect(areaOf({ at: { row: 1, column: 3 }, from: { row: 4, column: 2 } })).toEqual({
      top: 1,
      bottom: 4,
      left: 2,
      right: 3,
    })
  })
})

describe('cells as text', () => {
  it('come back as they went, with tabs, quotes and line ends in them', () => {
    const blocks = [
      [['a', 'b']],
      [
        ['a\tb', 'c "d"'],
        ['', 'line\nline'],
      ],
      [
        ['', ''],
        ['x', ''],
      ],
    ]
    for (const block of blocks) expect(readTsv(writeTsv(block))).toEqual(block)
  })
  it('are read as spreadsheets write them', () => {
    expect(readTsv('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(readTsv('one')).toEqual([['one']])
    expect(readTsv('a\n\nb')).toEqual([['a'], [''], ['b']])
    expect(readTsv('5" pipe\tx')).toEqual([['5" pipe', 'x']])
    expect(readTsv('')).toEqual([])
  })
})
