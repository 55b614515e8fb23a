import { describe, expect, test } from 'vitest'
import { logisticRegression } from '../linear/index.ts'
import { blockByKeys } from './blocking.ts'
import { comparerOf, comparisonFeatures, type LinkRecord } from './comparison.ts'
import { fellegiSunter } from './fellegi-sunter.ts'
import { judgePairs, type Link, linkRecords } from './link.ts'
import { soundex } from './phonetic.ts'
import { hasPublished, publishedRecords } from './published.fixture.ts'

const personFields = [
  { field: 'given_name' },
  { field: 'surname' },
  { field: 'street_number', by: 'exact' as const },
  { field: 'address_1' },
  { field: 'address_2' },
  { field: 'suburb' },
  { field: 'postcode' },
  { field: 'state', by: 'exact' as const },
  { field: 'date_of_birth' },
  { field: 'soc_sec_id' },
]

const personKeys = (person: LinkRecord) => [
  person.surname ? soundex(person.surname) + person.postcode : '',
  person.date_of_birth ?? '',
  person.soc_sec_id ?? '',
  person.surname && person.given_name ? person.given_name.slice(0, 3) + person.surname.slice(0, 3) : '',
]

const entity = (record: LinkRecord) => record.rec_id!.match(/rec-(\d+)/)![1]
const f1 = (links: readonly Link[], isRight: (link: Link) => boolean, truth: number) =>
  (2 * links.filter(isRight).length) / (links.length + truth)

describe.skipIf(!hasPublished)('published linkage data against the unsupervised reference (needs ../shared)', () => {
  test('Febrl 1 is linked within one table with an F1 of at least 0.9889', () => {
    const people = publishedRecords('febrl_dataset1.csv', ',')
    const { links } = linkRecords(people, undefined, { fields: personFields, keys: personKeys })
    expect(
      f1(links, ({ left, right }) => entity(people[left]!) === entity(people[right]!), 500),
    ).toBeGreaterThanOrEqual(0.988878)
  })

  test('Febrl 4 is linked between two tables with an F1 of at least 0.9907', () => {
    const [a, b] = [publishedRecords('febrl_dataset4a.csv', ','), publishedRecords('febrl_dataset4b.csv', ',')]
    const { links } = linkRecords(a, b, { fields: personFields, keys: personKeys })
    expect(f1(links, ({ left, right }) => entity(a[left]!) === entity(b[right]!), 5000)).toBeGreaterThanOrEqual(
      0.990628,
    )
  })

  test('DBLP and ACM are linked with an F1 of at least 0.9820, the best that TF-IDF with an oracle reaches', () => {
    const [dblp, acm] = [publishedRecords('dblp_acm_dblp.csv', '%'), publishedRecords('dblp_acm_acm.csv', '%')]
    const truth = new Set(publishedRecords('dblp_acm_gt.csv', '%').map(({ D1, D2 }) => `${D1}|${D2}`))
    const fields = [
      { field: 'title', by: 'words' as const },
      { field: 'authors', by: 'words' as const },
      { field: 'year', by: 'exact' as const },
      { field: 'venue', by: 'words' as const },
    ]
    const { links } = linkRecords(dblp, acm, { fields })
    expect(
      f1(links, ({ left, right }) => truth.has(`${dblp[left]!.id}|${acm[right]!.id}`), truth.size),
    ).toBeGreaterThanOrEqual(0.98203)
  })

  test('a judge who learned from half of Febrl 1 is right on the other half', () => {
    const people = publishedRecords('febrl_dataset1.csv', ',')
    const comparisons = comparerOf(people, undefined, personFields).compare(
      blockByKeys(people, undefined, (p) => [...personKeys(p), p.suburb ?? '']),
    )
    const { left, right } = comparisons.pairs
    const same = Float64Array.from(left, (i, k) => (entity(people[i]!) === entity(people[right[k]!]!) ? 1 : 0))
    const isTrain = (k: number) => Number(entity(people[left[k]!]!)) % 2 === 0
    const rows = Array.from(left.keys()).filter(isTrain)
    const p = personFields.length
    const take = {
      ...comparisons,
      similarity: Float64Array.from(
        rows.flatMap((k) => Array.from(comparisons.similarity.subarray(k * p, (k + 1) * p))),
      ),
    }
    const judge = logisticRegression.fit({ x: comparisonFeatures(take), y: Float64Array.from(rows, (k) => same[k]!) })
    const probability = judgePairs(judge, comparisons)
    const wrong = Array.from(left.keys()).filter((k) => !isTrain(k) && probability[k]! >= 0.5 !== (same[k] === 1))
    expect(wrong.length).toBeLessThanOrEqual(5)
  })
})

const shop = ['Ann Smith', 'Bob Jones', 'Carla Diaz', 'Dmitri Orlov', 'Eve Moreau', 'Farid Khan'].map((name, i) => ({
  name,
  phone: `555 010${i}`,
}))
const books = ['smith ann', 'Bob Jonnes', 'DIAZ, Carla', 'Orlov Dmitrij', 'Zoe Blum', 'Khan F.'].map((name, i) => ({
  name,
  phone: i === 4 ? '555 7777' : `5550 10${i}`,
}))

test('two small tables are linked by fields that agree in part, and the weights can be read', () => {
  const { links, model } = linkRecords(shop, books, {
    fields: [
      { field: 'name', by: 'names' },
      { field: 'phone', by: (a, b) => (a.replaceAll(' ', '') === b.replaceAll(' ', '') ? 1 : 0), levels: [1] },
    ],
    leastSimilarity: 0.05,
  })
  expect(links.map(({ left, right }) => [left, right])).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [5, 5],
  ])
  expect(model.weights[1]![1]).toBeGreaterThan(0)
  expect(model.weights[1]![0]).toBeLessThan(0)
})

test('unknown fields say nothing', () => {
  const comparer = comparerOf(
    shop,
    books.map(({ name }) => ({ name })),
    [{ field: 'name', by: 'names' }, { field: 'phone' }],
  )
  const all = { left: Int32Array.of(0, 1, 2, 3, 5, 0, 1), right: Int32Array.of(0, 1, 2, 3, 5, 1, 0) }
  const comparisons = comparer.compare(all)
  expect(Array.from(comparisons.levelOf).filter((_, k) => k % 2 === 1)).toEqual([-1, -1, -1, -1, -1, -1, -1])
  const model = fellegiSunter.fit({ candidates: comparisons, random: comparer.compare(comparer.random(500, 1)) })
  expect(model.probability(comparisons).every(Number.isFinite)).toBe(true)
  const again = fellegiSunter.fromJSON(JSON.parse(JSON.stringify(model.toJSON())))
  expect(again.probability(comparisons)).toEqual(model.probability(comparisons))
})
