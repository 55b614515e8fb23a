import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { tidyAccounts } from './tidy.ts'

const house = useApp()

test('sessions and links that have ended are cleared away, the others stay', async () => {
  const visitor = await house.join('member', 'ida@acme.example')
  await house.owner.post('/auth/reset-link', { user: visitor.id })
  expect(await tidyAccounts(house.db, new Date())).toBe(0)
  await house.db.run(sql`update auth.session set "expiresAt" = now() - interval '1 day' where "userId" = ${visitor.id}`)
  await house.db.run(sql`update auth.verification set "expiresAt" = now() - interval '1 day'`)
  expect(await tidyAccounts(house.db, new Date())).toBe(2)
  expect((await house.owner.get('/me')).statusCode).toBe(200)
})
