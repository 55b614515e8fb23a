import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { cookieOf, openApp, ownerAccount, somePassword, useApp, Visitor } from '../../test/app.ts'

const house = useApp()
const minute = 60_000
const pass = (ms: number) => {
  house.clock.now = new Date(house.clock.now.getTime() + ms)
}
const signIn = (email: string, password: string, headers?: Record<string, string>) =>
  house.anyone.post('/auth/sign-in', { email, password }, headers)
const tokenIn = (link: string) => new URL(link).searchParams.get('token')!

test('the owner is created once, however many ask at a time', async () => {
  const fresh = await openApp({ ownerless: true })
  expect((await fresh.anyone.get('/setup')).json()).toEqual({ needed: true, sample: false })
  expect((await fresh.anyone.get('/customers')).json().code).toBe('sign_in_needed')
  const tries = await Promise.all(
    Array.from({ length: 8 }, (_, i) => fresh.anyone.post('/setup', { ...ownerAccount, email: `o${i}@acme.example` })),
  )
  expect(tries.map((reply) => reply.statusCode).sort()).toEqual([201, ...Array(7).fill(409)])
  expect((await fresh.anyone.get('/setup')).json().needed).toBe(false)
  expect((await fresh.anyone.post('/setup', ownerAccount)).json().code).toBe('setup_done')
  await fresh.close()
})

test('a weak password is refused with the reason, before anything is created', async () => {
  const fresh = await openApp({ ownerless: true })
  for (const password of ['short', 'aaaaaaaaaaaa', 'password1234', 'olga-the-great'])
    expect((await fresh.anyone.post('/setup', { ...ownerAccount, password })).json()).toMatchObject({
      code: 'password_weak',
      fields: { password: {} },
    })
  expect((await fresh.anyone.get('/setup')).json().needed).toBe(true)
  await fresh.close()
})

test('signing in sets a cookie that scripts and other sites cannot use', async () => {
  const reply = await signIn(ownerAccount.email.toUpperCase(), ownerAccount.password)
  expect(reply.json()).toMatchObject({ name: 'Olga Owner', roles: [{ code: 'admin' }] })
  const header = String(reply.headers['set-cookie'])
  expect(header).toMatch(/HttpOnly; SameSite=Lax; Max-Age=2592000$/)
  const brief = await house.anyone.post('/auth/sign-in', {
    ...ownerAccount,
    name: undefined,
    organisation: undefined,
    remember: false,
  })
  expect(String(brief.headers['set-cookie'])).not.toContain('Max-Age')
  const tls = await signIn(ownerAccount.email, ownerAccount.password, { 'x-forwarded-proto': 'https' })
  expect(String(tls.headers['set-cookie'])).toContain('; Secure')
})

test('a forged or changed cookie lets nobody in', async () => {
  const good = house.owner.headers.cookie!
  for (const cookie of [
    `${good}x`,
    good.replace(/=./, '=Z'),
    'rapport.session_token=abc.def',
    'rapport.session_token=%E0%A4%A',
  ])
    expect((await new Visitor(house.app, { cookie }).get('/me')).json().code).toBe('sign_in_needed')
})

test('signing out ends the session, here and on the server', async () => {
  const cookie = cookieOf(await signIn(ownerAccount.email, ownerAccount.password))
  const visitor = new Visitor(house.app, { cookie })
  expect((await visitor.get('/me')).statusCode).toBe(200)
  const out = await visitor.post('/auth/sign-out')
  expect(out.statusCode).toBe(204)
  expect(String(out.headers['set-cookie'])).toContain('Max-Age=0')
  expect((await visitor.get('/me')).statusCode).toBe(401)
})

