import { expect, test } from 'vitest'
import { mentionAt, stillNamed, withMention } from './mention-text.ts'

test('an @ at the end of the text begins a mention, an e-mail address does not', () => {
  expect(mentionAt('Look here, @mi')).toBe('mi')
  expect(mentionAt('@')).toBe('')
  expect(mentionAt('请看 @张')).toBe('张')
  expect(mentionAt('write to mia@acme')).toBeUndefined()
  expect(mentionAt('@mia is here')).toBeUndefined()
})

test('a picked name takes the place of what was typed, and only names that still stand are mentioned', () => {
  expect(withMention('Look, @mi', 'Mia Bell')).toBe('Look, @Mia Bell ')
  const chosen = [
    { id: '1', name: 'Mia Bell' },
    { id: '2', name: 'Max' },
  ]
  expect(stillNamed('Look, @Mia Bell', chosen)).toEqual(['1'])
})
