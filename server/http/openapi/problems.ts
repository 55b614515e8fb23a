import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import { refusalCodes } from '@rapport/vocabulary/define/refusal.ts'
import { type ErrorCode, errors } from '../../errors.ts'
import { schemaRef } from './names.ts'

/** What any request may meet, whatever it asks for. */
export const everywhere: readonly ErrorCode[] = ['request_unreadable', 'database_busy', 'internal']
export const whenPerson: readonly ErrorCode[] = [
  'sign_in_needed',
  'key_invalid',
  'account_deactivated',
  'person_differs',
  'rate_limited',
]
export const whenChanging: readonly ErrorCode[] = ['origin_refused', 'body_too_large', 'media_type']

export const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457: what went wrong, and what would be right',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', description: 'Where the code is explained' },
    title: { type: 'string', description: 'What the code means' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'A sentence about this very case' },
    code: { type: 'string', enum: Object.keys(errors) },
    fields: {
      type: 'object',
      description: 'What is wrong with which field',
      additionalProperties: {
        type: 'object',
        required: ['code', 'detail'],
        properties: {
          code: { type: 'string', enum: refusalCodes },
          detail: {
            type: 'object',
            required: ['en', 'zh'],
            properties: { en: { type: 'string' }, zh: { type: 'string' } },
          },
        },
      },
    },
    allow: { type: 'string', description: 'With method_refused: the methods that the address takes' },
    content_range: { type: 'string', description: 'With range_invalid: how many bytes the file has' },
    retry_after: { type: 'integer', description: 'Seconds to wait' },
    current: { type: 'object', description: 'With conflict: the record as it stands' },
    changes: { type: 'array', description: 'With conflict: who changed which fields since', items: { type: 'object' } },
  },
}

const statusName = (status: number): string => `Problem${status}`

/** One response for each status that any problem has. */
export const problemResponses = (): Readonly<Record<string, Schema>> => {
  const codes = Object.entries(errors)
  const statuses = [...new Set(codes.map(([, { status }]) => status))].sort()
  return Object.fromEntries(
    statuses.map((status) => {
      const here = codes.filter(([, one]) => one.status === status)
      const description = here.map(([code, { title }]) => `\`${code}\`: ${title}`).join('  \n')
      const schema = { allOf: [schemaRef('Problem'), { properties: { code: { enum: here.map(([code]) => code) } } }] }
      return [statusName(status), { description, content: { 'application/problem+json': { schema } } }]
    }),
  )
}

/** The responses of one operation by status, and its exact codes. */
export const problemsOf = (codes: readonly ErrorCode[]) => {
  const statuses = [...new Set(codes.map((code) => errors[code].status))].sort()
  return Object.fromEntries(
    statuses.map((status) => [String(status), { $ref: `#/components/responses/${statusName(status)}` }]),
  )
}
