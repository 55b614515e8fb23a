import { expect, test } from 'vitest'
import { deedOfCall, deedOfPlace } from './deeds.ts'

const id = '01a224d8-0d8f-76df-bbdb-bd62f65fc81f'

test.each([
  ['PATCH', `/customers/${id}`, 'change'],
  ['POST', '/imports', 'import'],
  ['POST', '/auth/invitation', 'invite'],
  ['GET', `/customers/${id}`, undefined],
  ['PATCH', '/me', undefined],
])('%s %s is the deed %s', (method, path, deed) => {
  expect(deedOfCall(method, path)).toBe(deed)
})

test.each([
  [`/customers/${id}`, {}, 'open'],
  ['/deals', { layout: 'board' }, 'board'],
  ['/customers', { filter: { field: 'type', op: 'eq', value: 'person' } }, 'filter'],
  ['/customers', {}, undefined],
])('being at %s with %o is the deed %s', (path, search, deed) => {
  expect(deedOfPlace(path, search)).toBe(deed)
})
