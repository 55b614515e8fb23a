import { mulberry32 } from '@rapport/analytics/numeric/random.ts'
import { expect, test } from 'vitest'
import { isBroken, type Limits, type Offer, usesOf } from './limits.ts'
import { brokenBy, solve } from './solve.ts'

const nothing = { fixed: [], excluded: [] }

/** Offers and limits as chance has them; the same seed, the same ones. */
function world(seed: number, sizes: { customers: number; products: number; channels: number; offers: number }) {
  const chance = mulberry32(seed)
  const below = (n: number) => Math.floor(chance() * n)
  const offers: Offer[] = Array.from({ length: sizes.offers }, () => ({
    customer: below(sizes.customers),
    product: below(sizes.products),
    channel: below(sizes.channels),
    gain: Math.round(chance() * 1000 - 150) / 100,
    spends: Math.round(chance() * 300) / 100,
    pieces: Math.round(chance() * 100) / 100,
  }))
  const limits: Limits = {
    budget: sizes.offers * 0.4,
    channels: Array.from({ length: sizes.channels }, (_, k) => (k === 0 ? null : Math.ceil(sizes.offers / 8))),
    stock: Array.from({ length: sizes.products }, (_, k) => (k % 2 ? null : 0.6)),
    room: Int32Array.from({ length: sizes.customers }, () => below(3)),
  }
  return { offers, limits }
}

const small = (seed: number) => world(seed, { customers: 4, products: 3, channels: 2, offers: 12 })

function bruteForce(offers: readonly Offer[], limits: Limits, must = 0): number {
  let best = -Infinity
  for (let set = 0; set < 1 << offers.length; set++) {
    if ((set & must) !== must) continue
    const chosen = offers.filter((_, j) => set & (1 << j))
    const gain = chosen.reduce((sum, one) => sum + one.gain, 0)
    if (gain > best && !usesOf(chosen, limits).some(isBroken)) best = gain
  }
  return best
}

test('the plan is the best of all that keep the limits', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { offers, limits } = small(seed)
    const { profit, bound, chosen } = await solve(offers, limits, nothing)
    expect(profit).toBeCloseTo(bruteForce(offers, limits), 6)
    expect(bound).toBeGreaterThanOrEqual(profit - 1e-9)
    expect(new Set(chosen).size).toBe(chosen.length)
  }
})

test('what is fixed is in the best plan that has it, and what is excluded is not', async () => {
  for (let seed = 20; seed <= 28; seed++) {
    const { offers, limits } = small(seed)
    const fixed = offers.findIndex((_, j) => brokenBy(offers, limits, [j]).length === 0)
    const excluded = offers.findIndex((offer, j) => j !== fixed && offer.gain > 0)
    const { chosen, profit } = await solve(offers, limits, { fixed: [fixed], excluded: [excluded] })
    expect(chosen).toContain(fixed)
    expect(chosen).not.toContain(excluded)
    const without = offers.map((offer, j) => (j === excluded ? { ...offer, gain: -1000 } : offer))
    expect(profit).toBeCloseTo(bruteForce(without, limits, 1 << fixed), 6)
  }
})

test('fixed offers that break a limit are told by that limit', () => {
  const { offers, limits } = small(1)
  const tight: Limits = { ...limits, room: new Int32Array(limits.room.length) }
  expect(brokenBy(offers, tight, [0])).toMatchObject([{ limit: 'room', of: offers[0]!.customer, used: 1, most: 0 }])
})

test('of very many offers every limit holds, and the gap to what no plan exceeds is small', async () => {
  const { offers, limits } = world(5, { customers: 700, products: 40, channels: 3, offers: 4200 })
  const wide = { ...limits, budget: 420, stock: limits.stock.map((most) => (most === null ? null : 60)) }
  const { chosen, profit, bound } = await solve(offers, wide, nothing)
  const made = chosen.map((j) => offers[j]!)
  expect(usesOf(made, wide).filter(isBroken)).toEqual([])
  expect(made.length).toBeGreaterThan(100)
  expect((bound - profit) / bound).toBeLessThan(0.002)
})

test('what a limit is worth agrees with solving at that limit and one step more', async () => {
  const { offers, limits: wide } = world(9, { customers: 60, products: 6, channels: 3, offers: 300 })
  const limits: Limits = { ...wide, budget: 20 }
  const first = await solve(offers, limits, nothing)
  expect(first.worths.map(({ limit }) => limit)).toContain('budget')
  for (const { limit, of, step, value } of first.worths) {
    const more = (values: readonly (number | null)[]) => values.map((most, k) => (k === of ? most! + step : most))
    const wider: Limits = {
      budget: limit === 'budget' ? limits.budget! + step : limits.budget,
      channels: limit === 'channel' ? more(limits.channels) : limits.channels,
      stock: limit === 'stock' ? more(limits.stock) : limits.stock,
      room: limit === 'room' ? Int32Array.from(limits.room, (room) => (room > 0 ? room + step : 0)) : limits.room,
    }
    const then = await solve(offers, wider, nothing)
    const [early, late] = [first.bound, then.bound]
    expect(value).toBeGreaterThan(0)
    // The worth is of the relaxed program; whole plans follow it within their gaps.
    expect(Math.abs(then.profit - first.profit - value)).toBeLessThanOrEqual(
      early - first.profit + late - then.profit + 1e-6,
    )
  }
})
