import { expect, test } from 'vitest'
import { Problem } from '../errors.ts'
import { problemBody, problemOf } from './problem.ts'

const failure = (code: string) => Object.assign(new Error('relation "auth.secret" of /var/lib'), { code })

test.each([
  ['57014', 'query_too_slow'],
  ['53100', 'disk_full'],
  ['40001', 'database_busy'],
  ['ECONNREFUSED', 'database_busy'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'media_type'],
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'request_unreadable'],
  ['42P01', 'internal'],
])('a failure with the code %s is told as %s', (code, told) => {
  expect(problemOf(failure(code)).code).toBe(told)
})

test('what went wrong inside is not told outside', () => {
  expect(problemBody(problemOf(failure('42P01')))).not.toContain('secret')
  expect(problemBody(problemOf('a thrown text'))).not.toContain('thrown')
})

test('members of a problem cannot pass for its code or status', () => {
  const body = JSON.parse(
    problemBody(new Problem('conflict', 'Late.', { status: 200, code: 'fine', current: { id: 1 } })),
  )
  expect(body).toMatchObject({ status: 409, code: 'conflict', type: '/api/problems/conflict', current: { id: 1 } })
})
