import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../errors.ts'
import type { House } from '../house.ts'
import { type Me, meOf } from '../me.ts'
import { sessionDays } from './better.ts'
import { setCookie, signCookie } from './cookie.ts'

export interface Entry {
  readonly email: string
  readonly password: string
  readonly remember: boolean
}

/** The cookie travels by HTTPS only where the request did, so that a plain installation at home works too. */
export const isSecure = (house: House, request: FastifyRequest): boolean =>
  request.protocol === 'https' || house.url.startsWith('https:')

const mostAgent = 300

/** Checks the password, opens a session, sets its cookie, and answers who came in. */
export async function enter(house: House, request: FastifyRequest, reply: FastifyReply, entry: Entry): Promise<Me> {
  const account = entry.email.toLowerCase()
  const now = house.clock().getTime()
  house.attempts.begin(request.ip, account, now)
  const visitor = { address: request.ip, agent: (request.headers['user-agent'] ?? '').slice(0, mostAgent) }
  const signed = await house.accounts.signIn(entry.email, entry.password, entry.remember, visitor).catch((error) => {
    if (error instanceof Problem) house.attempts.failed(account, now)
    throw error
  })
  house.attempts.succeeded(account)
  const person = await house.people.find(signed.user)
  if (!person) {
    await house.sessions.end({ user: signed.user })
    throw new Problem(
      'account_deactivated',
      'This account has been deactivated. Ask an administrator to open it again.',
    )
  }
  const maxAge = entry.remember ? sessionDays * 24 * 60 * 60 : undefined
  reply.header(
    'set-cookie',
    setCookie(signCookie(signed.token, house.secret), { maxAge, secure: isSecure(house, request) }),
  )
  return meOf(house, person)
}
