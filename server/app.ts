import { join } from 'node:path'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import fastify, { type FastifyInstance } from 'fastify'
import { areas } from './areas.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database/pool.ts'
import { sql } from './database/sql.ts'
import { Problem } from './errors.ts'
import { Files } from './files/store.ts'
import { Accounts } from './http/auth/accounts.ts'
import { Attempts } from './http/auth/attempts.ts'
import { Better } from './http/auth/better.ts'
import { Keys } from './http/auth/keys.ts'
import { People } from './http/auth/people.ts'
import { secretOf } from './http/auth/secret.ts'
import { Sessions } from './http/auth/sessions.ts'
import { guard } from './http/guard.ts'
import type { House } from './http/house.ts'
import { serveObjects } from './http/objects/route.ts'
import { objectRoutes } from './http/objects/routes.ts'
import { problemOf, sendProblem } from './http/problem.ts'
import { Buckets, type Rate } from './http/rate.ts'
import { serveReference } from './http/reference/serve.ts'
import { routes } from './http/routes.ts'
import { serve } from './http/serve.ts'
import { makeIds } from './ids.ts'
import { Jobs } from './jobs/jobs.ts'
import { openMail } from './mail/mail.ts'
import type { Person } from './records/person.ts'
import { createRecords, type PersonalRecords, type Records } from './records/records.ts'

export type AppParts = {
  db: Database
  config: Config
  clock: Clock
  /** Requests of one person or key. */
  rate?: Rate
  /** What went wrong inside, for the operator. */
  tell?: (sentence: string) => void
}

const rate: Rate = { burst: 600, perMinute: 1_200 }
const mostBytes = 512 * 1024 * 1024
const mostJson = 5 * 1024 * 1024

const aboutPeople = new Set(['user', 'role', 'team'])

/** The records as a person may use them, kept while the person and the vocabulary stay the same. */
const remembering = (records: Records, current: () => Vocabulary): House['as'] => {
  const known = new WeakMap<Person, { vocabulary: Vocabulary; own: PersonalRecords }>()
  return (person) => {
    const vocabulary = current()
    const before = known.get(person)
    if (before?.vocabulary === vocabulary) return before.own
    const own = records.as(person)
    known.set(person, { vocabulary, own })
    return own
  }
}

/** Everything that routes work with. */
async function furnish({ db, config, clock, ...parts }: AppParts): Promise<House> {
  const tell = parts.tell ?? console.error
  const newId = makeIds(clock)
  const secret = await secretOf(db, 'session')
  const current = () => vocabulary
  const people = new People(db, current, clock)
  const keys = new Keys(db, people, clock, newId)
  const records = createRecords({ db, vocabulary: current, clock, newId, areas, changed: () => undefined })
  return {
    db,
    records,
    as: remembering(records, current),
    written: ({ name }) => {
      if (!aboutPeople.has(name)) return
      people.forgetAll()
      keys.forgetAll()
    },
    vocabulary: current,
    jobs: new Jobs({
      address: db.direct,
      newId,
      onError: (error) => tell(`A job: ${error.message}`),
      alone: !config.databaseUrl,
    }),
    mail: openMail({
      smtpUrl: config.smtpUrl,
      from: config.mailFrom,
      folder: join(config.dataFolder, 'mail'),
      clock,
      newId,
    }),
    files: new Files({ folder: join(config.dataFolder, 'files'), newId }),
    accounts: new Accounts(new Better(db, async () => secret, newId), clock),
    attempts: new Attempts(),
    sessions: new Sessions(db, clock, secret),
    people,
    keys,
    rates: new Buckets(parts.rate ?? rate),
    clock,
    newId,
    secret,
    url: config.url,
    mostBytes,
  }
}

/** Builds the application without listening, so that tests can inject requests. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const house = await furnish(parts)
  const app = fastify({ bodyLimit: mostJson, trustProxy: 'loopback', routerOptions: { maxParamLength: 500 } })
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) (parts.tell ?? console.error)(`${request.method} ${request.url}: ${describe(error)}`)
    return sendProblem(reply, problem)
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      new Problem('route_missing', `There is nothing at ${request.method} ${request.url.slice(0, 200)}.`),
    ),
  )
  guard(app, house.url)
  for (const one of routes) serve(app, house, one)
  for (const one of objectRoutes) serveObjects(app, house, one)
  serveReference(app, house)
  app.get('/api/health', async () => {
    await house.db.one(sql`select 1 as up`)
    return { status: 'up' }
  })
  return app
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
