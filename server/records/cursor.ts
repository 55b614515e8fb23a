import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { Problem } from '../errors.ts'

/** Where a page ended: the values that it was sorted by, and the id. */
export interface Cursor {
  readonly values: readonly unknown[]
  readonly id: string
}

const wrong = () =>
  new Problem(
    'cursor_invalid',
    'The cursor does not belong to this list: take it from `next` of the page before, with the same order.',
  )

export const writeCursor = (sort: string, { values, id }: Cursor): string =>
  Buffer.from(JSON.stringify([sort, id, ...values])).toString('base64url')

const isValue = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value)

export function readCursor(sort: string, text: string | undefined, size: number): Cursor | undefined {
  if (text === undefined) return undefined
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    throw wrong()
  }
  if (!Array.isArray(parts) || parts.length !== size + 2 || parts[0] !== sort) throw wrong()
  const [, id, ...values] = parts as unknown[]
  if (typeof id !== 'string' || !uuid.test(id) || !values.every(isValue)) throw wrong()
  return { id, values: values.map((value) => (value === null ? null : String(value))) }
}

/** A cursor that somebody wrote by hand fails in the cast; a list that the database's time limit stopped was too slow. */
export function explainList(error: unknown, cursor?: Cursor): never {
  const { code } = error as { code?: string }
  if (code === '57014')
    throw new Problem(
      'query_too_slow',
      'The list took longer than the database allows. Narrow the filter, or filter by an indexed field.',
      {},
      error,
    )
  throw cursor && typeof code === 'string' && code.startsWith('22') ? wrong() : error
}
