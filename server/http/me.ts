import * as field from '@rapport/vocabulary/define/fields.ts'
import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { abilities } from '@rapport/vocabulary/define/permission.ts'
import { Problem } from '../errors.ts'
import { type Person, theSystem } from '../records/person.ts'
import type { House } from './house.ts'
import { id, listOf, orNull, route, shape, text } from './route.ts'

/** Who is signed in, and what the web app needs to know of them. */
export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: string
  readonly timezone: string | null
  readonly offset_minutes: number
  readonly roles: readonly { readonly id: string; readonly name: string; readonly code: string | null }[]
  readonly teams: readonly string[]
  readonly abilities: readonly string[]
  readonly settings: unknown
  readonly via: string
  /** Who looks through this person’s eyes. */
  readonly viewed_by: string | null
}

export const meSchema: Schema = shape({
  id,
  name: text,
  email: { type: 'string', format: 'email' },
  language: { type: 'string', enum: ['en', 'zh'] },
  timezone: orNull(text),
  offset_minutes: { type: 'integer' },
  roles: listOf(shape({ id, name: text, code: orNull(text) })),
  teams: listOf(id),
  abilities: listOf({ type: 'string', enum: abilities }),
  settings: {},
  via: { type: 'string', enum: ['web', 'api'] },
  viewed_by: orNull(id),
})

export async function meOf(house: House, person: Person): Promise<Me> {
  const row = await house.people.row(person.id)
  if (!row) throw new Problem('account_deactivated')
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    language: row.language,
    timezone: row.timezone,
    offset_minutes: person.offsetMinutes,
    roles: row.roles.map((role) => ({ id: role.id, name: role.name, code: role.code })),
    teams: row.teams ?? [],
    abilities: person.abilities,
    settings: row.settings,
    via: person.via,
    viewed_by: person.viewedBy ?? null,
  }
}

const given = {
  name: field.text(label('Name', '姓名'), { max: 200 }),
  language: field.choice(label('Language', '语言'), {
    en: { label: label('English', '英语') },
    zh: { label: label('Chinese', '中文') },
  }),
  timezone: field.text(label('Time zone', '时区'), { max: 60 }),
  settings: field.json(label('Settings', '个人设置')),
}

export const meRoutes = [
  route({
    method: 'GET',
    path: '/me',
    tag: 'people',
    id: 'getMe',
    summary: 'Who is signed in',
    who: 'person',
    answers: { 200: { about: 'The person', schema: meSchema } },
    handle: ({ house, caller }) => meOf(house, caller.person),
  }),
  route({
    method: 'PATCH',
    path: '/me',
    tag: 'people',
    id: 'updateMe',
    summary: 'Change your own name, language, time zone and settings',
    who: 'person',
    body: given,
    answers: { 200: { about: 'The person', schema: meSchema } },
    problems: ['invalid'],
    handle: async ({ house, caller, body }) => {
      const values = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
      // Everyone may change this much of themselves, whatever their role says about people.
      const system = { ...theSystem(caller.person.via), id: caller.person.id }
      await house.records.as(system).update('user', caller.person.id, values)
      house.people.forgetAll()
      const person = await house.people.find(caller.person.id)
      return meOf(house, person ?? caller.person)
    },
  }),
]