test('a session ends by itself, and lives on while it is used', async () => {
  const cookie = cookieOf(await signIn(ownerAccount.email, ownerAccount.password))
  const visitor = new Visitor(house.app, { cookie })
  const [row] = await house.db.query<{ token: string }>(
    sql`select token from auth.session order by "createdAt" desc limit 1`,
  )
  await house.db.run(
    sql`update auth.session set "expiresAt" = ${new Date(house.clock.now.getTime() + 20 * 24 * 60 * minute)} where token = ${row!.token}`,
  )
  const renewed = await visitor.get('/me')
  expect(String(renewed.headers['set-cookie'])).toContain('Max-Age=2592000')
  await house.db.run(
    sql`update auth.session set "expiresAt" = ${new Date(house.clock.now.getTime() - 1)} where token = ${row!.token}`,
  )
  pass(6_000)
  expect((await visitor.get('/me')).statusCode).toBe(401)
})

test('guessing a password is stopped by account, and told without saying who exists', async () => {
  const fresh = await openApp()
  const guess = (email: string, from: string) =>
    fresh.anyone.post('/auth/sign-in', { email, password: 'wrong password!' }, { 'x-forwarded-for': from })
  const codes = async (email: string) => {
    const seen: string[] = []
    for (let i = 0; i < 12; i++) seen.push((await guess(email, `10.0.${i}.${email.length}`)).json().code)
    return seen
  }
  const known = await codes(ownerAccount.email)
  const unknown = await codes('nobody@acme.example')
  expect(known).toEqual([...Array(8).fill('sign_in_failed'), ...Array(4).fill('sign_in_paused')])
  expect(unknown).toEqual(known)
  const right = await fresh.anyone.post('/auth/sign-in', { email: ownerAccount.email, password: ownerAccount.password })
  expect(right.json()).toMatchObject({ code: 'sign_in_paused', retry_after: expect.any(Number) })
  expect(right.headers['retry-after']).toBeDefined()
  fresh.clock.now = new Date(fresh.clock.now.getTime() + 2 * minute)
  const later = await fresh.anyone.post('/auth/sign-in', { email: ownerAccount.email, password: ownerAccount.password })
  expect(later.statusCode).toBe(200)
  await fresh.close()
})

test('an invitation works once, makes the account, and shows its link where no mail is sent', async () => {
  const roles = (await house.owner.get('/roles')).json().data as { id: string; code: string }[]
  const member = roles.find((role) => role.code === 'member')!
  const given = { email: 'Ines@acme.example', name: 'Ines', roles: [member.id], language: 'zh' }
  const invited = await house.owner.post('/auth/invitation', given)
  expect(invited.statusCode).toBe(201)
  expect(invited.json()).toMatchObject({
    sent: false,
    link: expect.stringContaining('http://localhost:80/accept?token='),
  })
  const token = tokenIn(invited.json().link)
  const letters = await readdir(join(house.dataFolder, 'mail'))
  expect(await readFile(join(house.dataFolder, 'mail', letters[0]!), 'utf8')).toContain('To: ines@acme.example')
  const link = await house.anyone.get(`/auth/link?token=${token}`)
  expect(link.json()).toMatchObject({ purpose: 'invitation', name: 'Ines', email: 'ines@acme.example' })
  expect((await house.anyone.post('/auth/reset', { token, password: somePassword })).json().code).toBe('link_expired')
  expect((await house.anyone.post('/auth/accept', { token, password: 'weak' })).json().code).toBe('password_weak')
  const accepted = await house.anyone.post('/auth/accept', { token, password: somePassword, name: 'Inés' })
  expect(accepted.json()).toMatchObject({ name: 'Inés', language: 'zh', roles: [{ code: 'member' }], abilities: [] })
  expect((await house.anyone.post('/auth/accept', { token, password: somePassword })).json().code).toBe('link_expired')
  expect((await house.anyone.get(`/auth/link?token=${token}`)).json().code).toBe('link_expired')
  expect((await house.owner.post('/auth/invitation', { user: invited.json().user })).json().code).toBe('already_active')
  const stored = await house.db.query<{ identifier: string }>(sql`select identifier from auth.verification`)
  expect(stored.every((row) => !row.identifier.includes(token))).toBe(true)
})

