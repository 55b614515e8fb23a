import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { describe, expect, it } from 'vitest'
import type { ListReply } from '../../api.ts'
import { Blocks, blockSize } from './blocks.ts'

const row = (n: number): AnyRow => ({ id: String(n).padStart(6, '0'), version: 1, n })

/** A list of numbers behind keyset cursors: a cursor is the last id seen. */
const shelf = (rows: AnyRow[]) => {
  const asked: (string | undefined)[] = []
  const fetch = async (cursor: string | undefined, skip: number): Promise<ListReply> => {
    asked.push(cursor)
    const begin = cursor === undefined ? 0 : rows.findIndex((one) => one.id > cursor)
    const from = begin < 0 ? -1 : begin + skip
    if (skip > 0 && from >= rows.length) return { data: [], next: null, skipped: rows.length - begin }
    const data = from < 0 ? [] : rows.slice(from, from + blockSize)
    const more = data.length > 0 && rows.at(-1)!.id > data.at(-1)!.id
    return { data, next: more ? data.at(-1)!.id : null, ...(skip > 0 && { start: rows[from - 1]!.id }) }
  }
  return { rows, asked, blocks: new Blocks(fetch) }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
const numbers = (count: number) => Array.from({ length: count }, (_, n) => row(n * 2))

describe('the blocks of a list', () => {
  it('fetches what is on screen and a little beyond, in order', async () => {
    const { blocks, asked } = shelf(numbers(2000))
    blocks.want(0, 30)
    await settled()
    expect(asked.length).toBe(4)
    expect(blocks.rowAt(0)?.id).toBe('000000')
    expect(blocks.rowAt(399)?.id).toBe('000798')
    expect(blocks.rowAt(400)).toBeUndefined()
    expect(blocks.extent).toEqual({ rows: 400, open: true })
  })

  it('knows the end when it meets it', async () => {
    const { blocks } = shelf(numbers(250))
    blocks.want(0, 30)
    await settled()
    expect(blocks.extent).toEqual({ rows: 250, open: false })
  })

  it('says that an empty list is empty', async () => {
    const { blocks } = shelf([])
    blocks.want(0, 30)
    await settled()
    expect(blocks.extent).toEqual({ rows: 0, open: false })
    expect(blocks.started).toBe(true)
  })

  it('lets far rows go and brings them back with one request', async () => {
    const { blocks, asked } = shelf(numbers(8000))
    for (let at = 0; at < 7900; at += 300) {
      blocks.want(at, at + 30)
      await settled()
    }
    expect(blocks.rowAt(0)).toBeUndefined()
    const before = asked.length
    blocks.want(1000, 1030)
    await settled()
    expect(blocks.rowAt(1000)?.id).toBe('002000')
    expect(asked.length - before).toBeLessThanOrEqual(5)
  })

  it('loses no row when one is inserted above and the list is refreshed', async () => {
    const { blocks, rows } = shelf(numbers(500))
    blocks.want(0, 130)
    await settled()
    rows.splice(5, 0, row(9))
    blocks.refresh()
    await settled()
    const seen = Array.from({ length: 300 }, (_, index) => blocks.rowAt(index)?.id)
    expect(seen).toEqual(rows.slice(0, 300).map((one) => one.id))
  })

  it('shrinks when rows went away', async () => {
    const { blocks, rows } = shelf(numbers(150))
    blocks.want(0, 149)
    await settled()
    rows.length = 80
    blocks.refresh()
    await settled()
    expect(blocks.extent).toEqual({ rows: 80, open: false })
  })

  it('shows a changed record at once', async () => {
    const { blocks } = shelf(numbers(150))
    blocks.want(0, 10)
    await settled()
    blocks.put({ ...row(4), name: 'changed' })
    expect(blocks.rowAt(2)?.name).toBe('changed')
  })

  it('jumps to a far place with one request, and knows its way from there', async () => {
    const { blocks, asked } = shelf(numbers(80_000))
    blocks.expect(80_000)
    blocks.want(0, 30)
    await settled()
    const before = asked.length
    blocks.want(70_010, 70_040)
    await settled()
    expect(blocks.rowAt(70_010)?.n).toBe(140_020)
    expect(asked.length - before).toBeLessThanOrEqual(6)
    blocks.want(69_000, 69_030)
    await settled()
    expect(blocks.rowAt(69_000)?.n).toBe(138_000)
    expect(blocks.extent).toEqual({ rows: 80_000, open: true })
  })

  it('finds the true end where it was thought to lie further', async () => {
    const { blocks } = shelf(numbers(1234))
    blocks.expect(90_000)
    blocks.want(0, 30)
    await settled()
    blocks.want(89_970, 89_999)
    await settled()
    expect(blocks.extent).toEqual({ rows: 1234, open: false })
    blocks.want(1210, 1233)
    await settled()
    expect(blocks.rowAt(1233)?.n).toBe(2466)
  })

  it('keeps an error until it is asked to try again', async () => {
    let broken = true
    const blocks = new Blocks(async () => {
      if (broken) throw new Error('no')
      return { data: [row(1)], next: null }
    })
    blocks.want(0, 10)
    await settled()
    expect(blocks.error).toBeInstanceOf(Error)
    broken = false
    blocks.refresh()
    await settled()
    expect(blocks.error).toBeUndefined()
    expect(blocks.rowAt(0)?.id).toBe('000001')
  })
})
