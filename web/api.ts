import type { Filter, Group, Measure } from '@rapport/vocabulary/define/filter.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { noteAnswer, noteAway } from './connection.ts'
import { deedOfCall, noteDeed } from './deeds.ts'

/** What the server says when it does not do what was asked (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: Readonly<Record<string, { readonly code: string; readonly detail: Label }>>
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.detail ?? body.title ?? `The server answered ${status}.`))
    this.name = 'ApiProblem'
    this.status = status
    this.code = String(body.code ?? 'unknown')
    this.fields = (body.fields ?? {}) as ApiProblem['fields']
    this.body = body
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {}

type Query = Readonly<Record<string, string | number | boolean | undefined>>
interface Call {
  readonly body?: unknown
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export const apiPath = (path: string, query: Query = {}): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1${path}${text && `?${text}`}`
}

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  if (text === '') return undefined
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
}

const outgoing = (body: unknown): { body?: BodyInit; headers?: Record<string, string> } => {
  if (body === undefined) return {}
  if (body instanceof Blob || body instanceof FormData) return { body }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

/** What stands before the server answers in its place while it is away; the server's own answers are problems. */
const between = (response: Response): boolean =>
  [502, 503, 504].includes(response.status) && !response.headers.get('content-type')?.includes('problem+json')

/** One call of the API; throws ApiProblem for a refusal and Unreachable when there is no answer. */
export const call = async <T>(
  method: string,
  path: string,
  { body, query, headers, signal }: Call = {},
): Promise<T> => {
  const out = outgoing(body)
  const response = await fetch(apiPath(path, query), {
    method,
    credentials: 'same-origin',
    ...(out.body !== undefined && { body: out.body }),
    headers: { accept: 'application/json', ...out.headers, ...headers },
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && (error.name === 'AbortError' || error.name === 'TimeoutError')) throw error
    noteAway()
    throw new Unreachable('The server cannot be reached.', { cause: error })
  })
  if (between(response)) {
    noteAway()
    throw new Unreachable('The server cannot be reached.')
  }
  noteAnswer(response.headers)
  const given = await bodyOf(response)
  if (response.ok) {
    const deed = deedOfCall(method, path)
    if (deed !== undefined) noteDeed(deed)
    return given as T
  }
  throw new ApiProblem(
    response.status,
    typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {},
  )
}

/** Asks whether the server is there; the answer is noted like any other (connection.ts). */
export const lookForServer = (): Promise<void> =>
  call('GET', '/setup', { signal: AbortSignal.timeout(2_500) }).then(
    () => undefined,
    () => undefined,
  )

export interface Titled {
  readonly id: string
  readonly title: string
}
export type Included = { readonly [object: string]: { readonly [id: string]: Titled } }
export interface ListReply {
  readonly data: readonly AnyRow[]
  readonly next: string | null
  readonly included?: Included
  readonly total?: { readonly value: number; readonly exact: boolean }
  /** After a skip: the cursor of this page, or how many rows there were where the list ended before. */
  readonly start?: string
  readonly skipped?: number
}
export interface ListAsk {
  readonly filter?: Filter
  readonly sort?: string
  readonly limit?: number
  readonly cursor?: string
  readonly skip?: number
  readonly expand?: readonly string[]
  readonly fields?: readonly string[]
  readonly total?: boolean
  readonly trash?: boolean
}

const listQuery = (ask: ListAsk): Query => ({
  filter: ask.filter && JSON.stringify(ask.filter),
  sort: ask.sort,
  limit: ask.limit,
  cursor: ask.cursor,
  skip: ask.skip,
  expand: ask.expand?.join(','),
  fields: ask.fields?.join(','),
  total: ask.total ? 1 : undefined,
  trash: ask.trash ? 1 : undefined,
})

export const listRecords = (plural: string, ask: ListAsk, signal?: AbortSignal): Promise<ListReply> =>
  call('GET', `/${plural}`, { query: listQuery(ask), ...(signal && { signal }) })