test('a forgotten password is renewed by a link, and every session ends', async () => {
  const visitor = await house.join('member', 'fred@acme.example')
  expect((await house.anyone.post('/auth/forgot', { email: 'unknown@acme.example' })).statusCode).toBe(202)
  expect((await house.anyone.post('/auth/forgot', { email: 'fred@acme.example' })).statusCode).toBe(202)
  const { link } = (await house.owner.post('/auth/reset-link', { user: visitor.id })).json()
  const reset = await house.anyone.post('/auth/reset', { token: tokenIn(link), password: 'brand new lantern' })
  expect(reset.statusCode).toBe(204)
  expect((await visitor.get('/me')).statusCode).toBe(401)
  expect((await signIn('fred@acme.example', somePassword)).json().code).toBe('sign_in_failed')
  expect((await signIn('fred@acme.example', 'brand new lantern')).statusCode).toBe(200)
  expect(
    (await house.anyone.post('/auth/reset', { token: tokenIn(link), password: 'another lantern' })).json().code,
  ).toBe('link_expired')
})

test('where the mail server does not answer, the link is shown and the operator hears of it', async () => {
  const fresh = await openApp({ smtpUrl: 'smtp://127.0.0.1:9' })
  const invited = await fresh.owner.post('/auth/invitation', { email: 'far@acme.example', name: 'Far' })
  expect(invited.json()).toMatchObject({ sent: false, link: expect.stringContaining('/accept?token=') })
  expect(fresh.told.join()).toContain('A letter to far@acme.example was not sent')
  await fresh.close()
})

test('links expire', async () => {
  const visitor = await house.join('member', 'late@acme.example')
  const { link } = (await house.owner.post('/auth/reset-link', { user: visitor.id })).json()
  await house.db.run(sql`update auth.verification set "expiresAt" = now() - interval '1 second'`)
  const reply = await house.anyone.post('/auth/reset', { token: tokenIn(link), password: 'brand new lantern' })
  expect(reply.json().code).toBe('link_expired')
})

test('one changes one’s own password with the old one, and other sessions end', async () => {
  const visitor = await house.join('member', 'pia@acme.example')
  const other = new Visitor(house.app, { cookie: cookieOf(await signIn('pia@acme.example', somePassword)) })
  const wrong = await visitor.post('/auth/password', { current: 'not this one', password: 'quite another lantern' })
  expect(wrong.json().code).toBe('sign_in_failed')
  const right = await visitor.post('/auth/password', { current: somePassword, password: 'quite another lantern' })
  expect(right.statusCode).toBe(204)
  expect((await visitor.get('/me')).statusCode).toBe(200)
  expect((await other.get('/me')).statusCode).toBe(401)
  const { data } = (await visitor.get('/auth/sessions')).json()
  expect(data).toHaveLength(1)
  expect(data[0].current).toBe(true)
})

test('a deactivated person is out at once and cannot come back', async () => {
  const visitor = await house.join('member', 'dora@acme.example')
  expect((await visitor.get('/customers')).statusCode).toBe(200)
  await house.owner.patch(`/users/${visitor.id}`, { status: 'inactive' })
  pass(6_000)
  expect((await visitor.get('/customers')).statusCode).toBe(401)
  expect((await signIn('dora@acme.example', somePassword)).json().code).toBe('account_deactivated')
  expect((await visitor.get('/me')).statusCode).toBe(401)
})

test('the e-mail of somebody who is in the trash or gone for good can be invited anew', async () => {
  for (const forGood of [false, true]) {
    const before = await house.join('member', 'again@acme.example')
    expect((await house.owner.delete(`/users/${before.id}`)).statusCode).toBe(204)
    expect((await before.get('/me')).statusCode).toBe(401)
    if (forGood) await house.owner.post(`/users/${before.id}/destroy`)
    const after = await house.join('member', 'again@acme.example')
    expect(after.id).not.toBe(before.id)
    expect((await after.get('/me')).json().id).toBe(after.id)
    await house.owner.delete(`/users/${after.id}`)
  }
})

