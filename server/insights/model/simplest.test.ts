import { label } from '@rapport/vocabulary/define/label.ts'
import { expect, test } from 'vitest'
import { simplestOfBest, type Tried } from './simplest.ts'

const method = (name: string, folds: readonly number[], failure?: string): Tried => ({
  name,
  label: label(name, name),
  mean: failure ? {} : { auc: folds.reduce((a, b) => a + b, 0) / folds.length },
  deviation: {},
  seconds: 1,
  folds: folds.map((auc) => ({ auc })),
  ...(failure && { failure }),
})

const chosen = (...tried: Tried[]) => simplestOfBest(tried, 'auc').won.name

test('the simplest method that lies behind the best by no more than one standard error of the difference is taken', () => {
  const best = method('boosting', [0.8, 0.7, 0.9, 0.8])
  // Behind by .01 in the mean; the differences .05, -.03, .05, -.03 have a standard error of .0231.
  expect(chosen(method('logistic', [0.75, 0.73, 0.85, 0.83]), best)).toBe('logistic')
  // Behind by .01 in every fold: there is no chance in it, however much the folds differ.
  expect(chosen(method('logistic', [0.79, 0.69, 0.89, 0.79]), best)).toBe('boosting')
})

test('a method whose chances lie further off is not taken, however well it ranks', () => {
  const sure = (name: string, auc: readonly number[], brier: readonly number[]): Tried => ({
    ...method(name, auc),
    folds: auc.map((value, f) => ({ auc: value, brier: brier[f]! })),
  })
  const forest = sure('forest', [0.7, 0.6, 0.8], [0.17, 0.18, 0.16])
  expect(chosen(sure('logistic', [0.6, 0.7, 0.75], [0.21, 0.23, 0.2]), forest)).toBe('forest')
  expect(chosen(sure('logistic', [0.6, 0.7, 0.75], [0.17, 0.19, 0.15]), forest)).toBe('logistic')
})

test('the order is by how readily a method is read', () => {
  const all = ['mlp', 'boosting', 'forest', 'svm', 'tree', 'logistic'].map((name) => method(name, [0.8, 0.7]))
  const taken = all.map((_, i) => chosen(...all.slice(0, i + 1)))
  expect(taken).toEqual(['mlp', 'boosting', 'forest', 'svm', 'tree', 'logistic'])
  expect(chosen(method('logistic', [0.7, 0.79]), method('regression', [0.8, 0.7]))).toBe('regression')
})

test('a method that failed is no choice, and the page is told what the choice was made by', () => {
  const { won, rule } = simplestOfBest(
    [method('logistic', [0, 0], 'singular'), method('svm', [0.7, 0.72]), method('mlp', [0.73, 0.71])],
    'auc',
  )
  expect(won.name).toBe('svm')
  expect(rule).toMatchObject({ measure: 'auc', best: { name: 'mlp' }, mean: 0.72 })
  expect([rule.by, rule.error]).toEqual([expect.closeTo(0.01), expect.closeTo(0.02)])
  expect(rule.within.map(({ name }) => name)).toEqual(['svm', 'mlp'])
})
