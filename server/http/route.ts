import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import type { Ability } from '@rapport/vocabulary/define/permission.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../errors.ts'
import type { Body, BodyOf } from './body.ts'
import type { Caller } from './caller.ts'
import type { House } from './house.ts'
import type { Parameters, Read } from './query.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** One request, unpacked: what a route's function is given. */
export interface Ask<Q extends Parameters, B extends Body> {
  readonly house: House
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly params: Readonly<Record<string, string>>
  readonly query: Read<Q>
  readonly body: BodyOf<B>
  /** Who asks; for a route that is open to anyone, nobody. */
  readonly caller: Caller
}

/** What an answer holds: a JSON Schema, `null` for nothing, or bytes of a media type. */
export type Answer = { readonly about: string; readonly schema?: Schema | null; readonly type?: string }

/** One address and method: the route, its checks and its page in the reference all come from this. */
export interface Route<Q extends Parameters = Parameters, B extends Body = Body> {
  readonly method: Method
  /** Below /api/v1; parameters as `:name`. */
  readonly path: string
  readonly tag: string
  readonly id: string
  readonly summary: string
  readonly about?: string
  readonly who: 'anyone' | 'person' | Ability
  readonly query?: Q
  readonly body?: B
  /** The body is bytes of any type and is read by the route itself. */
  readonly raw?: { readonly types: readonly string[]; readonly about: string }
  readonly answers: { readonly [status: number]: Answer }
  readonly problems?: readonly ErrorCode[]
  readonly handle: (ask: Ask<Q, B>) => unknown
}

/** A route whose function knows the types of its query string and body. */
export const route = <const Q extends Parameters = Record<never, never>, const B extends Body = Record<never, never>>(
  given: Route<Q, B>,
): Route => given as unknown as Route

export const nothing: Answer = { about: 'Done', schema: null }
export const text: Schema = { type: 'string' }
export const id: Schema = { type: 'string', format: 'uuid' }
export const moment: Schema = { type: 'string', format: 'date-time' }
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
export const listOf = (items: Schema): Schema => ({ type: 'array', items })

/** An object with exactly these members, all of them there. */
export const shape = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})
