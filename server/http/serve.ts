import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { checkViewing } from './auth/viewing.ts'
import { readBody } from './body.ts'
import { type Caller, callerOf } from './caller.ts'
import type { House } from './house.ts'
import { readQuery } from './query.ts'
import type { Route } from './route.ts'

const json = 'application/json; charset=utf-8'

/** Counts the request against its caller, says how much is left, and refuses when it is too much. */
export const count = (house: House, reply: FastifyReply, counted: string): void => {
  const { rates } = house
  const left = rates.take(counted, house.clock().getTime())
  reply.raw.setHeader('ratelimit', `"person";r=${left < 0 ? 0 : Math.floor(left)};t=${rates.secondsToFull(left)}`)
  if (left >= 0) return
  const seconds = Math.ceil(-left / 1000)
  throw new Problem('rate_limited', `Too many requests. Try again in ${seconds} seconds.`, { retry_after: seconds })
}

/** What waited on a device for its connection names the person who did it: it is never done in another's name. */
export const checkMeant = (request: FastifyRequest, caller: Caller): void => {
  const person = request.headers['rapport-for']
  if (person === undefined || person === caller.person.id) return
  throw new Problem('person_differs', 'This was meant for another person. Sign in as that person, and send it again.')
}

const nobody = {} as Caller

const allowed = (route: Route, caller: Caller): void => {
  checkViewing(caller.person, route.method, route.path)
  if (route.who === 'anyone' || route.who === 'person' || caller.person.abilities.includes(route.who)) return
  throw new Problem('ability_missing', `This needs the ability "${route.who}", which your role does not have.`)
}

const emptyQuery = {}

/** Sends what a route answered: nothing, bytes it has sent itself, text that is JSON already, or a value. */
export const send = (reply: FastifyReply, status: number, answer: unknown): FastifyReply => {
  if (reply.sent || answer === reply) return reply
  if (answer === undefined) return reply.code(204).send()
  return reply
    .code(status)
    .header('content-type', json)
    .send(typeof answer === 'string' ? answer : JSON.stringify(answer))
}

/** Puts a route at its address: who may, what was given, what it does, what it answers. */
export const serve = (app: FastifyInstance, house: House, route: Route): void => {
  const status = Number(Object.keys(route.answers).find((code) => code !== '204') ?? 204)
  const parameters = route.query ?? emptyQuery
  const run = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    let caller = nobody
    if (route.who !== 'anyone') {
      const asked = callerOf(house, request, reply)
      caller = asked instanceof Promise ? await asked : asked
      count(house, reply, caller.counted)
      checkMeant(request, caller)
      allowed(route, caller)
    }
    const query = readQuery(request.query, parameters)
    const body = route.body ? readBody(route.body, request.body) : ((request.body ?? {}) as never)
    const params = request.params as Record<string, string>
    const answer = route.handle({ house, request, reply, params, query, body, caller })
    return send(reply, status, answer instanceof Promise ? await answer : answer)
  }
  const url = `/api/v1${route.path}`
  house.addresses.add(route.method, url)
  app.route({ method: route.method, url, handler: run })
}
