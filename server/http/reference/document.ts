import type { Grants } from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { vocabulary as builtIn } from '@rapport/vocabulary/index.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { accessTo } from '../../records/access.ts'
import { theSystem } from '../../records/person.ts'
import { sessionCookie } from '../auth/cookie.ts'
import { callerOf } from '../caller.ts'
import type { House } from '../house.ts'
import { objectRoutes } from '../objects/routes.ts'
import { openApi } from '../openapi/document.ts'
import { routes } from '../routes/index.ts'

export type Document = ReturnType<typeof openApi>

interface Made {
  readonly document: Document
  readonly text: string
}

const known = new WeakMap<Vocabulary, WeakMap<Grants, Made>>()

/** The document as these grants see the vocabulary; made once for each. */
export const documentFor = (vocabulary: Vocabulary, grants: Grants): Made => {
  const byGrants = known.get(vocabulary) ?? new WeakMap<Grants, Made>()
  known.set(vocabulary, byGrants)
  const before = byGrants.get(grants)
  if (before) return before
  const accesses = vocabulary.objects
    .map((object) => accessTo(vocabulary, grants, object))
    .filter((access) => access.scopes.read !== 'none')
  const document = openApi({ accesses, routes, objectRoutes })
  const made = { document, text: JSON.stringify(document) }
  byGrants.set(grants, made)
  return made
}

const everything = theSystem('web').grants
/** The document for whoever asks: what they may see; for nobody in particular, what anybody may read in the source. */
export const documentOf = async (house: House, request: FastifyRequest, reply: FastifyReply): Promise<Made> => {
  const { authorization, cookie } = request.headers
  if (authorization === undefined && sessionCookie(cookie) === undefined) return documentFor(builtIn, everything)
  const { person } = await callerOf(house, request, reply)
  return documentFor(house.vocabulary(), person.grants)
}
