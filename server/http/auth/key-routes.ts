import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { id, listOf, moment, nothing, orNull, route, shape, text } from '../route.ts'

const keyMembers = {
  id,
  name: text,
  start: { type: 'string', description: 'The first characters, to tell keys apart' },
  role: id,
  created_by: id,
  created_at: moment,
  expires_at: orNull(moment),
  revoked_at: orNull(moment),
  last_used_at: orNull(moment),
}
const day = 24 * 60 * 60 * 1000

const list = route({
  method: 'GET',
  path: '/api-keys',
  tag: 'keys',
  id: 'listKeys',
  summary: 'The API keys, without their text',
  who: 'people',
  answers: { 200: { about: 'The keys', schema: shape({ data: listOf(shape(keyMembers)) }) } },
  handle: async ({ house }) => ({ data: await house.keys.list() }),
})

const make = route({
  method: 'POST',
  path: '/api-keys',
  tag: 'keys',
  id: 'makeKey',
  summary: 'Make an API key with the rights of a role',
  about: 'The key is shown in this answer and never again. What it writes is written in the name of whoever made it.',
  who: 'people',
  body: {
    name: field.text(label('Name', '名称'), { required: true, max: 200 }),
    role: field.link(label('Role', '角色'), { required: true, to: 'role' }),
    expires_in_days: field.integer(label('Holds for days', '有效天数'), { min: 1, max: 3650 }),
  },
  answers: { 201: { about: 'The key', schema: shape({ ...keyMembers, key: text }) } },
  problems: ['invalid', 'not_found', 'session_needed'],
  handle: async ({ house, caller, body }) => {
    if (!caller.session) throw new Problem('session_needed', 'An API key cannot make another: sign in instead.')
    const role = await house.db.maybe(sql`select 1 from role where id = ${body.role} and deleted_at is null`)
    if (!role) throw new Problem('not_found', 'There is no such role.')
    const ends = body.expires_in_days ? new Date(house.clock().getTime() + body.expires_in_days * day) : null
    return house.keys.make(caller.person.id, { name: body.name, role: body.role, expiresAt: ends })
  },
})

const revoke = route({
  method: 'DELETE',
  path: '/api-keys/:id',
  tag: 'keys',
  id: 'revokeKey',
  summary: 'Revoke an API key',
  who: 'people',
  answers: { 204: nothing },
  problems: ['not_found'],
  handle: async ({ house, params }) => {
    if (!(await house.keys.revoke(params.id!))) throw new Problem('not_found', 'There is no such key that still holds.')
  },
})

export const keyRoutes = [list, make, revoke]
