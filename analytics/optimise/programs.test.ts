import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readMps } from './mps.ts'
import { linearProgram } from './program.ts'
import { solveProgram } from './solve-program.ts'

const data = new URL('../../../shared/data/optimisation/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, data), 'utf8')

describe.skipIf(!existsSync(data))('published programs (needs ../shared)', () => {
  test.each([
    ['adlittle', 225494.9632],
    ['afiro', -464.7531429],
    ['blending', -3200],
    ['e226', -11.63892907],
    ['israel', -896644.8219],
    ['egout', 568.1007],
    ['flugpl', 1201500],
    ['lseu', 1120],
  ])('%s has the optimum %d', async (name, optimum) => {
    const { objective } = await solveProgram(readMps(read(`lp/${name}.mps`)))
    expect(Math.abs(objective - optimum) / Math.abs(optimum)).toBeLessThan(1e-9)
  })

  test('the knapsacks with several constraints of the OR-Library have their stated optima', async () => {
    const numbers = read('mknap1.txt').trim().split(/\s+/).map(Number)
    let at = 1
    const take = (count: number) => {
      at += count
      return numbers.slice(at - count, at)
    }
    for (let k = 0; k < numbers[0]!; k++) {
      const [n, m, optimum] = take(3) as [number, number, number]
      const values = take(n)
      const weights = Array.from({ length: m }, () => take(n))
      const capacities = take(m)
      const named = (list: readonly number[]) => Object.fromEntries(list.map((value, i) => [`x${i}`, value]))
      const program = linearProgram({
        maximise: named(values),
        conditions: weights.map((row, i) => ({ terms: named(row), atMost: capacities[i]! })),
        binary: Object.keys(named(values)),
      })
      expect((await solveProgram(program)).objective).toBeCloseTo(optimum, 6)
    }
  })
})

const workshop = {
  maximise: { chairs: 30, tables: 50 },
  conditions: [
    { name: 'carpentry', terms: { chairs: 1, tables: 2 }, atMost: 40 },
    { name: 'finishing', terms: { chairs: 2, tables: 1 }, atMost: 50 },
  ],
}

test('duals and ranges say what a resource is worth and how far', async () => {
  const { objective, byName, sensitivity } = await solveProgram(linearProgram(workshop))
  expect(objective).toBeCloseTo(1100, 9)
  expect(byName).toEqual({ chairs: expect.closeTo(20, 9), tables: expect.closeTo(10, 9) })
  expect(sensitivity!.duals[0]).toBeCloseTo(70 / 3, 9)
  expect(sensitivity!.duals[1]).toBeCloseTo(10 / 3, 9)
  expect(sensitivity!.costRange[0]).toEqual({ from: expect.closeTo(25, 9), to: expect.closeTo(100, 9) })
  expect(sensitivity!.sideRange[0]).toEqual({ from: expect.closeTo(25, 9), to: expect.closeTo(100, 9) })
  const more = linearProgram({
    ...workshop,
    conditions: [{ ...workshop.conditions[0]!, atMost: 41 }, workshop.conditions[1]!],
  })
  expect((await solveProgram(more)).objective - objective).toBeCloseTo(70 / 3, 9)
})

test('whole variables come back whole and without duals', async () => {
  const tight = {
    ...workshop,
    conditions: [{ terms: { chairs: 1, tables: 2 }, atMost: 7 }, workshop.conditions[1]!],
    whole: ['chairs', 'tables'],
  }
  const { values, sensitivity } = await solveProgram(linearProgram(tight))
  expect(Array.from(values).every(Number.isInteger)).toBe(true)
  expect(sensitivity).toBeUndefined()
})

test('programs without a best solution are refused in a sentence', async () => {
  const clash = linearProgram({
    name: 'clash',
    minimise: { x: 1 },
    conditions: [
      { terms: { x: 1 }, atLeast: 2 },
      { terms: { x: 1 }, atMost: 1 },
    ],
  })
  await expect(solveProgram(clash)).rejects.toThrow('The program clash has no solution')
  const endless = linearProgram({ maximise: { x: 1 }, conditions: [{ terms: { x: -1 }, atMost: 1 }] })
  await expect(solveProgram(endless)).rejects.toThrow('can improve without end')
  expect(() => linearProgram({ maximise: { x: 1 }, bounds: { y: { atMost: 1 } } })).toThrow('mentions the variable y')
})

test('MPS ranges, bounds and markers are read', async () => {
  const text = `NAME t
ROWS
 N cost
 G low
 E mid
COLUMNS
    x cost 1 low 1
    x mid 1
    M1 'MARKER' 'INTORG'
    y cost 2 mid 1
    M2 'MARKER' 'INTEND'
RHS
    RHS low 2.5 mid 4
    RHS cost -10
RANGES
    RNG low 1
    RNG mid -1
BOUNDS
 UP BND x 3
 LI BND y 1
ENDATA`
  const program = readMps(text)
  expect(program.offset).toBe(10)
  expect(Array.from(program.rowLower)).toEqual([2.5, 3])
  expect(Array.from(program.rowUpper)).toEqual([3.5, 4])
  expect(Array.from(program.integer)).toEqual([0, 1])
  expect((await solveProgram(program)).objective).toBeCloseTo(10 + 2.5 + 2, 9)
  expect(() => readMps('ROWS\n X a')).toThrow('Line 2 of the MPS text')
})
