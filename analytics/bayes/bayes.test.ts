import { describe, expect, it } from 'vitest'
import { AnalyticsError } from '../errors.ts'
import { fromRows, matrix, toSparse } from '../matrix.ts'
import { naiveBayes } from './naive-bayes.ts'
import { textNaiveBayes } from './text-bayes.ts'

describe('naive Bayes for tables', () => {
  it('gives the probabilities of two normals worked out by hand', () => {
    const x = matrix(4, 1, Float64Array.of(-1, 1, 2, 6))
    const fitted = naiveBayes.fit({ x, y: [0, 0, 1, 1], floor: 1e-12 })
    expect(Array.from(fitted.mean)).toEqual([0, 4])
    const density = (value: number, mean: number, variance: number) =>
      Math.exp(-((value - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance)
    const [a, b] = [density(1.5, 0, 1), density(1.5, 4, 4)]
    expect(fitted.predictProbability(matrix(1, 1, Float64Array.of(1.5)))[1]).toBeCloseTo(b / (a + b), 9)
  })

  it('smooths categories, and leaves out what is missing', () => {
    const x = fromRows([[0], [0], [1], [1]])
    const fitted = naiveBayes.fit({ x, y: [0, 0, 0, 1], categorical: [0] })
    const p = fitted.predictProbability(fromRows([[0], [1], [7], [NaN]]))
    const [zero, one, unseen] = [
      [3 / 6, 1 / 4],
      [2 / 6, 2 / 4],
      [1 / 6, 1 / 4],
    ].map(([inFirst, inSecond]) => (0.25 * inSecond!) / (0.75 * inFirst! + 0.25 * inSecond!))
    expect([p[1], p[3], p[5], p[7]].map((value) => value!.toFixed(12))).toEqual(
      [zero!, one!, unseen!, 0.25].map((value) => value.toFixed(12)),
    )
  })
})

describe('naive Bayes for text', () => {
  // Manning, Raghavan & Schütze, Introduction to Information Retrieval, example 13.1: Chinese, Beijing, Shanghai, Macao, Tokyo, Japan.
  const x = toSparse(
    fromRows([
      [2, 1, 0, 0, 0, 0],
      [2, 0, 1, 0, 0, 0],
      [1, 0, 0, 1, 0, 0],
      [1, 0, 0, 0, 1, 1],
    ]),
  )
  const query = toSparse(fromRows([[3, 0, 0, 0, 1, 1]]))

  it("gives the probabilities of the textbook's example", () => {
    const fitted = textNaiveBayes.fit({ x, y: [1, 1, 1, 0], smoothing: 1 })
    const china = (3 / 4) * (3 / 7) ** 3 * (1 / 14) ** 2
    const other = (1 / 4) * (2 / 9) ** 3 * (2 / 9) ** 2
    expect(fitted.predictProbability(query)[1]).toBeCloseTo(china / (china + other), 12)
    expect(fitted.predict(query)[0]).toBe(1)
  })

  it('learns a class from its complement', () => {
    const fitted = textNaiveBayes.fit({ x, y: [1, 1, 1, 0], kind: 'complement', smoothing: 1 })
    expect(Array.from(fitted.predict(x))).toEqual([1, 1, 1, 0])
  })

  it('refuses negative weights in a sentence', () => {
    const work = () => textNaiveBayes.fit({ x: fromRows([[1], [-2]]), y: [0, 1] })
    expect(work).toThrow(AnalyticsError)
    expect(work).toThrow('needs counts or weights of at least 0 and column 0, row 1 is -2')
  })
})
