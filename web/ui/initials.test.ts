import { expect, it } from 'vitest'
import { initials } from './initials.ts'

it('takes the first letters of the first and the last word', () => {
  expect(initials('Grace Brewster Hopper')).toBe('GH')
  expect(initials('émile')).toBe('É')
  expect(initials('ada@example.com')).toBe('AC')
})
it('takes the last two characters of a Chinese name', () => {
  expect(initials('上海晨光')).toBe('晨光')
  expect(initials('王芳')).toBe('王芳')
})
it('has something to show for an empty name', () => expect(initials('  ')).toBe('?'))
