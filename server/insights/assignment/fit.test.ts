import { mulberry32 } from '@rapport/analytics/numeric/random.ts'
import { expect, test } from 'vitest'
import { learnFit } from './fit.ts'
import type { Closed } from './ground.ts'

const nothing = { country: null, industry: null, source: null, size: null }
const lead = (country: string | null) => ({ ...nothing, country, chance: null })

/** Closed deals, the latest first, each won with the chance that its person has in its country. */
function past(deals: number, chance: (person: string, country: string) => number, seed = 1): Closed[] {
  const random = mulberry32(seed)
  return Array.from({ length: deals }, (_, i) => {
    const [owner, country] = [['ann', 'ben'][i % 2]!, ['china', 'france'][Math.floor(i / 2) % 2]!]
    const won = random() < chance(owner, country)
    return { ...nothing, owner, country, won, amount: 100, at: new Date(2e12 - i * 1e8).toISOString() }
  })
}

test('who wins what is learned, and drawn towards all where little is known', () => {
  const fit = learnFit(past(400, (person, country) => ((person === 'ann') === (country === 'china') ? 0.7 : 0.3)))
  expect(fit.learned).toBe(true)
  expect(fit.tested!.person).toBeLessThan(fit.tested!.deal)
  const [ann, ben, new_] = fit.of(lead('china'), ['ann', 'ben', 'new'])
  expect(ann!.chance).toBeGreaterThan(0.58)
  expect(ben!.chance).toBeLessThan(0.42)
  expect(ann!.because).toMatchObject({ trait: 'country', level: 'china', all: 100 })
  expect(new_!.because).toBeNull()
  expect(new_!.chance).toBeGreaterThan(0.4)
  expect(new_!.chance).toBeLessThan(0.6)
})

test('people who do not differ are told as alike', () => {
  const told = [1, 2, 3, 4, 5, 6].map((seed) => learnFit(past(400, () => 0.5, seed)))
  for (const fit of told) {
    const [ann, ben] = fit.of(lead('china'), ['ann', 'ben'])
    expect(Math.abs(ann!.chance - ben!.chance)).toBeLessThan(0.12)
  }
  expect(told.filter(({ learned }) => !learned).length).toBeGreaterThan(0)
})

test('from too few closed deals nothing is told of anybody', () => {
  const fit = learnFit(past(30, (person) => (person === 'ann' ? 1 : 0)))
  expect(fit).toMatchObject({ learned: false, strength: null, tested: null, closed: 30 })
  const [ann, ben] = fit.of(lead('china'), ['ann', 'ben'])
  expect(ann!.chance).toBeCloseTo(ben!.chance, 12)
  expect(learnFit([]).of(lead(null), ['ann'])[0]!.chance).toBeCloseTo(0.5, 12)
})

test('the chance of a model stands for the deal, and the person moves it', () => {
  const fit = learnFit(past(400, (person) => (person === 'ann' ? 0.7 : 0.3)))
  const [ann, ben] = fit.of({ ...lead('china'), chance: 0.9 }, ['ann', 'ben'])
  expect(ann!.chance).toBeGreaterThan(0.9)
  expect(ben!.chance).toBeLessThan(0.9)
  expect(ben!.chance).toBeGreaterThan(0.5)
})
