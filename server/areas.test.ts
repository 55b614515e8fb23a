import { expect, test } from 'vitest'
import { areas } from './areas.ts'

test('customers are written without a look at each: nobody has a say before, and few changes are followed', () => {
  const { rules } = areas.customer!
  expect(rules?.before).toBeUndefined()
  expect(rules?.follows).not.toContain('create')
  expect(rules?.follows).not.toContain('update')
})
