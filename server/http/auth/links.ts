import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { invitationLetter, resetLetter } from '../../mail/letters.ts'
import { theSystem } from '../../records/person.ts'
import type { House } from '../house.ts'
import { meSchema } from '../me.ts'
import { text as textParameter } from '../query.ts'
import { id, moment, nothing, orNull, route, shape, text } from '../route.ts'
import type { LinkPurpose } from './accounts.ts'
import { enter } from './enter.ts'
import { type FoundUser, organisationName, userByEmail, userById } from './find.ts'
import { checkPassword } from './password.ts'
import { email, password } from './sign-in.ts'

const pages: Readonly<Record<LinkPurpose, string>> = { invitation: 'accept', reset: 'reset' }

export interface Sent {
  /** The link itself where no letter could carry it; null when a letter is on its way. */
  readonly link: string | null
  readonly sent: boolean
  readonly expires_at: string
}

/** Makes a link and posts it; where there is no mail server, whoever asked passes the link on. */
export async function sendLink(house: House, user: FoundUser, purpose: LinkPurpose, by: string): Promise<Sent> {
  const { token, expiresAt } = await house.accounts.makeLink(user.id, purpose)
  const link = `${house.url}/${pages[purpose]}?token=${token}`
  const letter =
    purpose === 'reset'
      ? resetLetter(user.email, user.language, link)
      : invitationLetter(user.email, user.language, link, by, await organisationName(house.db))
  await house.mail.send(letter)
  return { link: house.mail.sends ? null : link, sent: house.mail.sends, expires_at: expiresAt }
}

const token = field.code(label('Token of the link', '链接令牌'), { required: true, max: 200 })
const sentSchema = { link: orNull(text), sent: { type: 'boolean' }, expires_at: moment }

const invite = route({
  method: 'POST',
  path: '/auth/invitation',
  tag: 'auth',
  id: 'invite',
  summary: 'Invite a person, or invite once more',
  about: 'Without a mail server the answer holds the link, to be passed on by hand.',
  who: 'people',
  body: {
    user: field.link(label('Invited before', '已邀请的人员'), { to: 'user' }),
    email: field.email(email.label),
    name: field.text(label('Name', '姓名'), { max: 200 }),
    roles: field.links(label('Roles', '角色'), { to: 'role' }),
    teams: field.links(label('Teams', '团队'), { to: 'team' }),
    language: field.choice(label('Language', '语言'), {
      en: { label: label('English', '英语') },
      zh: { label: label('Chinese', '中文') },
    }),
  },
  answers: { 201: { about: 'Invited', schema: shape({ user: id, ...sentSchema }) } },
  problems: ['invalid', 'invalid', 'not_found', 'already_active'],
  handle: async ({ house, caller, body }) => {
    const user = body.user ? await userById(house.db, body.user) : await inviteNew(house, caller.person, body)
    if (!user) throw new Problem('not_found', 'There is no such person.')
    if (user.status === 'active') throw new Problem('already_active')
    await house.accounts.create(user)
    return { user: user.id, ...(await sendLink(house, user, 'invitation', caller.person.name)) }
  },
})

type Invited = {
  email?: string | null
  name?: string | null
  roles?: readonly string[] | null
  teams?: readonly string[] | null
  language?: string | null
}

async function inviteNew(house: House, by: Parameters<House['records']['as']>[0], given: Invited): Promise<FoundUser> {
  const known = given.email ? await userByEmail(house.db, given.email) : undefined
  if (known?.status === 'invited') return known
  const row = await house.records.as(by).create('user', {
    email: given.email,
    name: given.name ?? given.email?.split('@')[0],
    roles: given.roles ?? [],
    teams: given.teams ?? [],
    language: given.language ?? 'en',
    status: 'invited',
  })
  return row as unknown as FoundUser
}

const readLink = route({
  method: 'GET',
  path: '/auth/link',
  tag: 'auth',
  id: 'readLink',
  summary: 'Whom the link of an invitation or a reset is for',
  who: 'anyone',
  query: { token: textParameter('Token of the link', 200) },
  answers: {
    200: {
      about: 'The link holds',
      schema: shape({
        purpose: { type: 'string', enum: ['invitation', 'reset'] },
        name: text,
        email: text,
        expires_at: moment,
      }),
    },
  },
  problems: ['query_invalid', 'link_expired'],
  handle: async ({ house, request, query }) => {
    house.attempts.begin(request.ip, `link ${request.ip}`, house.clock().getTime())
    const link = await house.accounts.readLink(query.token ?? '')
    const user = await personOf(house, link.user)
    return { purpose: link.purpose, name: user.name, email: user.email, expires_at: link.expiresAt }
  },
})

async function personOf(house: House, user: string): Promise<FoundUser> {
  const found = await userById(house.db, user)
  if (!found) throw new Problem('link_expired')
  if (found.status === 'inactive') throw new Problem('account_deactivated')
  return found
}

/** The person whom a link of this purpose is for, with a password that will do. */
async function check(
  house: House,
  given: { token: string; password: string },
  purpose: LinkPurpose,
): Promise<FoundUser> {
  const link = await house.accounts.readLink(given.token)
  if (link.purpose !== purpose) throw new Problem('link_expired')
  const user = await personOf(house, link.user)
  checkPassword(given.password, [user.name, user.email])
  return user
}

const accept = route({
  method: 'POST',
  path: '/auth/accept',
  tag: 'auth',
  id: 'acceptInvitation',
  summary: 'Accept an invitation: choose a password and come in',
  who: 'anyone',
  body: { token, password, name: field.text(label('Name', '姓名'), { max: 200 }) },
  answers: { 200: { about: 'Signed in', schema: meSchema } },
  problems: ['invalid', 'link_expired', 'password_weak', 'account_deactivated'],
  handle: async ({ house, request, reply, body }) => {
    const user = await check(house, body, 'invitation')
    await house.accounts.useLink(body.token, body.password)
    const system = { ...theSystem('web'), id: user.id }
    await house.records.as(system).update('user', user.id, { status: 'active', ...(body.name && { name: body.name }) })
    house.people.forgetAll()
    return enter(house, request, reply, { email: user.email, password: body.password, remember: true })
  },
})

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
      sendLink(house, user, 'reset', '').catch((error) => request.log.error(error, 'A reset letter was not sent'))
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
    const user = await check(house, body, 'reset')
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

export const linkRoutes = [invite, readLink, accept, forgot, reset, resetLink]
