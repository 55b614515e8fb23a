import { objects } from '@rapport/vocabulary/index.ts'
import { expect, test } from 'vitest'
import { useWorld } from '../../test/world.ts'
import { draft } from './draft.ts'

const world = useWorld()

test('vocabulary and migrations agree: no table, column or index is missing or left over', async () => {
  const { steps, leftOver } = await draft(world.db, objects)
  expect(steps.map((step) => step.sql.text)).toEqual([])
  expect(leftOver).toEqual([])
})
