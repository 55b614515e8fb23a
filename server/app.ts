import fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database/pool.ts'
import { sql } from './database/sql.ts'

export type AppParts = { db: Database; config: Config; clock: Clock }

/** Builds the application without listening, so that tests can inject requests. */
export async function buildApp({ db }: AppParts): Promise<FastifyInstance> {
  const app = fastify()
  app.get('/api/health', async () => {
    await db.one(sql`select 1 as up`)
    return { status: 'up' }
  })
  return app
}
