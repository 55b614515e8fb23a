import { expect, test } from 'vitest'
import type { Plan, Visit } from './report.ts'
import { added, clock, dropped, moved, type Rounds, roundsOf, roundTimes, spotNumber, totalOf } from './rounds.ts'

const visit = (id: string, lng: number, more: Partial<Visit> = {}): Visit =>
  ({ id, lat: 0, lng, value: 50, minutes: 30, opens: null, closes: null, round: null, ...more }) as Visit
const home = { lat: 0, lng: 0 }
const plan = {
  settings: {
    days: ['2026-12-01', '2026-12-02'],
    people: ['p'],
    from: 540,
    to: 660,
    speed: 60,
    detour: 1,
    perKm: 0.5,
    perHour: 6,
    window: null,
  },
  figures: { start: home, end: home },
} as unknown as Plan
const rounds: Rounds = [[visit('a', 0.1), visit('b', 0.2)], [visit('c', 0.3)]]
const names = (all: Rounds) => all.map((one) => one.map(({ id }) => id).join('')).join('|')

test('visits stand in their rounds, and what a round comes to follows from the order', () => {
  expect(names(roundsOf(plan.settings, [visit('x', 1, { round: 1 }), visit('y', 1)]))).toBe('|x')
  const times = roundTimes(plan, rounds[0]!)
  expect(times.visits[1]!.begin).toBeCloseTo(540 + 30 + times.km / 2, 6)
  const total = totalOf(plan, [rounds[0]!, []])
  expect(total).toMatchObject({ visits: 2, worth: 100 })
  expect(total.travel).toBeCloseTo(times.km * 0.5 + (times.km / 60) * 6, 6)
})

test('a visit is dropped on another, or on the heading of a round', () => {
  const at = (round: number, k: number) => spotNumber(rounds, round, k)
  expect(names(dropped(rounds, at(0, 0), at(0, 1)))).toBe('ba|c')
  expect(names(dropped(rounds, at(0, 1), at(0, 0)))).toBe('ba|c')
  expect(names(dropped(rounds, at(0, 0), at(1, 0)))).toBe('b|ca')
  expect(names(dropped(rounds, at(1, 0), at(0, 1)))).toBe('acb|')
  expect(names(dropped(rounds, at(0, 0), at(1, -1)))).toBe('b|ac')
  expect(names(dropped(rounds, at(0, -1), at(1, 0)))).toBe('ab|c')
})

test('keys move a visit on, also into the next round and back', () => {
  expect(names(moved(rounds, 0, 0, 1))).toBe('ba|c')
  expect(names(moved(rounds, 0, 1, 1))).toBe('a|bc')
  expect(names(moved(rounds, 1, 0, -1))).toBe('abc|')
  expect(names(moved(rounds, 0, 0, -1))).toBe('ab|c')
})

test('what is added goes where the way grows least and the hours still hold', () => {
  expect(names(added(plan, rounds, visit('n', 0.15)))).toBe('ab|nc')
  const roomy = { ...plan, settings: { ...plan.settings, to: 1200 } } as Plan
  expect(names(added(roomy, rounds, visit('n', 0.15)))).toBe('anb|c')
  expect(clock(545.4)).toBe('09:05')
})
