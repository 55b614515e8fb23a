import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Permission } from '@rapport/vocabulary/define/permission.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, Problem } from '../../errors.ts'
import type { PersonalRecords } from '../../records/records.ts'
import type { Caller } from '../caller.ts'
import { callerOf } from '../caller.ts'
import type { House } from '../house.ts'
import { type Parameters, type Read, readQuery } from '../query.ts'
import type { Answer, Method } from '../route.ts'
import { checkMeant, count, send } from '../serve.ts'

/** A request about records of one object, whichever it is. */
export interface ObjectAsk<Q extends Parameters> {
  readonly house: House
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly params: Readonly<Record<string, string>>
  readonly query: Read<Q>
  readonly body: { readonly [name: string]: unknown }
  readonly caller: Caller
  readonly object: ObjectDefinition
  readonly records: PersonalRecords
}

/** Names in the document of the schemas that belong to an object. */
export interface Names {
  readonly row: Schema
  readonly newValues: Schema
  readonly values: Schema
  readonly filter: Schema
}

/** A route that every object has: one address with `:plural` in it serves them all, those of users too. */
export interface ObjectRoute<Q extends Parameters = Parameters> {
  readonly method: Method
  /** After /api/v1/:plural. */
  readonly path: string
  /** With the object's name after it, the operation's name. */
  readonly id: string
  readonly summary: (object: ObjectDefinition) => string
  readonly about?: string
  readonly needs: Permission
  readonly query?: Q
  readonly headers?: Readonly<Record<string, { readonly about: string; readonly schema: Schema }>>
  readonly body?: (names: Names) => Schema
  readonly answers: (names: Names, object: ObjectDefinition) => { readonly [status: number]: Answer }
  readonly problems: readonly ErrorCode[]
  /** Objects that have it; all by default. */
  readonly of?: (object: ObjectDefinition) => boolean
  /** Whether the rest of an address names something of the object; always so by default. */
  readonly names?: (object: ObjectDefinition, parameters: Readonly<Record<string, string>>) => boolean
  readonly status?: number
  readonly handle: (ask: ObjectAsk<Q>) => unknown
}

export const objectRoute = <const Q extends Parameters = Record<never, never>>(given: ObjectRoute<Q>): ObjectRoute =>
  given as unknown as ObjectRoute

const noObject = (plural: string): Problem =>
  new Problem(
    'route_missing',
    `There are no "${plural.slice(0, 60)}" here. GET /api/v1/vocabulary lists what there is.`,
  )

const isPlain = (body: unknown): body is { readonly [name: string]: unknown } =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

const notAnObject = (): Problem => new Problem('invalid', 'The body must be a JSON object.', { fields: {} })

const emptyBody = {}
const emptyQuery = {}

export const serveObjects = (app: FastifyInstance, house: House, route: ObjectRoute): void => {
  const parameters = route.query ?? emptyQuery
  const needsBody = route.body !== undefined
  const run = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const asked = callerOf(house, request, reply)
    const caller = asked instanceof Promise ? await asked : asked
    count(house, reply, caller.counted)
    checkMeant(request, caller)
    const params = request.params as Record<string, string>
    const object = house.vocabulary().findPlural(params.plural!)
    if (object === undefined || route.of?.(object) === false)
      throw house.addresses.refusal(request.method, request.url) ?? noObject(params.plural!)
    const query = readQuery(request.query, parameters)
    const body = needsBody ? request.body : emptyBody
    if (!isPlain(body)) throw notAnObject()
    const records = house.as(caller.person)
    const answer = route.handle({ house, request, reply, params, query, body, caller, object, records })
    return send(reply, route.status ?? 200, answer instanceof Promise ? await answer : answer)
  }
  const url = `/api/v1/:plural${route.path}`
  house.addresses.add(route.method, url, (parameters) => {
    const object = house.vocabulary().findPlural(parameters.plural!)
    return object !== undefined && route.of?.(object) !== false && route.names?.(object, parameters) !== false
  })
  app.route({ method: route.method, url, handler: run })
}
