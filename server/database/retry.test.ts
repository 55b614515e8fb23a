import { expect, test } from 'vitest'
import { failureKind, retrying } from './retry.ts'

const failure = (code: string, more = {}) => Object.assign(new Error(code), { code, ...more })

test.each([
  ['40001', 'conflict'],
  ['40P01', 'conflict'],
  ['57P01', 'lost'],
  ['25006', 'lost'],
  ['08006', 'lost'],
  ['ECONNREFUSED', 'lost'],
  ['23505', 'final'],
  ['42P01', 'final'],
])('%s is %s', (code, kind) => expect(failureKind(failure(code))).toBe(kind))

test('a dropped socket without a code is a lost connection', () => {
  expect(failureKind(new Error('Connection terminated unexpectedly'))).toBe('lost')
  expect(failureKind(new Error('something else'))).toBe('final')
  expect(failureKind(undefined)).toBe('final')
})

test('a plan that a change of its table made stale is prepared anew', () => {
  expect(failureKind(failure('0A000', { routine: 'RevalidateCachedQuery' }))).toBe('stale_plan')
  expect(failureKind(failure('0A000'))).toBe('final')
})

test('conflicts are tried again until the work succeeds', async () => {
  let tries = 0
  const work = async () => {
    if (++tries < 4) throw failure('40001')
    return 'done'
  }
  expect(await retrying(work)).toBe('done')
  expect(tries).toBe(4)
})

test('patience ends', async () => {
  let tries = 0
  const work = async () => {
    tries++
    throw failure('40P01')
  }
  await expect(retrying(work, { patience: { conflicts: 2, lostMs: 10 } })).rejects.toThrow('40P01')
  expect(tries).toBe(3)
})

test('what cannot be helped is thrown at once', async () => {
  let tries = 0
  const work = async () => {
    tries++
    throw failure('23505')
  }
  await expect(retrying(work)).rejects.toThrow('23505')
  expect(tries).toBe(1)
})
