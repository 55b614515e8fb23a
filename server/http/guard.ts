import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'

/** Nothing from elsewhere runs, loads or frames; styles are set from scripts by the interface library. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** For pages: what a browser may do with them. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

const hostOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).host : undefined)

/**
 * A browser adds cookies to what other sites send, but it also says which site sent it. What changes something must
 * come from our own pages, or from a program: those send neither header.
 */
const checkOrigin = (request: FastifyRequest, own: string | undefined): void => {
  if (safe.has(request.method) || request.headers.authorization !== undefined) return
  const { origin, 'sec-fetch-site': site } = request.headers
  const from = origin === undefined ? undefined : hostOf(origin)
  const ours = origin === undefined ? undefined : from !== undefined && (from === request.host || from === own)
  if (ours === true) return
  if (ours === false || site === 'cross-site' || site === 'same-site')
    throw new Problem(
      'origin_refused',
      `Requests from ${String(origin ?? 'another site').slice(0, 100)} are not taken. If that is where Rapport is reached, set RAPPORT_URL to it.`,
    )
}

/** Headers on every answer, and the refusal of what other sites send in a person's name. */
export const guard = (app: FastifyInstance, url: string): void => {
  const own = hostOf(url)
  const secure = url.startsWith('https:')
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.setHeader('x-content-type-options', 'nosniff')
    // What may be kept says so itself: files and assets.
    reply.raw.setHeader('cache-control', 'no-store')
    if (secure) reply.raw.setHeader('strict-transport-security', 'max-age=31536000')
    try {
      checkOrigin(request, own)
      done()
    } catch (error) {
      done(error as Error)
    }
  })
}
