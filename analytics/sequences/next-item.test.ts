import { expect, test } from 'vitest'
import { nextItem } from './next-item.ts'
import { sequencesFrom } from './sequences.ts'

const visits = sequencesFrom([
  { elements: ['phone', 'case', 'cable'] },
  { elements: ['phone', 'case'] },
  { elements: ['laptop', 'bag', 'cable'] },
  { elements: ['phone', 'cable'] },
])
const model = nextItem.fit(visits, { minimumCount: 1 })

test('the next item is the one that most often followed the longest matching history', () => {
  expect(model.predict(['laptop', 'bag'])[0]).toMatchObject({
    item: 'cable',
    confidence: 1,
    after: [['laptop'], ['bag']],
  })
  const afterPhone = model.predict(['phone'])
  expect(afterPhone.find(({ item }) => item === 'case')?.confidence).toBeCloseTo(2 / 3, 12)
})

test('a history that nothing matches falls back to what is common', () => {
  expect(model.predict(['boat'])[0]).toMatchObject({ item: 'phone', confidence: 0.75, after: [] })
})

test('a stored model predicts the same', () => {
  const again = nextItem.fromJSON(JSON.parse(JSON.stringify(model.toJSON())))
  expect(again.predict(['phone'])).toEqual(model.predict(['phone']))
  expect(() => nextItem.fromJSON({ model: 'other', version: 1, state: {} })).toThrow('belongs to other')
})
