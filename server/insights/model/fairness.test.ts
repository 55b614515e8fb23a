import { expect, test } from 'vitest'
import { dice } from '../../test/shop.ts'
import { compareGroups, type Judged } from './fairness.ts'

/** Cases whose outcome comes as often as was said, but for what `lift` adds to it. */
function casesOf(word: string, count: number, seed: number, lift = 0): Judged[] {
  const chance = dice(seed)
  return Array.from({ length: count }, () => {
    const said = chance()
    return { word, said, came: chance() < Math.min(1, said + lift) ? 1 : 0 }
  })
}

test('a group tells what a recount of its cases tells', () => {
  const cases = casesOf('a', 200, 1)
  const [group] = compareGroups('yes_no', cases, 0.6).groups
  const yes = cases.filter(({ came }) => came === 1)
  const no = cases.filter(({ came }) => came === 0)
  const found = (of: readonly Judged[]) => of.filter(({ said }) => said >= 0.6).length / of.length
  const pairs = yes.flatMap((a) => no.map((b) => (a.said > b.said ? 1 : a.said === b.said ? 0.5 : 0) as number))
  expect(group).toMatchObject({
    rows: 200,
    base: { value: yes.length / 200 },
    above: { value: found(cases), of: 200 },
    hits: { value: found(yes), of: yes.length },
    alarms: { value: found(no), of: no.length },
    auc: { value: expect.closeTo(pairs.reduce((a, b) => a + b, 0) / pairs.length, 10) },
  })
  expect(group!.gap!.value).toBeCloseTo(yes.length / 200 - cases.reduce((sum, { said }) => sum + said, 0) / 200, 10)
})

test('groups that are alike are seldom called different, and one that is told too little is named', () => {
  const alike = Array.from({ length: 60 }, (_, i) => [...casesOf('a', 150, 2 * i + 1), ...casesOf('b', 80, 2 * i + 2)])
  const alarmed = alike.filter((cases) => compareGroups('yes_no', cases, 0.5).differences.some((one) => one.isReal))
  expect(alarmed.length).toBeLessThan(8)
  const cases = [...casesOf('a', 300, 5), ...casesOf('b', 300, 6, 0.25)]
  const gap = compareGroups('yes_no', cases, 0.5).differences.find(({ measure }) => measure === 'gap')
  expect(gap).toMatchObject({ isReal: true, most: 'b', least: 'a' })
})

test('a group of few cases is counted and not judged, and beyond twelve they are only counted', () => {
  const few = compareGroups('yes_no', [...casesOf('a', 100, 1), ...casesOf('b', 12, 2)], 0.5)
  expect(few.groups[1]).toMatchObject({ word: 'b', rows: 12, base: null, hits: null, auc: null })
  expect(few.differences).toEqual([])
  const many = Array.from({ length: 15 }, (_, i) => casesOf(`g${i}`, 60 - i, i + 1)).flat()
  expect(compareGroups('yes_no', many, 0.5).others).toEqual({ groups: 3, rows: 48 + 47 + 46 })
})

test('choices are compared by how many were told right, numbers by how far what was said lay off', () => {
  const choices = casesOf('a', 50, 3).map((one, i) => ({ ...one, said: i % 4, came: 0 }))
  expect(compareGroups('choice', choices, 0.5).groups[0]).toMatchObject({ right: { value: 13 / 50 }, auc: null })
  const numbers = [...casesOf('a', 40, 4), ...casesOf('b', 40, 5)].map((one) => ({
    ...one,
    came: one.said + (one.word === 'b' ? 3 : 0),
  }))
  expect(compareGroups('number', numbers, 0.5).groups[1]).toMatchObject({ gap: { value: expect.closeTo(3) } })
})
