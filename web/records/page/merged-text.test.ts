import { expect, test } from 'vitest'
import { mergedText } from './merged-text.ts'

test('what both have stands once, and nothing that one wrote is lost', () => {
  expect(mergedText('Hello\nfrom Ann\nBye', 'Hello\nfrom Ben\nBye')).toBe('Hello\nfrom Ann\nfrom Ben\nBye')
  expect(mergedText('one', 'two')).toBe('one\ntwo')
  expect(mergedText('same', 'same')).toBe('same')
  expect(mergedText('a\nb', 'a\nb\nc')).toBe('a\nb\nc')
  expect(mergedText('x\na', 'a\ny')).toBe('x\na\ny')
})
