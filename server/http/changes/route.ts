import type { ServerResponse } from 'node:http'
import { Problem } from '../../errors.ts'
import type { RawChange } from '../../records/feed.ts'
import type { Change } from '../../records/rules.ts'
import { sessionCookie } from '../auth/cookie.ts'
import { personOf } from '../auth/viewing.ts'
import type { Caller } from '../caller.ts'
import type { House } from '../house.ts'
import { names, text } from '../query.ts'
import { route } from '../route.ts'
import type { Follower } from './hub.ts'

const beatMs = 25_000
/** A reader that does not read is let go; it comes back with Last-Event-ID. */
const mostWaiting = 4 * 1024 * 1024

const form = /^\d{1,20}\.[0-9a-f-]{36}$/

const written = (change: Change): string => {
  const { id, at, object, record, verb, version, person, via, after } = change
  return JSON.stringify({ id, at, object, record, verb, version, person, via, fields: Object.keys(after ?? {}) })
}

/** The caller as they stand now: roles change and sessions end while a stream is open. */
const stillIn = async (
  house: House,
  caller: Caller,
  signed: string | undefined,
): Promise<Caller['person'] | undefined> => {
  if (signed === undefined) return caller.person
  const session = await house.sessions.find(signed)
  return session && personOf(house, session)
}

interface Stream {
  readonly house: House
  readonly caller: Caller
  readonly signed: string | undefined
  readonly objects: ReadonlySet<string> | undefined
  readonly response: ServerResponse
}

const follower = ({ house, caller, signed, objects, response }: Stream, cursor: string): Follower => ({
  cursor,
  take: async (raw: readonly RawChange[]) => {
    const person = await stillIn(house, caller, signed)
    if (!person || response.writableLength > mostWaiting) {
      response.end()
      return false
    }
    const wanted = objects ? raw.filter((one) => objects.has(one.object)) : raw
    const seen = new Set((await house.as(person).seenChanges(wanted)).map((change) => change.id))
    for (const change of wanted)
      if (seen.has(change.id))
        response.write(`id: ${change.tx}.${change.id}\nevent: change\ndata: ${written(change)}\n\n`)
    return !response.writableEnded
  },
  end: () => response.end(),
  announce: () => {
    response.write('event: vocabulary\ndata: {}\n\n')
  },
  reset: (end) => {
    response.write(`id: ${end}\nevent: reset\ndata: {}\n\n`)
  },
})

export const changesRoutes = [
  route({
    method: 'GET',
    path: '/changes',
    tag: 'changes',
    id: 'followChanges',
    summary: 'Follow what changes, as server-sent events',
    about:
      'The event "here" begins the stream. Events "change" name the record, the verb and the fields; "reset" says that too much was missed and lists are to be read anew; "vocabulary" that definitions or permissions changed. Last-Event-ID resumes where a connection broke off.',
    who: 'person',
    query: {
      objects: names('Objects to follow; all when absent', /^[a-z][a-z0-9_]{0,49}$/),
      tab: text('The page that listens, as POST /presence names it', 64),
      after: text('As Last-Event-ID, for a stream that is opened anew', 64),
    },
    answers: { 200: { about: 'A stream of events', type: 'text/event-stream', schema: { type: 'string' } } },
    problems: ['query_invalid', 'cursor_invalid'],
    handle: async ({ house, caller, request, reply, query }) => {
      const last = request.headers['last-event-id'] ?? query.after
      if (last !== undefined && !(typeof last === 'string' && form.test(last)))
        throw new Problem('cursor_invalid', 'Last-Event-ID must be the id of an event of this stream.')
      const cursor = last ?? (await house.hub.end())
      reply.hijack()
      const response = reply.raw
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      response.write(`retry: 2000\nid: ${cursor}\nevent: here\ndata: {}\n\n`)
      const stream = {
        house,
        caller,
        signed: caller.session && sessionCookie(request.headers.cookie),
        objects: query.objects && new Set(query.objects),
        response,
      }
      const following = follower(stream, cursor)
      const beat = setInterval(() => response.write(': \n\n'), beatMs)
      const user = caller.person.id
      const unlisten = query.tab && house.presence.listen(query.tab, user, (said) => void response.write(said))
      const leave = () => {
        clearInterval(beat)
        if (unlisten) unlisten()
        house.hub.remove(following)
      }
      response.on('close', leave).on('error', leave)
      house.hub.add(following)
      return reply
    },
  }),
]