test('changing a person’s e-mail changes what they sign in with', async () => {
  const visitor = await house.join('member', 'old@acme.example')
  expect((await house.owner.patch(`/users/${visitor.id}`, { email: 'New@acme.example' })).statusCode).toBe(200)
  expect((await signIn('old@acme.example', somePassword)).statusCode).toBe(401)
  expect((await signIn('new@acme.example', somePassword)).statusCode).toBe(200)
})

test('nobody gives themselves rights, and an administrator always remains', async () => {
  const manager = await house.join('manager', 'mona@acme.example')
  const roles = (await house.owner.get('/roles')).json().data as { id: string; code: string; version: number }[]
  const admin = roles.find((role) => role.code === 'admin')!
  for (const reply of [
    await manager.patch(`/users/${manager.id}`, { roles: [admin.id] }),
    await manager.patch(`/roles/${admin.id}`, { name: 'x' }),
    await manager.post('/roles', { name: 'mine' }),
    await manager.post('/auth/invitation', { email: 'friend@acme.example', name: 'F' }),
    await manager.get('/api-keys'),
    await manager.patch('/me', { roles: [admin.id] }),
  ])
    expect([403, 422]).toContain(reply.statusCode)
  const wide = await house.owner.post('/roles', {
    name: 'Wide',
    grants: { '*': { read: 'all', create: 'all', update: 'all' } },
  })
  const visitor = await house.join('member', 'wilma@acme.example')
  await house.owner.patch(`/users/${visitor.id}`, { roles: [wide.json().id] })
  expect((await visitor.patch(`/users/${visitor.id}`, { roles: [admin.id] })).json().code).toBe('ability_missing')
  const me = (await house.owner.get('/me')).json()
  for (const change of [{ status: 'inactive' }, { roles: [] }])
    expect((await house.owner.patch(`/users/${me.id}`, change)).json().code).toBe('last_admin')
  expect((await house.owner.delete(`/users/${me.id}`)).json().code).toBe('last_admin')
  expect((await house.owner.delete(`/roles/${admin.id}`)).json().code).toBe('last_admin')
})

test('a change of a role holds at once for whoever has it', async () => {
  const role = (await house.owner.post('/roles', { name: 'Narrow', grants: { customer: { read: 'all' } } })).json()
  const visitor = await house.join('member', 'nora@acme.example')
  await house.owner.patch(`/users/${visitor.id}`, { roles: [role.id] })
  expect((await visitor.get('/customers')).statusCode).toBe(200)
  expect((await visitor.get('/deals')).statusCode).toBe(404)
  await house.owner.patch(`/roles/${role.id}`, { grants: { deal: { read: 'all' } } })
  expect((await visitor.get('/customers')).statusCode).toBe(404)
  expect((await visitor.get('/deals')).statusCode).toBe(200)
})

test('what another site sends in a person’s name is refused; programs and our own pages are not', async () => {
  const send = (headers: Record<string, string>) => house.owner.post('/customers', { name: 'X' }, headers)
  expect((await send({ origin: 'https://evil.example' })).json().code).toBe('origin_refused')
  expect((await send({ origin: 'null' })).json().code).toBe('origin_refused')
  expect((await send({ 'sec-fetch-site': 'cross-site' })).json().code).toBe('origin_refused')
  expect((await send({ origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201)
  expect((await send({ origin: 'https://crm.example', 'x-forwarded-host': 'crm.example' })).statusCode).toBe(201)
  expect((await send({})).statusCode).toBe(201)
  const login = await signIn(ownerAccount.email, ownerAccount.password, { origin: 'https://evil.example' })
  expect(login.json().code).toBe('origin_refused')
  const form = await house.owner.post('/customers', 'name=X', { 'content-type': 'application/x-www-form-urlencoded' })
  expect(form.json().code).toBe('media_type')
})

test('nothing secret reaches the operator’s log', () => {
  const all = house.told.join('\n')
  for (const secret of [ownerAccount.password, somePassword, 'rapport.session_token']) expect(all).not.toContain(secret)
})
