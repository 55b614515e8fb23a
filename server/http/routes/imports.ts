import { Readable } from 'node:stream'
import * as field from '@rapport/vocabulary/define/fields.ts'
import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { type Encoding, encodings } from '../../records/import/encoding.ts'
import type { Mapping } from '../../records/import/mapping.ts'
import { importStates } from '../../records/import/store.ts'
import { integer, oneOf, text as textParameter } from '../query.ts'
import { id, listOf, moment, orNull, route, shape, text } from '../route.ts'
import { uploadOf } from '../upload.ts'

const whole: Schema = { type: 'integer' }
const sentence = shape({ en: text, zh: text })
const anything: Schema = { type: 'object' }

const head = {
  id,
  created_at: moment,
  created_by: orNull(id),
  updated_at: moment,
  file_name: text,
  file_size: { type: 'number' },
  file_sha256: text,
  state: { enum: importStates },
  total: orNull(whole),
  done: whole,
  counts: anything,
  problem: orNull(sentence),
  undone: orNull(anything),
  started_at: orNull(moment),
  ended_at: orNull(moment),
  runner: orNull(id),
} as const

const listed = shape(head)
const one = shape({ ...head, detected: orNull(anything), mapping: orNull(anything) })
const answers = { 200: { about: 'The import as it stands', schema: one } }
const common = { tag: 'imports', who: 'imports' } as const

const upload = route({
  ...common,
  method: 'POST',
  path: '/imports',
  id: 'createImport',
  summary: 'Upload a file and see what it is',
  about:
    'CSV, TSV, XLSX, JSON lines, JSON or vCard, also gzipped; the bytes as the body, or one file of a form. The answer says encoding, format, columns and a suggested mapping; a file that cannot be read has the state `broken` and says why.',
  query: { name: textParameter('Name of the file', 300) },
  raw: { types: ['application/octet-stream', 'multipart/form-data'], about: 'The file' },
  answers: { 201: { about: 'Looked at', schema: one } },
  problems: ['query_invalid', 'file_too_large', 'file_empty', 'disk_full', 'ability_missing'],
  handle: async ({ house, caller, request, reply, query }) => {
    const { name, source } = await uploadOf(request, query.name, house.mostBytes)
    const { sha256, size } = await house.files.put(source, name, house.mostBytes)
    const row = await house.imports.begin(caller.person, { name, size, sha256 })
    reply.raw.setHeader('location', `/api/v1/imports/${row.id}`)
    return row
  },
})

const list = route({
  ...common,
  method: 'GET',
  path: '/imports',
  id: 'listImports',
  summary: 'Your imports, the latest first',
  query: { limit: integer('How many', 1, 200) },
  answers: { 200: { about: 'The imports', schema: shape({ data: listOf(listed) }) } },
  problems: ['query_invalid', 'ability_missing'],
  handle: async ({ house, caller, query }) => ({ data: await house.imports.list(caller.person, query.limit ?? 50) }),
})

const get = route({
  ...common,
  method: 'GET',
  path: '/imports/:id',
  id: 'getImport',
  summary: 'How far an import is, what it found, how it is mapped',
  answers,
  problems: ['not_found', 'ability_missing'],
  handle: ({ house, caller, params }) => house.imports.get(caller.person, params.id!),
})

const format = route({
  ...common,
  method: 'PUT',
  path: '/imports/:id/format',
  id: 'setImportFormat',
  summary: 'Read the file in another way',
  about: 'Encoding, delimiter, sheet or header other than what was found. The mapping is suggested anew.',
  body: {
    encoding: field.choice(
      label('Encoding', '编码'),
      Object.fromEntries(encodings.map((name) => [name, { label: label(name, name) }])),
    ),
    delimiter: field.text(label('Delimiter', '分隔符'), { max: 1 }),
    sheet: field.integer(label('Sheet, from 0', '工作表，从 0 开始'), { min: 0 }),
    header: field.boolean(label('The first row names the columns', '首行为列名')),
  },
  answers,
  problems: ['invalid', 'not_found', 'import_state', 'ability_missing'],
  handle: ({ house, caller, params, request }) => {
    const wished = (request.body ?? {}) as { encoding?: Encoding; delimiter?: string; sheet?: number; header?: boolean }
    const given = Object.entries(wished).filter(([, value]) => value !== null)
    return house.imports.detect(caller.person, params.id!, Object.fromEntries(given))
  },
})