export const getRecord = (plural: string, id: string, expand: readonly string[], signal?: AbortSignal) =>
  call<AnyRow & { included?: Included }>('GET', `/${plural}/${id}`, {
    query: { expand: expand.join(',') },
    ...(signal && { signal }),
  })

export type Values = { readonly [field: string]: unknown }

export const createRecord = (plural: string, values: Values, key: string): Promise<AnyRow> =>
  call('POST', `/${plural}`, { body: values, headers: { 'idempotency-key': key } })

export const updateRecord = (plural: string, id: string, values: Values, version: number): Promise<AnyRow> =>
  call('PATCH', `/${plural}/${id}`, { body: values, headers: { 'if-match': `"${version}"` } })

export const removeRecord = (plural: string, id: string): Promise<void> => call('DELETE', `/${plural}/${id}`)

export const doVerb = <T>(plural: string, id: string, verb: string, input: Values = {}, key?: string): Promise<T> =>
  call('POST', `/${plural}/${id}/${verb}`, { body: input, ...(key && { headers: { 'idempotency-key': key } }) })

export interface Aggregated {
  /** The values of the groups and of the measures, in the order in which they were asked for. */
  readonly rows: readonly { readonly group: readonly unknown[]; readonly values: readonly unknown[] }[]
  /** There are more groups than were asked for. */
  readonly more: boolean
}
export interface AggregateAsk {
  readonly filter?: Filter
  readonly group?: readonly Group[]
  readonly measures: readonly Measure[]
  readonly limit?: number
  readonly order?: 'group' | 'value'
}
export const aggregate = (plural: string, ask: AggregateAsk): Promise<Aggregated> =>
  call('POST', `/${plural}/aggregate`, { body: ask })

export interface BoardCard {
  /** Orders the cards of a lane, the highest first. */
  readonly rank: string
  /** When the record came into its lane. */
  readonly since: string
  readonly row: AnyRow
}
export interface BoardAsk {
  readonly by: string
  readonly filter?: Filter | undefined
  readonly fields: readonly string[]
  readonly expand: readonly string[]
}
export interface LaneReply {
  readonly data: readonly BoardCard[]
  readonly next: string | null
  readonly included: Included
}
/** One lane from the top or from a cursor; or these records, wherever they stand. */
export const boardCards = (
  plural: string,
  { by, filter, fields, expand }: BoardAsk,
  which: { readonly lane: string; readonly cursor?: string | undefined } | { readonly ids: readonly string[] },
): Promise<LaneReply> =>
  call('GET', `/${plural}/board`, {
    query: {
      by,
      filter: filter && JSON.stringify(filter),
      fields: fields.join(','),
      expand: expand.join(','),
      ...('ids' in which ? { ids: which.ids.join(',') } : { lane: which.lane, cursor: which.cursor, limit: 25 }),
    },
  })

export interface LaneFigure {
  readonly lane: string
  readonly count: number
  readonly sums: readonly { readonly currency: string | null; readonly sum: string; readonly weighted: string | null }[]
}
export const boardFigures = (
  plural: string,
  ask: { by: string; filter?: Filter | undefined; sum?: string | undefined; weigh?: string | undefined },
  lanes?: readonly string[],
): Promise<{ data: readonly LaneFigure[] }> =>
  call('GET', `/${plural}/board/figures`, {
    query: { ...ask, filter: ask.filter && JSON.stringify(ask.filter), lanes: lanes?.join(',') },
  })

export interface Placing {
  readonly by: string
  readonly from: string
  readonly to: string
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly input?: Values | undefined
}
export const placeCard = (plural: string, id: string, body: Placing): Promise<BoardCard> =>
  call('POST', `/${plural}/${id}/place`, { body })

export interface Found extends Titled {
  readonly object: string
  readonly subtitle?: string
}
export const searchRecords = (q: string, objects: string | undefined, limit: number, signal?: AbortSignal) =>
  call<{ data: readonly Found[] }>('GET', '/search', { query: { q, objects, limit }, ...(signal && { signal }) })
