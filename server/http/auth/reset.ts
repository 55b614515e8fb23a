import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { moment, nothing, route, shape, text } from '../route.ts'
import { userByEmail, userById } from './find.ts'
import { checkLink, sendLink, token } from './links.ts'
import { email, password } from './sign-in.ts'

const forgot = route({
  method: 'POST',
  path: '/auth/forgot',
  tag: 'auth',
  id: 'forgotPassword',
  summary: 'Ask for a link to choose a new password',
  about: 'The answer is the same whether the address is known or not.',
  who: 'anyone',
  body: { email },
  answers: { 202: { about: 'A letter is sent if the address is known', schema: shape({}) } },
  problems: ['invalid', 'sign_in_paused'],
  handle: async ({ house, request, body }) => {
    const now = house.clock().getTime()
    house.attempts.begin(request.ip, `forgot ${body.email}`, now)
    house.attempts.failed(`forgot ${body.email}`, now)
    const user = await userByEmail(house.db, body.email)
    // Not awaited: how long the mail server takes would tell whether the address is known.
    if (user?.status === 'active')
      sendLink(house, user, 'reset', '').catch((error) =>
        house.tell(`A link to reset a password was not made: ${error.message}`),
      )
    return {}
  },
})

const reset = route({
  method: 'POST',
  path: '/auth/reset',
  tag: 'auth',
  id: 'resetPassword',
  summary: 'Choose a new password with the link from the letter',
  about: 'Every session of the person ends.',
  who: 'anyone',
  body: { token, password },
  answers: { 204: nothing },
  problems: ['invalid', 'link_expired', 'password_weak', 'account_deactivated'],
  handle: async ({ house, body }) => {
    const user = await checkLink(house, body, 'reset')
    await house.accounts.useLink(body.token, body.password)
    await house.sessions.end({ user: user.id })
    house.attempts.succeeded(user.email.toLowerCase())
  },
})

const resetLink = route({
  method: 'POST',
  path: '/auth/reset-link',
  tag: 'auth',
  id: 'makeResetLink',
  summary: 'Make a reset link for somebody, to be passed on by hand',
  who: 'people',
  body: { user: field.link(label('Person', '人员'), { required: true, to: 'user' }) },
  answers: { 201: { about: 'The link', schema: shape({ link: text, expires_at: moment }) } },
  problems: ['invalid', 'not_found'],
  handle: async ({ house, body }) => {
    const user = await userById(house.db, body.user)
    if (user?.status !== 'active') throw new Problem('not_found', 'There is no such person who can sign in.')
    const { token, expiresAt } = await house.accounts.makeLink(user.id, 'reset')
    return { link: `${house.url}/reset?token=${token}`, expires_at: expiresAt }
  },
})

export const resetRoutes = [forgot, reset, resetLink]
