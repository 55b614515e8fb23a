import { createHash } from 'node:crypto'
import type { Sight } from '@rapport/vocabulary/define/filter-check.ts'
import type { Grants } from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { type Access, accessTo } from '../../records/access.ts'
import { shownDefinition } from '../../records/shown.ts'
import { listOf, route, shape, text } from '../route.ts'

interface Made {
  readonly text: string
  readonly tag: string
}

/** An object's definition with what the grants leave of it. */
const seenObject = (access: Access, sight: Sight) => {
  const shown = shownDefinition(access.object, access.seen, sight)
  const fields = Object.entries(shown.fields).map(([name, field]) => [
    name,
    { ...field, access: access.writable.has(name) ? 'write' : 'read' },
  ])
  return { ...shown, fields: Object.fromEntries(fields), access: access.scopes }
}

const known = new WeakMap<Vocabulary, WeakMap<Grants, Made>>()

/** What the grants show of the vocabulary, as text with its checksum; made once for each. */
const vocabularyFor = (vocabulary: Vocabulary, grants: Grants): Made => {
  const byGrants = known.get(vocabulary) ?? new WeakMap<Grants, Made>()
  known.set(vocabulary, byGrants)
  const before = byGrants.get(grants)
  if (before) return before
  const sees: Sight['sees'] = (object, field) => {
    const access = accessTo(vocabulary, grants, object)
    return access.scopes.read !== 'none' && access.sees.has(field)
  }
  const objects = vocabulary.objects
    .map((object) => accessTo(vocabulary, grants, object))
    .filter((access) => access.scopes.read !== 'none')
    .map((access) => seenObject(access, { vocabulary, sees }))
  const version = createHash('sha256').update(JSON.stringify(objects)).digest('base64url').slice(0, 16)
  const made = { text: JSON.stringify({ version, objects }), tag: `"${version}"` }
  byGrants.set(grants, made)
  return made
}

export const vocabularyRoutes = [
  route({
    method: 'GET',
    path: '/vocabulary',
    tag: 'vocabulary',
    id: 'getVocabulary',
    summary: 'The definitions of all objects and fields that you may see',
    about: 'With your access to each. If-None-Match with the ETag of before answers 304 as long as nothing changed.',
    who: 'person',
    answers: {
      200: { about: 'The definitions', schema: shape({ version: text, objects: listOf({ type: 'object' }) }) },
      304: { about: 'As it was', schema: null },
    },
    handle: ({ house, caller, request, reply }) => {
      const made = vocabularyFor(house.vocabulary(), caller.person.grants)
      reply.header('etag', made.tag).header('cache-control', 'private, no-cache')
      return request.headers['if-none-match'] === made.tag ? reply.code(304).send() : made.text
    },
  }),
]
