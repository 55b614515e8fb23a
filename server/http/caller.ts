import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { Person } from '../records/person.ts'
import { sessionDays } from './auth/better.ts'
import { sessionCookie, setCookie } from './auth/cookie.ts'
import { isSecure } from './auth/enter.ts'
import type { Session } from './auth/sessions.ts'
import { personOf } from './auth/viewing.ts'
import type { House } from './house.ts'

/** Who asks, and by what right. */
export interface Caller {
  readonly person: Person
  /** What the rate is counted by. */
  readonly counted: string
  /** Present when a cookie let them in; absent for an API key. */
  readonly session?: Session
  readonly key?: string
}

const bearer = 'Bearer '

/** Who asks. Answered at once for whoever asked in the last seconds; Problem when nobody may. */
export const callerOf = (house: House, request: FastifyRequest, reply: FastifyReply): Caller | Promise<Caller> => {
  const { authorization, cookie } = request.headers
  if (authorization !== undefined) return byKey(house, authorization)
  const signed = sessionCookie(cookie)
  if (signed === undefined) throw signInNeeded()
  const now = house.clock().getTime()
  const session = house.sessions.now(signed, now)?.session
  const person = session && house.people.now(session.user, now)
  return session && session.viewing === undefined && person
    ? { person, counted: person.id, session }
    : bySession(house, signed, request, reply)
}

const signInNeeded = (): Problem =>
  new Problem('sign_in_needed', 'Sign in, or send an API key as "Authorization: Bearer rapport_…".')

async function bySession(house: House, signed: string, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  const session = await house.sessions.find(signed)
  if (!session) throw signInNeeded()
  const maxAge = sessionDays * 24 * 60 * 60
  if (session.renewed) reply.header('set-cookie', setCookie(signed, { maxAge, secure: isSecure(house, request) }))
  const person = await personOf(house, session)
  if (!person) throw new Problem('account_deactivated')
  return { person, counted: person.id, session }
}

function byKey(house: House, authorization: string): Caller | Promise<Caller> {
  if (!authorization.startsWith(bearer))
    throw new Problem('key_invalid', 'The header must be "Authorization: Bearer rapport_…".')
  const text = authorization.slice(bearer.length).trim()
  const known = house.keys.now(text, house.clock().getTime())
  return known
    ? { person: known.person, counted: known.key, key: known.key }
    : house.keys.find(text).then(({ person, key }) => ({ person, counted: key, key }))
}
