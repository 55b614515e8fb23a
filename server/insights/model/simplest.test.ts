import { label } from '@rapport/vocabulary/define/label.ts'
import { expect, test } from 'vitest'
import type { Compared } from './report.ts'
import { simplestOfBest } from './simplest.ts'

const method = (name: string, auc: number, deviation = 0.02, failure?: string): Compared => ({
  name,
  label: label(name, name),
  mean: failure ? {} : { auc },
  deviation: { auc: deviation },
  seconds: 1,
  ...(failure && { failure }),
})

const chosen = (...compared: Compared[]) => simplestOfBest(compared, 'auc', 4).won.name

test('the simplest method within one standard error of the best is taken', () => {
  expect(chosen(method('logistic', 0.791), method('forest', 0.795), method('boosting', 0.8))).toBe('logistic')
  expect(chosen(method('logistic', 0.789), method('forest', 0.795), method('boosting', 0.8))).toBe('forest')
  expect(chosen(method('logistic', 0.78), method('tree', 0.77), method('boosting', 0.8))).toBe('boosting')
})

test('the order is by how readily a method is read', () => {
  const all = ['mlp', 'boosting', 'forest', 'svm', 'tree', 'logistic'].map((name) => method(name, 0.8))
  const taken = all.map((_, i) => chosen(...all.slice(0, i + 1)))
  expect(taken).toEqual(['mlp', 'boosting', 'forest', 'svm', 'tree', 'logistic'])
  expect(chosen(method('logistic', 0.799), method('regression', 0.8))).toBe('regression')
})

test('a method that failed is no choice, and the page is told what the choice was made by', () => {
  const { won, rule } = simplestOfBest(
    [method('logistic', 0, 0, 'singular'), method('svm', 0.7), method('mlp', 0.705)],
    'auc',
    4,
  )
  expect(won.name).toBe('svm')
  expect(rule).toMatchObject({ measure: 'auc', best: { name: 'mlp' }, mean: 0.705, error: 0.01 })
  expect(rule.within.map(({ name }) => name)).toEqual(['svm', 'mlp'])
})
