import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { meSchema } from '../me.ts'
import { id, listOf, moment, nothing, orNull, route, shape, text } from '../route.ts'
import { sessionCookie, setCookie } from './cookie.ts'
import { enter, isSecure } from './enter.ts'
import { checkPassword } from './password.ts'

export const email = field.email(label('E-mail', '邮箱'), { required: true })
/** Long text is kept as it is typed: spaces count. */
export const password = field.longText(label('Password', '密码'), { required: true, max: 200 })

const signIn = route({
  method: 'POST',
  path: '/auth/sign-in',
  tag: 'auth',
  id: 'signIn',
  summary: 'Sign in with e-mail and password',
  about: 'Sets the session cookie. Programs use an API key instead.',
  who: 'anyone',
  body: { email, password, remember: field.boolean(label('Stay signed in', '保持登录')) },
  answers: { 200: { about: 'Signed in', schema: meSchema } },
  problems: ['invalid', 'sign_in_failed', 'sign_in_paused', 'account_deactivated'],
  handle: ({ house, request, reply, body }) =>
    enter(house, request, reply, { ...body, remember: body.remember !== false }),
})

const signOut = route({
  method: 'POST',
  path: '/auth/sign-out',
  tag: 'auth',
  id: 'signOut',
  summary: 'Sign out',
  who: 'anyone',
  answers: { 204: nothing },
  handle: async ({ house, request, reply }) => {
    const signed = sessionCookie(request.headers.cookie)
    const session = signed && (await house.sessions.find(signed))
    if (session) await house.sessions.end(session)
    reply.header('set-cookie', setCookie('', { maxAge: 0, secure: isSecure(house, request) }))
  },
})

const changePassword = route({
  method: 'POST',
  path: '/auth/password',
  tag: 'auth',
  id: 'changePassword',
  summary: 'Change your own password',
  about: 'Every other session of yours ends.',
  who: 'person',
  body: { current: password, password },
  answers: { 204: nothing },
  problems: ['invalid', 'sign_in_failed', 'sign_in_paused', 'password_weak', 'session_needed'],
  handle: async ({ house, request, caller, body }) => {
    if (!caller.session) throw new Problem('session_needed')
    const user = await house.people.row(caller.person.id)
    const account = user!.email.toLowerCase()
    const now = house.clock().getTime()
    house.attempts.begin(request.ip, account, now)
    if (!(await house.accounts.verify(caller.person.id, body.current))) {
      house.attempts.failed(account, now)
      throw new Problem('sign_in_failed', 'The current password is not right.')
    }
    checkPassword(body.password, [user!.name, user!.email])
    await house.accounts.setPassword(caller.person.id, body.password)
    await house.sessions.end({ user: caller.person.id, but: caller.session.id })
  },
})

interface SessionRow {
  readonly id: string
  readonly created_at: string
  readonly expires_at: string
  readonly address: string | null
  readonly agent: string | null
}

const sessions = route({
  method: 'GET',
  path: '/auth/sessions',
  tag: 'auth',
  id: 'listSessions',
  summary: 'Where you are signed in',
  who: 'person',
  answers: {
    200: {
      about: 'Your sessions',
      schema: shape({
        data: listOf(
          shape({
            id,
            created_at: moment,
            expires_at: moment,
            address: orNull(text),
            agent: orNull(text),
            current: { type: 'boolean' },
          }),
        ),
      }),
    },
  },
  handle: async ({ house, caller }) => {
    const rows = await house.db.query<SessionRow>(
      sql`select id, "createdAt" as created_at, "expiresAt" as expires_at, "ipAddress" as address, "userAgent" as agent
          from auth.session where "userId" = ${caller.person.id} and "expiresAt" > ${house.clock()}
          order by "createdAt" desc limit 200`,
    )
    return { data: rows.map((row) => ({ ...row, current: row.id === caller.session?.id })) }
  },
})

const endSession = route({
  method: 'DELETE',
  path: '/auth/sessions/:id',
  tag: 'auth',
  id: 'endSession',
  summary: 'Sign out somewhere else',
  who: 'person',
  answers: { 204: nothing },
  problems: ['not_found'],
  handle: async ({ house, caller, params }) => {
    const ended = await house.sessions.end({ id: params.id!, user: caller.person.id })
    if (ended === 0) throw new Problem('not_found', 'There is no such session of yours.')
  },
})

export const signInRoutes = [signIn, signOut, changePassword, sessions, endSession]
