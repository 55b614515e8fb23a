import { expect, test } from 'vitest'
import { steppedSpot } from './spot.ts'

const counts: { readonly [lane: string]: number } = { new: 3, open: 0, done: 5 }
const step = (lane: string, index: number, key: string) =>
  steppedSpot({ lane, index }, key, ['new', 'open', 'done'], (name) => counts[name]!)

test('a card steps along its lane and stays within it', () => {
  expect(step('new', 0, 'ArrowUp')).toEqual({ lane: 'new', index: 0 })
  expect(step('new', 2, 'ArrowDown')).toEqual({ lane: 'new', index: 3 })
  expect(step('new', 3, 'ArrowDown')).toEqual({ lane: 'new', index: 3 })
})

test('a card steps across at its height, as far as the next lane has so many', () => {
  expect(step('new', 2, 'ArrowRight')).toEqual({ lane: 'open', index: 0 })
  expect(step('open', 0, 'ArrowRight')).toEqual({ lane: 'done', index: 0 })
  expect(step('done', 2, 'ArrowRight')).toEqual({ lane: 'done', index: 2 })
  expect(step('new', 1, 'ArrowLeft')).toEqual({ lane: 'new', index: 1 })
})
