import { expect, test } from 'vitest'
import { missingIn, withPart } from './documents.ts'

test('a name that no row holds is missed, and a family speaks for its members', () => {
  const text = '| `pg` 8.23 | … |\n| `@mantine/*` | … |\n| `yazl 3` | … |'
  expect(missingIn(text, ['pg', '@mantine/core', 'yazl', 'fastify'])).toEqual(['fastify'])
  expect(missingIn('pg without marks', ['pg'])).toEqual(['pg'])
})

test('a made part replaces the one before it and leaves the rest alone', () => {
  const text = 'a\n<!-- made: errors -->\nold\n<!-- end -->\nb'
  expect(withPart(text, 'errors', 'new $1')).toBe('a\n<!-- made: errors -->\nnew $1\n<!-- end -->\nb')
  expect(withPart(text, 'settings', 'new')).toBeUndefined()
})
