import type { FastifyError, FastifyReply } from 'fastify'
import { type ErrorCode, Problem } from '../errors.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** Where a code is explained; relative, so that it holds under any host name. */
export const problemUri = (code: ErrorCode): string => `/api/problems/${code}`

/** RFC 9457. `extra` carries members of this very problem, such as `fields` or `current`. */
export const problemBody = (problem: Problem): string =>
  JSON.stringify({
    type: problemUri(problem.code),
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    ...problem.extra,
  })

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply => {
  const wait = problem.extra.retry_after
  if (typeof wait === 'number') reply.header('retry-after', wait)
  return reply.code(problem.status).header('content-type', problemType).send(problemBody(problem))
}

type Violation = { instancePath: string; keyword: string; message?: string; params: Record<string, unknown> }

const fieldOf = ({ instancePath, params }: Violation): string => {
  const name = params.missingProperty ?? params.additionalProperty
  const path = [...instancePath.split('/').slice(1), ...(typeof name === 'string' ? [name] : [])]
  return path.join('.') || 'body'
}

const codeOf: Readonly<Record<string, string>> = {
  required: 'required',
  additionalProperties: 'unknown_field',
  enum: 'unknown_choice',
  maxLength: 'too_long',
  maxItems: 'too_long',
  minLength: 'too_small',
  minimum: 'too_small',
  maximum: 'too_large',
  type: 'type',
}

const sentence = (one: Violation): string => {
  if (one.keyword === 'required') return 'must be given'
  if (one.keyword === 'additionalProperties') return 'is not known here'
  if (one.keyword === 'enum') return `must be one of ${(one.params.allowedValues as unknown[]).join(', ')}`
  return one.message ?? 'is not right'
}

/** What ajv found, in the same form in which the records engine names wrong fields. */
export const bodyProblem = (violations: readonly Violation[]): Problem => {
  const fields: Record<string, { code: string; detail: { en: string; zh: string } }> = {}
  for (const one of violations) {
    const say = sentence(one)
    fields[fieldOf(one)] ??= { code: codeOf[one.keyword] ?? 'format', detail: { en: say, zh: say } }
  }
  const named = Object.entries(fields).map(([name, { detail }]) => `${name} ${detail.en}`)
  return new Problem('body_invalid', `The body is not right: ${named.join('; ')}.`, { fields })
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

/** Any failure as a problem. What is not ours says nothing about the inside: the log has it. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  const { code, validation, statusCode, message } = error as Partial<FastifyError>
  if (validation) return bodyProblem(validation as unknown as Violation[])
  const known = code === undefined ? undefined : ofFramework[code]
  if (known) return new Problem(known, message, {}, error)
  if (statusCode === 400) return new Problem('request_unreadable', message, {}, error)
  return new Problem('internal', 'The server could not do this. The log says why.', {}, error)
}
