import { expect, test } from 'vitest'
import { Attempts } from './attempts.ts'

const tries = (count: number, one: (i: number) => void): number => {
  let refused = 0
  for (let i = 0; i < count; i++)
    try {
      one(i)
    } catch {
      refused++
    }
  return refused
}

test('an account takes eight failures, from however many addresses, then one a minute', () => {
  const attempts = new Attempts()
  const guess = (now: number) => (i: number) => {
    attempts.begin(`10.0.0.${i}`, 'ada@example.com', now)
    attempts.failed('ada@example.com', now)
  }
  expect(tries(20, guess(0))).toBe(12)
  expect(tries(1, guess(30_000))).toBe(1)
  expect(tries(1, guess(61_000))).toBe(0)
  expect(tries(1, () => attempts.begin('10.0.0.1', 'ben@example.com', 0))).toBe(0)
})

test('an address takes thirty tries, at however many accounts, then fifteen a minute', () => {
  const attempts = new Attempts()
  expect(tries(50, (i) => attempts.begin('10.0.0.1', `someone${i}@example.com`, 0))).toBe(20)
  expect(tries(50, (i) => attempts.begin('10.0.0.1', `other${i}@example.com`, 60_000))).toBe(35)
  expect(tries(1, () => attempts.begin('10.0.0.2', 'x', 0))).toBe(0)
})

test('whoever comes in begins anew', () => {
  const attempts = new Attempts()
  for (let i = 0; i < 7; i++) attempts.failed('ada@example.com', 0)
  attempts.succeeded('ada@example.com')
  for (let i = 0; i < 7; i++) attempts.failed('ada@example.com', 0)
  expect(tries(1, () => attempts.begin('10.0.0.1', 'ada@example.com', 0))).toBe(0)
})
