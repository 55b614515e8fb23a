import { describe, expect, it } from 'vitest'
import { logisticRegression } from '../linear/logistic.ts'
import { columnOf, rowOf } from '../matrix.ts'
import { mulberry32, normals } from '../numeric/random.ts'
import { clipOutliers, describe as figures, missingPatterns, outliers } from './describe.ts'
import { features } from './features.ts'
import { learn, pipelineFromJSON } from './pipeline.ts'
import {
  categoryColumn,
  type NumberColumn,
  numberColumn,
  table,
  tableFromRecords,
  takeTableRows,
  withColumn,
} from './table.ts'
import { answersOf } from './target.ts'
import { targetEncoder } from './target-encode.ts'
import { hashTexts, tfidf } from './tfidf.ts'
import { termsOf, words } from './tokens.ts'

const people = table([
  numberColumn('age', [20, null, 40, 60]),
  categoryColumn('plan', ['b', 'a', null, 'b']),
  {
    kind: 'date',
    name: 'since',
    values: Float64Array.of(Date.UTC(2024, 0, 1), NaN, Date.UTC(2024, 6, 1), Date.UTC(2025, 0, 1)),
  },
  { kind: 'text', name: 'note', values: ['good', null, 'very good', 'bad'] },
])
const train = Int32Array.of(0, 1, 2)

describe('features', () => {
  it('learn fills, levels and scales from the training rows alone', () => {
    const encoder = features.fit({ table: people, rows: train }, { exclude: ['since'] })
    expect(encoder.names).toEqual(['age', 'plan=a', 'plan=b', 'plan=(missing)'])
    const x = encoder.transform(people, train)
    for (let j = 0; j < 4; j++) {
      const column = columnOf(x, j)
      expect(column.reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 12)
      expect(column.reduce((sum, v) => sum + v * v, 0) / 3).toBeCloseTo(1, 12)
    }
    expect(columnOf(x, 0)[1]).toBeCloseTo(0, 12)
  })

  it('give zeros to unseen levels and keep missing numbers when told', () => {
    const encoder = features.fit({ table: people, rows: train }, { exclude: ['since'], scale: 'none', missing: 'keep' })
    const other = withColumn(people, categoryColumn('plan', ['z', 'a', 'z', 'b']))
    expect(Array.from(rowOf(encoder.transform(other), 0))).toEqual([20, 0, 0, 0])
    expect(encoder.transform(people).data[4]).toBeNaN()
  })

  it('take dates apart and hash texts', () => {
    const encoder = features.fit({ table: people }, { exclude: ['age', 'plan'], textWidth: 8, scale: 'none' })
    expect(encoder.names).toHaveLength(16)
    expect(encoder.transform(people).data[0]).toBe(2024)
  })

  it('read back from JSON and refuse another kind of column by name', () => {
    const encoder = features.fit({ table: people }, { exclude: ['since'] })
    const again = features.fromJSON(JSON.stringify(encoder))
    expect(again.transform(people).data).toEqual(encoder.transform(people).data)
    const changed = withColumn(people, categoryColumn('age', ['a', 'b', 'c', 'd']))
    expect(() => encoder.transform(changed)).toThrow('"age" was learned as number but is category now')
    expect(() => features.fit({ table: people }, { exclude: ['hat'] })).toThrow('no column "hat"')
  })
})

describe('target encoding', () => {
  it('does not leak: on noise, training values say nothing about the answer', () => {
    const uniform = mulberry32(5)
    const column = categoryColumn(
      'id',
      Array.from({ length: 2000 }, () => `c${Math.floor(uniform() * 700)}`),
    )
    const y = Array.from({ length: 2000 }, () => (uniform() < 0.5 ? 1 : 0))
    const encoder = targetEncoder.fit({ column, y }, { smoothing: 1 })
    const fall = (values: Float64Array) => {
      const meanOf = (label: number) =>
        values.filter((_, i) => y[i] === label).reduce((sum, v, _, all) => sum + v / all.length, 0)
      return meanOf(1) - meanOf(0)
    }
    expect(fall(encoder.transform(column))).toBeGreaterThan(0.2)
    expect(Math.abs(fall(encoder.trainingValues))).toBeLessThan(0.05)
  })

  it('draws rare levels towards the mean and gives it to unseen ones', () => {
    const column = categoryColumn('plan', ['a', 'a', 'b', null])
    const encoder = targetEncoder.fit({ column, y: [1, 1, 0, 0] }, { smoothing: 2, folds: 2 })
    const values = encoder.transform(categoryColumn('plan', ['a', 'b', 'z', null]))
    expect(Array.from(values)).toEqual([0.75, 1 / 3, 0.5, 1 / 3])
  })
})

