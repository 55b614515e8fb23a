import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance } from 'fastify'
import { sql } from './database/sql.ts'
import { type HouseParts, type OpenHouse, openHouse } from './house.ts'
import { guard } from './http/guard.ts'
import { verbRoute } from './http/objects/changing.ts'
import { serveObjects } from './http/objects/route.ts'
import { objectRoutes } from './http/objects/routes.ts'
import { problemOf, sendProblem } from './http/problem.ts'
import { serveReference } from './http/reference/serve.ts'
import { routes } from './http/routes/index.ts'
import { serve } from './http/serve.ts'
import { serveWeb } from './http/web.ts'

export type AppParts = HouseParts & {
  /** Jobs run and changes are told from the start; otherwise once it listens. */
  awake?: boolean
}

const mostJson = 5 * 1024 * 1024

/** Builds the application without listening, so that tests can inject requests. */
export const buildApp = async (parts: AppParts): Promise<FastifyInstance> => serveHouse(await openHouse(parts), parts)

/** The application over a house that is open; it closes the house when it closes. */
export async function serveHouse(house: OpenHouse, parts: AppParts): Promise<FastifyInstance> {
  const tell = parts.tell ?? console.error
  const app = fastify({
    bodyLimit: mostJson,
    // Long enough for a large file over a slow line; headers have to come within a minute anyway.
    requestTimeout: 30 * 60_000,
    exposeHeadRoutes: false,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) tell(`${request.method} ${request.url}: ${describe(error)}`)
    return sendProblem(reply, problem)
  })
  guard(app, house.url)
  await serveApi(app, house)
  serveReference(app, house)
  await serveWeb(app, parts.config.root, house.addresses)
  app.get('/api/health', async () => {
    await house.db.one(sql`select 1 as up`)
    return { status: 'up' }
  })
  if (parts.awake) await house.wake()
  else
    app.addHook('onListen', () => {
      house.wake().catch((error) => tell(`What goes on in the background did not begin: ${describe(error)}`))
    })
  app.addHook('preClose', async () => house.hub.close())
  app.addHook('onClose', () => house.close())
  return app
}

async function serveApi(app: FastifyInstance, house: OpenHouse): Promise<void> {
  for (const route of routes) if (!route.raw) serve(app, house, route)
  for (const route of [...objectRoutes, verbRoute]) serveObjects(app, house, route)
  // Where bytes come in, nothing reads the body but the route: a JSON file is a file like any other.
  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    await raw.register(multipart)
    raw.addContentTypeParser('*', (_request, _payload, done) => done(null))
    for (const route of routes) if (route.raw) serve(raw, house, route)
  })
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
