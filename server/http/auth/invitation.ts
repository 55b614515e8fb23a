import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { theSystem } from '../../records/person.ts'
import type { House } from '../house.ts'
import { meSchema } from '../me.ts'
import { text as textParameter } from '../query.ts'
import { id, moment, route, shape, text } from '../route.ts'
import { enter } from './enter.ts'
import { type FoundUser, userByEmail, userById } from './find.ts'
import { checkLink, personOf, sendLink, sentSchema, token } from './links.ts'
import { email, password } from './sign-in.ts'

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
  problems: ['invalid', 'not_found', 'already_active'],
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
    const user = await checkLink(house, body, 'invitation')
    await house.accounts.useLink(body.token, body.password)
    const system = { ...theSystem('web'), id: user.id }
    await house.records.as(system).update('user', user.id, { status: 'active', ...(body.name && { name: body.name }) })
    house.people.forgetAll()
    return enter(house, request, reply, { email: user.email, password: body.password, remember: true })
  },
})

export const invitationRoutes = [invite, readLink, accept]
