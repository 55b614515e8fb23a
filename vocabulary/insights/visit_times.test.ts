import { describe, expect, it } from 'vitest'
import { kilometres, timesOf } from './visit_times.ts'

const [home, near, far] = [
  { lat: 0, lng: 0 },
  { lat: 0, lng: 0.1 },
  { lat: 0, lng: 0.3 },
]
const travel = { speed: 60, detour: 1 }
const round = { start: home, end: home, from: 540, to: 660 }
const visit = (at: typeof home, window: [number, number] | null = null) => ({ at, minutes: 30, window })

describe('the times of a round', () => {
  it('go on from one visit to the next and end at home', () => {
    const { visits, home: back, km, over } = timesOf(round, [visit(near), visit(far)], travel)
    expect(visits[0]!.begin).toBeCloseTo(540 + kilometres(home, near, 1), 6)
    expect(visits[1]!.begin).toBeCloseTo(visits[0]!.end + kilometres(near, far, 1), 6)
    expect(km).toBeCloseTo(2 * kilometres(home, far, 1), 6)
    expect(back).toBeCloseTo(540 + 60 + km, 6)
    expect(over).toBeCloseTo(back - 660, 6)
  })

  it('wait for a window and tell of one that is missed', () => {
    const { visits } = timesOf(round, [visit(near, [600, 700]), visit(far, [0, 630])], travel)
    expect(visits[0]).toMatchObject({ begin: 600, end: 630, late: false })
    expect(visits[0]!.wait).toBeGreaterThan(40)
    expect(visits[1]!.late).toBe(true)
  })

  it('are none where nobody is visited', () => {
    expect(timesOf(round, [], travel)).toEqual({
      visits: [],
      back: { km: 0, travel: 0 },
      home: 540,
      km: 0,
      travel: 0,
      over: 0,
    })
  })
})