const map = route({
  ...common,
  method: 'PUT',
  path: '/imports/:id/mapping',
  id: 'setImportMapping',
  summary: 'Say where the columns go',
  about:
    'The body holds `mapping`: `object`, `columns` ([{column, to}], paths over links such as "order.customer.emails"), and if need be `routes`, `keys`, `existing`, `conventions`, `values`, `country`, `badCells`, `fixes` (corrected cells by line and column).',
  body: { mapping: field.json(label('Mapping', '对应关系'), { required: true }) },
  answers,
  problems: ['invalid', 'not_found', 'import_state', 'import_mapping', 'import_unreadable', 'ability_missing'],
  handle: ({ house, caller, params, body }) => {
    const mapping = body.mapping as Partial<Mapping> | null
    if (
      typeof mapping !== 'object' ||
      mapping === null ||
      typeof mapping.object !== 'string' ||
      !Array.isArray(mapping.columns)
    )
      throw new Problem('import_mapping', 'The mapping needs `object` and `columns`.')
    return house.imports.map(caller.person, params.id!, mapping as Mapping)
  },
})

const suggestion = route({
  ...common,
  method: 'GET',
  path: '/imports/:id/suggestion',
  id: 'suggestImportMapping',
  summary: 'A mapping to another object',
  query: { object: textParameter('Name of the object', 60) },
  answers: { 200: { about: 'The mapping, or nothing', schema: shape({ mapping: orNull(anything) }) } },
  problems: ['query_invalid', 'not_found', 'ability_missing'],
  handle: async ({ house, caller, params, query }) => ({
    mapping: (await house.imports.suggestFor(caller.person, params.id!, query.object ?? 'customer')) ?? null,
  }),
})

const preview = route({
  ...common,
  method: 'GET',
  path: '/imports/:id/preview',
  id: 'previewImport',
  summary: 'What the first rows would become',
  about: 'Nothing is written. Refused rows come first, each cell with its reason.',
  query: { show: integer('Rows to show', 1, 500), look: integer('Rows to look at', 1, 5_000) },
  answers: {
    200: {
      about: 'Rows, and how many would be made, changed and refused',
      schema: shape({ rows: listOf(anything), counts: anything, looked: whole, total: whole }),
    },
  },
  problems: ['query_invalid', 'not_found', 'import_state', 'import_unreadable', 'ability_missing'],
  handle: ({ house, caller, params, query }) =>
    house.imports.preview(caller.person, params.id!, query.show ?? 50, query.look ?? 1_000),
})

const deeds = {
  start: 'Start it in the background',
  pause: 'Stop after the batch in hand',
  resume: 'Go on where it stands',
  cancel: 'Stop for good; what was imported stays',
  undo: 'Take back what it made and changed; records edited since are kept and listed',
} as const

const deedRoutes = (Object.keys(deeds) as (keyof typeof deeds)[]).map((deed) =>
  route({
    ...common,
    method: 'POST',
    path: `/imports/:id/${deed}`,
    id: `${deed}Import`,
    summary: deeds[deed],
    answers,
    problems: ['not_found', 'import_state', 'import_mapping', 'import_unreadable', 'ability_missing'],
    handle: ({ house, caller, params }) => house.imports[deed](caller.person, params.id!),
  }),
)

const refused = route({
  ...common,
  method: 'GET',
  path: '/imports/:id/refused',
  id: 'downloadRefusedRows',
  summary: 'The refused rows as CSV, each with its reason',
  query: { language: oneOf('Language of the reasons', 'en', 'zh') },
  answers: { 200: { about: 'CSV', type: 'text/csv', schema: { type: 'string' } } },
  problems: ['query_invalid', 'not_found', 'ability_missing'],
  handle: async ({ house, caller, params, query, reply }) => {
    const person = query.language ? { ...caller.person, locale: query.language } : caller.person
    const { name, csv } = await house.imports.refused(person, params.id!)
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(Readable.from(csv))
  },
})

export const importRoutes = [upload, list, get, format, map, suggestion, preview, ...deedRoutes, refused]
