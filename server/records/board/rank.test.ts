import { expect, test } from 'vitest'
import { above, below, between, rankOfId, spread } from './rank.ts'

const ids = ['0190a0b0-0000-7000-8000-000000000001', '0190a0b0-0000-7000-8000-000000000002'].map(rankOfId) as [
  string,
  string,
]

test('between two neighbours there is always a rank, until they are too close', () => {
  let [low, high] = ids
  let made = 0
  for (let next = between(low, high); next !== undefined; next = between(low, high)) {
    expect(low < next && next < high).toBe(true)
    if (made % 2 === 0) low = next
    else high = next
    made++
  }
  expect(made).toBeGreaterThan(40)
})

test('no rank ends in 0, because nothing fits between a rank and the same with zeros after it', () => {
  expect(between('0190', '0192')).toBe('0191')
  expect(between('00', '2')).toBe('1')
  expect(between('1', '10')).toBeUndefined()
})

test('the top lies above everything that stands and below what is made later', () => {
  const top = above(`${ids[1]}8`)
  expect(top > `${ids[1]}8`).toBe(true)
  expect(top < rankOfId('0190a0b1-0000-7000-8000-000000000000')).toBe(true)
  expect(above(top) > top).toBe(true)
})

test('the end lies below everything', () => {
  let rank = ids[0]
  for (let i = 0; i < 100; i++) {
    const next = below(rank)!
    expect(next < rank).toBe(true)
    rank = next
  }
  expect(below('00000000000000015')! < '00000000000000015').toBe(true)
})

test('ranks that are spread anew keep their order and leave room', () => {
  const spreaded = spread(ids[0], ids[1], 200)
  const all = [ids[0], ...spreaded, ids[1]]
  expect(all).toEqual([...all].sort())
  expect(new Set(all).size).toBe(202)
  for (let i = 1; i < all.length; i++) expect(between(all[i - 1]!, all[i]!)).toBeDefined()
})
