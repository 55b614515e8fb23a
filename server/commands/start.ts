import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { startDatabase } from '../database/start.ts'
import { Problem } from '../errors.ts'
import type { Call, Command } from './command.ts'

export const start: Command = {
  name: 'start',
  summary: 'Start the server and print its address.',
  details: 'It runs until Ctrl-C or SIGTERM, finishes the requests in hand, and stops its database.',
  run: serve,
}

async function serve({ config, clock, say, tell }: Call) {
  // From the first moment on: whoever is told to stop while it starts still stops its database.
  const stopping = asked()
  // Read while PostgreSQL starts; when that fails, its reason is the one to tell.
  const building = import('../app.ts')
  building.catch(() => undefined)
  const house = await startDatabase(config, tell)
  try {
    const { buildApp } = await building
    const app: FastifyInstance = await buildApp({ db: house.db, config, clock })
    const address = await listen(app, config)
    house.announce(address)
    say(`Rapport runs at ${address}`)
    const reason = await stopping
    tell(`Stopping (${reason}) …`)
    await app.close()
  } finally {
    await house.stop()
  }
  return 0
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await app.close()
    throw explainListen(error, config)
  }
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound ? bound.port : config.port
  return config.url.replace(/:0$/, `:${port}`)
}

function explainListen(error: unknown, { port, host }: Config): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return new Problem(
      'port_taken',
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
      { port },
      error,
    )
  if (code === 'EACCES')
    return new Problem(
      'port_forbidden',
      `This user may not open port ${port}. Choose one above 1023: PORT=3300 npm start`,
      { port },
      error,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Problem(
      'config_invalid',
      `HOST is "${host}", but this machine has no such address. Use 127.0.0.1 or 0.0.0.0.`,
      { host },
      error,
    )
  return error
}

const IMPATIENT_MS = 2_000

/**
 * Waits until the process is told to stop. A terminal or a service manager tells every process of a group, so the same
 * wish may arrive twice at once; only one that comes again later, by Ctrl-C, ends the process without waiting.
 */
function asked(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | undefined
    const hear = (name: NodeJS.Signals) => {
      first ??= performance.now()
      if (name === 'SIGINT' && performance.now() - first > IMPATIENT_MS) process.exit(130)
      resolve(name)
    }
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, hear)
  })
}
