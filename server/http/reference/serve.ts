import type { FastifyInstance, FastifyReply } from 'fastify'
import { type ErrorCode, errors, Problem } from '../../errors.ts'
import { pageHeaders } from '../guard.ts'
import type { House } from '../house.ts'
import { documentOf } from './document.ts'
import { html } from './html.ts'
import { indexPage, style, tagPage } from './page.ts'

const sendPage = (reply: FastifyReply, text: string): FastifyReply =>
  reply.headers(pageHeaders).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(text)

/** The document, its pages for people, and what each code of a problem means. */
export const serveReference = (app: FastifyInstance, house: House): void => {
  app.get('/api/openapi.json', async (request, reply) => {
    const { text } = await documentOf(house, request, reply)
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text)
  })
  app.get('/api/docs', async (request, reply) =>
    sendPage(reply, indexPage((await documentOf(house, request, reply)).document)),
  )
  app.get('/api/docs/style.css', (_request, reply) => reply.type('text/css').send(style))
  app.get<{ Params: { tag: string } }>('/api/docs/:tag', async (request, reply) => {
    const page = tagPage((await documentOf(house, request, reply)).document, request.params.tag)
    if (page === undefined) throw new Problem('route_missing', 'The reference has no such page.')
    return sendPage(reply, page)
  })
  app.get<{ Params: { code: string } }>('/api/problems/:code', async (request, reply) => {
    const { code } = request.params
    if (!Object.hasOwn(errors, code)) throw new Problem('route_missing', 'There is no problem with this code.')
    const { status, title } = errors[code as ErrorCode]
    const page = html`<!doctype html><meta charset="utf-8"><title>${code}</title><link rel="stylesheet" href="/api/docs/style.css"><main><h1><code>${code}</code></h1><p>${title}</p><p>Status ${status}</p><p><a href="/api/docs">Reference</a></p></main>`
    return sendPage(reply, page.text)
  })
}