describe('text', () => {
  it('finds words in Latin and Chinese text', () => {
    expect(words("Where's MY card?")).toEqual(["where's", 'my', 'card'])
    expect(words('客户关系管理').join('')).toBe('客户关系管理')
    expect(words('客户关系管理').length).toBeGreaterThan(1)
    expect(termsOf('ab', { analyser: 'characters', wordGrams: [1, 1], characterGrams: [2, 3] })).toEqual([
      ' a',
      'ab',
      'b ',
      ' ab',
      'ab ',
    ])
  })

  it('weighs terms by rarity and scales rows to length 1', () => {
    const encoder = tfidf.fit(['red car', 'blue car', 'car'])
    const x = encoder.transform(['red car', 'green', null])
    expect(encoder.terms).toEqual(['blue', 'car', 'red'])
    expect(Array.from(x.starts)).toEqual([0, 2, 2, 2])
    expect(x.values[1]! / x.values[0]!).toBeCloseTo(Math.log(4 / 2) + 1, 12)
    expect(x.values[0]! ** 2 + x.values[1]! ** 2).toBeCloseTo(1, 12)
    expect(tfidf.fromJSON(JSON.stringify(encoder)).transform(['red car']).values).toEqual(x.values)
    expect(() => tfidf.fit(['a'], { wordGrams: [2, 1] })).toThrow('[shortest, longest]')
  })

  it('hashes without a vocabulary', () => {
    expect(hashTexts(['red car', 'red car'], { width: 64 }).indices.length).toBeGreaterThan(2)
    expect(() => hashTexts(['a'], { width: 0 })).toThrow('"width" was given 0')
  })
})

describe('figures', () => {
  it('describe numbers and categories', () => {
    const [age, plan] = figures(people)
    expect(age).toMatchObject({ missing: 1, distinct: 3, mean: 40, deviation: 20, quartiles: [30, 40, 50] })
    expect(plan).toMatchObject({
      missing: 1,
      distinct: 2,
      top: [
        { level: 'b', count: 2 },
        { level: 'a', count: 1 },
      ],
    })
  })

  it('find outliers, clip them, and count what is missing together', () => {
    const column = numberColumn('x', [1, 2, 3, 4, 100, null])
    expect(Array.from(outliers(column.values))).toEqual([0, 0, 0, 0, 1, 0])
    expect(Array.from(outliers(column.values, { method: 'robust' }))).toEqual([0, 0, 0, 0, 1, 0])
    expect(clipOutliers(column).values[4]).toBe(7)
    expect(missingPatterns(people)).toMatchObject({
      rowsWithMissing: 2,
      together: [
        { a: 'age', b: 'since', rows: 1 },
        { a: 'age', b: 'note', rows: 1 },
        { a: 'since', b: 'note', rows: 1 },
      ],
    })
  })
})

const records = Array.from({ length: 120 }, (_, i) => ({
  age: 20 + (i % 50),
  plan: i % 3 ? 'free' : 'pro',
  churn: normals(i, 1)[0]! + (i % 3 ? -1 : 1) > 0 ? 'yes' : 'no',
}))

describe('pipelines', () => {
  it('learn from a table, predict tables, and read back from JSON bit by bit', () => {
    const from = tableFromRecords(records)
    const pipeline = learn({ model: logisticRegression }, from, 'churn')
    expect(pipeline.labels).toEqual(['no', 'yes'])
    const again = pipelineFromJSON(JSON.stringify(pipeline), [logisticRegression])
    expect(again.predictProbability(from)).toEqual(pipeline.predictProbability(from))
    expect(() => pipelineFromJSON(JSON.stringify(pipeline), [])).toThrow('not among those given')
  })

  it('do not look at rows outside the training rows', () => {
    const from = tableFromRecords(records)
    const rows = Int32Array.from({ length: 80 }, (_, i) => i)
    const age = from.columns[0] as NumberColumn
    const wild = withColumn(from, { ...age, values: age.values.map((v, i) => (i < 80 ? v : v * 1000)) })
    const fit = (t: typeof from) =>
      JSON.stringify(learn({ model: logisticRegression }, takeTableRows(t, rows), 'churn'))
    expect(fit(wild)).toBe(fit(from))
  })

  it('read answers as classes or numbers, yes after no', () => {
    expect(answersOf(tableFromRecords([{ y: 'Yes' }, { y: 'No' }]), 'y').labels).toEqual(['No', 'Yes'])
    expect(answersOf(tableFromRecords([{ y: 'Active' }, { y: 'Churned' }]), 'y').labels).toEqual(['Active', 'Churned'])
    expect(answersOf(tableFromRecords([{ y: 1 }, { y: 2 }, { y: 3 }]), 'y').task).toBe('regression')
    expect(() => answersOf(tableFromRecords([{ y: 'a' }]), 'y')).toThrow('only the value "a"')
  })
})
