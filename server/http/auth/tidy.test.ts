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

test('idempotency keys are forgotten after a week, not before', async () => {
  const send = () => house.owner.post('/customers', { name: 'Once' }, { 'idempotency-key': 'week-1' })
  const first = (await send()).json().id
  const later = (days: number) => new Date(house.clock.now.getTime() + days * 24 * 60 * 60 * 1000)
  await tidyAccounts(house.db, later(6))
  expect((await send()).json().id).toBe(first)
  await tidyAccounts(house.db, later(8))
  expect((await send()).json().id).not.toBe(first)
})
