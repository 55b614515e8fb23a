import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { Addresses } from './addresses.ts'
import { pageHeaders } from './guard.ts'
import { sendProblem } from './problem.ts'

const nothingHere = (request: FastifyRequest): Problem =>
  new Problem('route_missing', `There is nothing at ${request.method} ${request.url.slice(0, 200)}.`)

const isPage = (request: FastifyRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !request.url.startsWith('/api') &&
  !request.url.startsWith('/assets/')

const html = /\.html(\.br|\.gz)?$/

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Rapport</title><p>The web app has not been built. Start with <code>npm start</code>.</p>`

/**
 * The built web app. Its assets carry their contents' hash in the name, so a browser keeps them for ever; every other
 * address is a page of the app, which index.html shows.
 */
export async function serveWeb(app: FastifyInstance, root: string, addresses: Addresses): Promise<void> {
  const folder = join(root, 'web', 'dist')
  const built = existsSync(join(folder, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const forEver = path.includes('/assets/')
        reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
        if (html.test(path)) for (const [name, value] of Object.entries(pageHeaders)) reply.header(name, value)
      },
    })
  if (built) app.get('/', (_request, reply) => reply.sendFile('index.html'))
  app.setNotFoundHandler(async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isPage(request))
      return sendProblem(reply, addresses.refusal(request.method, request.url) ?? nothingHere(request))
    if (built) return reply.sendFile('index.html')
    return reply.code(503).headers(pageHeaders).type('text/html; charset=utf-8').send(notBuilt)
  })
}
