import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { familyOf } from '../database/schema/column.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import type { Call } from './call.ts'
import { wantedFields } from './columns.ts'
import { expanded, type Included } from './expand.ts'
import { list } from './list.ts'

export const exportFormats = ['csv', 'xlsx', 'jsonl'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportRequest {
  readonly filter?: Filter
  readonly sort?: readonly string[]
  /** Named fields are exported, personal ones too; without names every field but the personal ones. */
  readonly fields?: readonly string[]
  /** Takes in personal fields without naming them. */
  readonly personal?: boolean
  readonly format: ExportFormat
}

const isLink = (kind: string): boolean => kind === 'link' || kind === 'links' || kind === 'reference'

function exportedFields(access: Access, { fields, personal }: ExportRequest): readonly string[] {
  if (fields) return wantedFields(access, fields).filter((name) => name !== 'version' || fields.includes('version'))
  return access.seen.filter((name) => name !== 'deleted_at' && (personal || !access.object.fields[name]!.personal))
}

type Step = { rows: readonly AnyRow[]; included: Included }

/** The records in steps, each with the titles of what they link to. */
async function* steps(
  call: Call,
  access: Access,
  request: ExportRequest,
  names: readonly string[],
): AsyncGenerator<Step> {
  const links = names.filter((name) => isLink(access.object.fields[name]!.kind))
  let cursor: string | undefined
  do {
    const page = await list(
      call,
      access.object.name,
      { filter: request.filter, sort: request.sort, fields: names, limit: 500, cursor },
      'export',
    )
    yield {
      rows: page.data,
      included: request.format === 'jsonl' ? {} : await expanded(call, access, page.data, links),
    }
    cursor = page.next ?? undefined
  } while (cursor)
}

type Cell = string | number | null

const titleOf = (included: Included, to: string | undefined, one: string): string => {
  const [object, id] = to ? [to, one] : (one.split('/') as [string, string])
  return included[object]?.[id]?.title ?? one
}

/** A value for people and for machines: numbers and days as they are, choices and links by their names. */
function cell(call: Call, access: Access, name: string, row: AnyRow, included: Included): Cell {
  const value = row[name]
  if (value === null || value === undefined) return null
  const field = access.object.fields[name]!
  if (isLink(field.kind)) return ([value].flat() as string[]).map((one) => titleOf(included, field.to, one)).join('; ')
  const family = familyOf(field)
  if (family === 'number') return value as number
  if (family === 'decimal' || family === 'date' || family === 'instant') return String(value)
  return kindOf(field).show(value, field, call.person.locale)
}

const formula = /^[=+\-@\t\r|%]/

/** A spreadsheet must not take a text for a formula, so such a text gets an apostrophe in front. Numbers cannot be formulas. */
export function csvCell(value: Cell, numeric: boolean): string {
  if (value === null) return ''
  const text = String(value)
  const safe = !numeric && formula.test(text) ? `'${text}` : text
  return /[",\r\n;]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

const isNumeric = (access: Access, name: string): boolean => {
  const field = name === 'id' ? undefined : access.object.fields[name]
  const family = field && familyOf(field)
  return family === 'number' || family === 'decimal'
}

async function* csv(
  call: Call,
  access: Access,
  request: ExportRequest,
  names: readonly string[],
): AsyncGenerator<Buffer> {
  const columns = ['id', ...names]
  const numeric = columns.map((name) => isNumeric(access, name))
  const line = (cells: readonly Cell[]): string => `${cells.map((one, i) => csvCell(one, numeric[i]!)).join(',')}\r\n`
  const headers = names.map((name) => csvCell(access.object.fields[name]!.label[call.person.locale], false))
  // The mark at the start tells spreadsheets that it is UTF-8.
  yield Buffer.from(`\ufeff${['id', ...headers].join(',')}\r\n`)
  for await (const { rows, included } of steps(call, access, request, names))
    yield Buffer.from(
      rows.map((row) => line([row.id, ...names.map((name) => cell(call, access, name, row, included))])).join(''),
    )
}

async function* jsonLines(
  call: Call,
  access: Access,
  request: ExportRequest,
  names: readonly string[],
): AsyncGenerator<Buffer> {
  for await (const { rows } of steps(call, access, request, names)) {
    const lines = rows.map((row) =>
      JSON.stringify(Object.fromEntries(['id', ...names].map((name) => [name, row[name]]))),
    )
    if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`)
  }
}

/** Cells of text are written as text, which a spreadsheet never computes. */
async function* xlsxRows(
  call: Call,
  access: Access,
  request: ExportRequest,
  names: readonly string[],
): AsyncGenerator<Cell[]> {
  yield ['id', ...names.map((name) => access.object.fields[name]!.label[call.person.locale])]
  for await (const { rows, included } of steps(call, access, request, names))
    for (const row of rows)
      yield [row.id, ...names.map((name) => xlsxCell(access, name, cell(call, access, name, row, included)))]
}

/** Amounts become numbers in a spreadsheet, because there one computes with them. */
const xlsxCell = (access: Access, name: string, value: Cell): Cell =>
  value !== null && familyOf(access.object.fields[name]!) === 'decimal' ? Number(value) : value

async function* xlsx(
  call: Call,
  access: Access,
  request: ExportRequest,
  names: readonly string[],
): AsyncGenerator<Buffer> {
  // 10 MB that a server which exports no workbook need not carry.
  const { writeXlsxStream } = await import('hucre')
  const name = access.object.labels[call.person.locale].slice(0, 31)
  for await (const chunk of writeXlsxStream(xlsxRows(call, access, request, names), { name })) yield Buffer.from(chunk)
}

const writers = { csv, xlsx, jsonl: jsonLines }

/** A list as a file, in bounded memory: CSV, an Excel workbook, or a line of JSON for each record. */
export function exportRecords(call: Call, object: string, request: ExportRequest): AsyncGenerator<Buffer> {
  const access = call.view.open(object)
  if (access.scopes.export === 'none')
    throw new Problem('forbidden', `Your role does not let you export ${access.object.labels.en.toLowerCase()}.`)
  const names = exportedFields(access, request)
  return writers[request.format](call, access, request, names)
}
