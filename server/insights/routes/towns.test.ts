import { kilometres } from '@rapport/vocabulary/insights/visit_times.ts'
import { expect, test } from 'vitest'
import { Towns } from './towns.ts'

const towns = new Towns(new Set(['GB', 'DE', 'CN', 'US', 'AT']))
const find = (country: string, city: string, region?: string) =>
  towns.find({ country, city, ...(region && { region }) })

test('a town is found by its name, whatever its signs, case and language', () => {
  expect(find('GB', 'Leeds')).toEqual({ lat: 53.79648, lng: -1.54785 })
  expect(find('GB', 'kingston-upon-hull')).toEqual(find('GB', 'Hull'))
  expect(find('DE', 'KÖLN')).toEqual(find('DE', 'Cologne'))
  expect(find('DE', 'München')).toEqual(find('DE', 'Munich'))
  expect(find('AT', 'Wien')).toMatchObject({ lat: 48.20849 })
  expect(find('CN', '上海市')).toEqual(find('CN', 'Shanghai'))
  expect(find('CN', '杭州')).toMatchObject({ lng: 120.16142 })
})

test('of several towns of one name none is guessed; a region decides', () => {
  expect(find('CN', '苏州市')).toBe('several_towns')
  expect(find('CN', '苏州市', '江苏省')).toMatchObject({ lat: 31.30408 })
  expect(find('US', 'Springfield')).toBe('several_towns')
  expect(find('US', 'Springfield', 'IL')).toMatchObject({ lat: 39.80172 })
  expect(find('US', 'Springfield', 'Illinois')).toEqual(find('US', 'Springfield', 'IL'))
  expect(find('GB', 'Newport', 'Wales')).toBe('several_towns')
})

test('what is no town, and what is in another country, is not found', () => {
  expect(find('GB', 'Harbour City')).toBe('unknown_town')
  expect(find('GB', 'Leipzig')).toBe('unknown_town')
  expect(find('FR', 'Paris')).toBe('unknown_town')
  expect(find('GB', '')).toBe('unknown_town')
})

test('distances are those of the great circle, times the detour', () => {
  const [leeds, york] = [find('GB', 'Leeds'), find('GB', 'York')] as { lat: number; lng: number }[]
  expect(kilometres(leeds!, york!, 1)).toBeCloseTo(35.37, 0)
  expect(kilometres({ lat: 0, lng: 0 }, { lat: 0, lng: 180 }, 1.3)).toBeCloseTo(20015.1 * 1.3, 0)
})
