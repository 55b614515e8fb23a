import type { FastifyError, FastifyReply } from 'fastify'
import { failureKind } from '../database/retry.ts'
import { type ErrorCode, Problem } from '../errors.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** Where a code is explained; relative, so that it holds under any host name. */
export const problemUri = (code: ErrorCode): string => `/api/problems/${code}`

/** RFC 9457. `extra` carries members of this very problem, such as `fields` or `current`. */
export const problemBody = (problem: Problem): string =>
  JSON.stringify({
    ...problem.extra,
    type: problemUri(problem.code),
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
  })

/** Members that HTTP has headers for. */
const saidInHeaders = [
  ['retry_after', 'retry-after'],
  ['allow', 'allow'],
  ['content_range', 'content-range'],
] as const

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply => {
  for (const [member, name] of saidInHeaders) {
    const value = problem.extra[member]
    if (value !== undefined) reply.header(name, value)
  }
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).header('content-type', problemType).send(problemBody(problem))
}

/** Fastify's own failures, by their code. */
const ofFramework: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request_unreadable',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request_unreadable',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request_unreadable',
  FST_ERR_BAD_URL: 'route_missing',
  FST_REQ_FILE_TOO_LARGE: 'file_too_large',
}

/** PostgreSQL's, by SQLSTATE: a time limit that the operator set, a full disk. */
const ofDatabase: Readonly<Record<string, ErrorCode>> = { '57014': 'query_too_slow', '53100': 'disk_full' }

/** Any failure as a problem. What is not ours says nothing about the inside: the log has it. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  const { code, statusCode, message } = error as Partial<FastifyError>
  const inDatabase = code === undefined ? undefined : ofDatabase[code]
  if (inDatabase) return new Problem(inDatabase, undefined, {}, error)
  if (failureKind(error) !== 'final') return new Problem('database_busy', undefined, {}, error)
  const known = code === undefined ? undefined : ofFramework[code]
  if (known) return new Problem(known, message, {}, error)
  // A folder of the web app, or a path that leads out of it.
  if (statusCode === 403 || statusCode === 404) return new Problem('route_missing', undefined, {}, error)
  if (statusCode === 400) return new Problem('request_unreadable', message, {}, error)
  return new Problem('internal', 'The server could not do this. The log says why.', {}, error)
}
