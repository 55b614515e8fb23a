import { expect, test } from 'vitest'
import { blockByKeys, sortedNeighbours, unionOfPairs } from './blocking.ts'
import { jaro, jaroWinkler, levenshtein, levenshteinSimilarity } from './edit-distance.ts'
import { plainDigits, plainMailbox, plainText, romanised, sortedWords } from './normalise.ts'
import { cologne, nysiis, soundex } from './phonetic.ts'
import { clustersOf, onePartner } from './resolve.ts'
import { nearestTexts, textVectors } from './tfidf-join.ts'
import { dice, gramsOf, jaccard, mongeElkan, overlap, wordsOf } from './token-similarity.ts'

test('normalisers unify what means the same', () => {
  expect(plainText('  Ünal & Söhne-GmbH ')).toBe('unal sohne gmbh')
  expect(plainText('ＡＢＣ－１２３ Straße')).toBe('abc 123 strasse')
  expect(plainText('王明')).toBe('王明')
  expect(plainDigits('+86 (10) 6552-9988', 8)).toBe('65529988')
  expect(plainMailbox(' Ann+news@Example.COM ')).toBe('ann@example.com')
  expect(sortedWords('Ming, Li')).toBe(sortedWords('li MING'))
  expect(romanised('王明 Wang', (c) => ({ 王: 'wang', 明: 'ming' })[c])).toBe('wang ming wang')
})

test('Levenshtein distances of the textbooks', () => {
  expect(levenshtein('kitten', 'sitting')).toBe(3)
  expect(levenshtein('saturday', 'sunday')).toBe(3)
  expect(levenshtein('', 'abc')).toBe(3)
  expect(levenshteinSimilarity('', '')).toBe(1)
})

test.each([
  ['MARTHA', 'MARHTA', 0.9444, 0.9611],
  ['DIXON', 'DICKSONX', 0.7667, 0.8133],
  ['DWAYNE', 'DUANE', 0.8222, 0.84],
  ['JONES', 'JOHNSON', 0.7905, 0.8324],
  ['ABROMS', 'ABRAMS', 0.8889, 0.9222],
])("Jaro and Jaro–Winkler of %s and %s are Winkler's %d and %d", (a, b, plain, winkler) => {
  expect(jaro(a, b)).toBeCloseTo(plain, 4)
  expect(jaroWinkler(a, b)).toBeCloseTo(winkler, 4)
  expect(jaroWinkler(b, a)).toBeCloseTo(winkler, 4)
})

test('token similarities follow their formulas', () => {
  const [a, b] = [
    ['a', 'b', 'c'],
    ['b', 'c', 'd', 'e'],
  ]
  expect([jaccard(a, b), dice(a, b), overlap(a, b)]).toEqual([2 / 5, 4 / 7, 2 / 3])
  expect([jaccard([], []), dice([], []), overlap([], a)]).toEqual([1, 1, 0])
  expect(mongeElkan(['paul', 'jonson'], ['johnson', 'paul'], jaroWinkler)).toBeGreaterThan(0.95)
  expect(wordsOf('Li, Ming')).toEqual(['li', 'ming'])
  expect(gramsOf('abc', 3)).toEqual([' ab', 'abc', 'bc '])
})

test.each([
  ['Robert', 'R163'],
  ['Rupert', 'R163'],
  ['Ashcraft', 'A261'],
  ['Tymczak', 'T522'],
  ['Pfister', 'P236'],
  ['Honeyman', 'H555'],
])('Soundex of %s is %s', (name, code) => {
  expect(soundex(name)).toBe(code)
})

test.each([
  ['Müller-Lüdenscheidt', '65752682'],
  ['Wikipedia', '3412'],
  ['Breschnew', '17863'],
])('the Cologne code of %s is %s', (name, code) => {
  expect(cologne(name)).toBe(code)
})

test('NYSIIS gives names that sound alike one code', () => {
  expect(nysiis('Macintosh')).toBe('MCANT')
  expect(nysiis('Knuth')).toBe(nysiis('Nuth'))
  expect(nysiis('Philip')).toBe(nysiis('Filip'))
  expect(nysiis('王')).toBe('')
})

test('near texts are found with their exact cosine', () => {
  const [left, right] = textVectors(
    [
      ['blue garden chair', 'coffee mill'],
      ['garden chair blue', 'mill for coffee', 'tea'],
    ],
    wordsOf,
  )
  const pairs = nearestTexts(left!, right!, { least: 0.2, most: 2 })
  expect(pairs.map((pair) => [pair.left, pair.right])).toEqual([
    [0, 0],
    [1, 1],
  ])
  expect(pairs[0]!.similarity).toBeCloseTo(1, 12)
  const [one] = textVectors([['red car', 'car red', 'boat']], wordsOf)
  expect(nearestTexts(one!, one!, { least: 0.5 }).map((pair) => [pair.left, pair.right])).toEqual([[0, 1]])
})

test('blocks join records with a key in common, pass by pass, each pair once', () => {
  const people = [
    { n: 'ann', z: '1' },
    { n: 'ann', z: '1' },
    { n: 'bob', z: '1' },
    { n: '', z: 'ann' },
  ]
  const { left, right } = blockByKeys(people, undefined, (p) => [p.n, p.z])
  expect(Array.from(left, (i, k) => [i, right[k]])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
  const near = sortedNeighbours(people, undefined, (p) => p.n, 1)
  expect(near.left.length).toBe(3)
  expect(unionOfPairs(4, { left, right }, near).left.length).toBe(4)
})

test('one partner each: greedy takes the best first, optimal the best sum', () => {
  const pairs = { left: [0, 0, 1], right: [0, 1, 0], score: [0.9, 0.85, 0.8] }
  expect(Array.from(onePartner(pairs, { least: 0.5 }))).toEqual([0])
  expect(Array.from(onePartner(pairs, { least: 0.5, method: 'optimal' }))).toEqual([1, 2])
  expect(
    Array.from(onePartner({ left: [0, 1], right: [1, 2], score: [0.9, 0.8] }, { least: 0.5, oneTable: true })),
  ).toEqual([0])
})

test('clusters follow links, and a mean keeps chains from joining strangers', () => {
  const chain = { left: [0, 1, 2, 4], right: [1, 2, 3, 5], score: [0.9, 0.6, 0.9, 0.95] }
  expect(Array.from(clustersOf(7, chain, { least: 0.5 }))).toEqual([0, 0, 0, 0, 1, 1, 2])
  expect(Array.from(clustersOf(7, chain, { least: 0.5, mean: 0.6 }))).toEqual([0, 0, 1, 1, 2, 2, 3])
})
