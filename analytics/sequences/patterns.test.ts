import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mulberry32 } from '../numeric/random.ts'
import { sequentialPatterns } from './patterns.ts'
import { type History, sequencesFrom } from './sequences.ts'
import { histories } from './spmf.fixture.ts'

const shared = new URL('../../../shared/', import.meta.url)
const paper = `1 -1 1 2 3 -1 1 3 -1 4 -1 3 6 -1 -2
1 4 -1 3 -1 2 3 -1 1 5 -1 -2
5 6 -1 1 2 -1 4 6 -1 3 -1 2 -1 -2
5 -1 7 -1 1 6 -1 3 -1 2 -1 3 -1 -2`

type Reference = {
  file: string
  min_count: number
  own_count: number
  by_items: Record<string, number>
  sum_of_supports: number
}

const found = (text: string, minimumCount: number) =>
  sequentialPatterns(sequencesFrom(histories(text)), { minimumCount })
const short = (elements: readonly (readonly string[])[]) => elements.map((element) => element.join('')).join(' ')

test('the example of the PrefixSpan paper has 53 patterns at support 0.5 and 14 at 0.75', () => {
  expect(found(paper, 2)).toHaveLength(53)
  expect(found(paper, 3)).toHaveLength(14)
  expect(found(paper, 2).reduce((sum, { count }) => sum + count, 0)).toBe(125)
})

test.skipIf(!existsSync(shared))('BMS-WebView-1 has the counts of SPMF at every support (needs ../shared)', () => {
  const references: Reference[] = JSON.parse(readFileSync(new URL('reference/sequences.json', shared), 'utf8'))
  for (const reference of references) {
    const text = readFileSync(new URL(reference.file, shared), 'utf8')
    const patterns = found(text, reference.min_count)
    const sizes: Record<string, number> = {}
    for (const { elements } of patterns) sizes[elements.flat().length] = (sizes[elements.flat().length] ?? 0) + 1
    expect(patterns).toHaveLength(reference.own_count)
    expect(sizes).toEqual(reference.by_items)
    expect(patterns.reduce((sum, { count }) => sum + count, 0)).toBe(reference.sum_of_supports)
  }
})

/** Every way to place a pattern in a history, tried one by one. */
function occurs(
  history: History,
  pattern: readonly (readonly string[])[],
  fits: (times: number[]) => boolean,
): boolean {
  const place = (from: number, at: number[]): boolean => {
    if (at.length === pattern.length) return fits(at.map((e) => history.times![e]!))
    for (let e = from; e < history.elements.length; e++) {
      if (!pattern[at.length]!.every((item) => history.elements[e]!.includes(item))) continue
      if (place(e + 1, [...at, e])) return true
    }
    return false
  }
  return place(0, [])
}

function randomHistories(seed: number): History[] {
  const uniform = mulberry32(seed)
  return Array.from({ length: 12 }, () => {
    const elements = Array.from({ length: 1 + Math.floor(uniform() * 6) }, () => {
      const items = ['a', 'b', 'c'].filter(() => uniform() < 0.5)
      return items.length > 0 ? items : ['d']
    })
    let time = 0
    return { elements, times: elements.map(() => (time += 1 + Math.floor(uniform() * 4))) }
  })
}

test.each([
  { minimumGap: 0, maximumGap: null, maximumSpan: null },
  { minimumGap: 2, maximumGap: 4, maximumSpan: null },
  { minimumGap: 0, maximumGap: 5, maximumSpan: 7 },
])('with the timing %j each pattern has the count of brute force and none is missing', (timing) => {
  const all = randomHistories(5)
  const limits = { ...timing, maximumGap: timing.maximumGap ?? 1e9, maximumSpan: timing.maximumSpan ?? 1e9 }
  const fits = (times: number[]) => {
    const gaps = times.slice(1).map((time, k) => time - times[k]!)
    return (
      gaps.every((gap) => gap >= limits.minimumGap && gap <= limits.maximumGap) &&
      times.at(-1)! - times[0]! <= limits.maximumSpan
    )
  }
  const patterns = sequentialPatterns(sequencesFrom(all), { minimumCount: 2, maximumLength: 3, ...timing })
  const counts = new Map(patterns.map(({ elements, count }) => [short(elements.map((e) => [...e].sort())), count]))
  for (const candidate of candidates()) {
    const count = all.filter((history) => occurs(history, candidate, fits)).length
    expect(counts.get(short(candidate)), short(candidate)).toBe(count >= 2 ? count : undefined)
  }
})

function candidates(): string[][][] {
  const elements = [['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']]
  const pairs = elements.flatMap((first) => elements.map((second) => [first, second]))
  const triples = pairs.flatMap((pair) => elements.map((third) => [...pair, third]))
  return [...elements.map((element) => [element]), ...pairs, ...triples].filter((c) => c.flat().length <= 3)
}

test('closed patterns keep every count and drop what a longer pattern already says', () => {
  const sequences = sequencesFrom(histories(paper))
  const all = sequentialPatterns(sequences, { minimumCount: 2 })
  const closed = sequentialPatterns(sequences, { minimumCount: 2, closed: true })
  const inside = (small: string[][], big: string[][]) =>
    occurs({ elements: big, times: big.map(() => 0) }, small, () => true)
  const expected = all.filter(
    (small) =>
      !all.some(
        (big) =>
          big !== small &&
          big.count === small.count &&
          inside(small.elements as string[][], big.elements as string[][]),
      ),
  )
  expect(closed.map(({ elements }) => short(elements)).sort()).toEqual(
    expected.map(({ elements }) => short(elements)).sort(),
  )
  expect(closed.length).toBeLessThan(all.length)
})

test('histories whose times fall or do not fit are refused', () => {
  expect(() => sequencesFrom([{ elements: ['a', 'b'], times: [2, 1] }])).toThrow(
    'History 0 goes back in time at element 1',
  )
  expect(() => sequencesFrom([{ elements: ['a'], times: [] }])).toThrow('History 0 has 1 elements but 0 times.')
})
