import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { mayShow } from '../../files/sniff.ts'
import { schemaRef } from '../openapi/names.ts'
import { flag, text as textParameter } from '../query.ts'
import { holdsTag, rangeOf } from '../ranges.ts'
import { type Answer, route } from '../route.ts'
import { uploadOf } from '../upload.ts'

const reference = /^([a-z][a-z0-9_]*)\/([0-9a-f-]{36})$/

const upload = route({
  method: 'POST',
  path: '/files',
  tag: 'files',
  id: 'uploadFile',
  summary: 'Upload a file',
  about: 'The bytes as the body, or one file of a form. What kind of file it is is told by its contents.',
  who: 'person',
  query: {
    name: textParameter('Name of the file', 300),
    about: textParameter('Record it belongs to: "customer/<id>"', 100),
  },
  raw: { types: ['application/octet-stream', 'multipart/form-data'], about: 'The file' },
  answers: { 201: { about: 'Kept', schema: schemaRef('File') } },
  problems: ['query_invalid', 'file_too_large', 'file_empty', 'disk_full', 'invalid', 'forbidden', 'not_found'],
  handle: async ({ house, caller, request, reply, query }) => {
    const records = house.as(caller.person)
    const [, object, record] = reference.exec(query.about ?? '') ?? []
    if (query.about !== undefined && object === undefined)
      throw new Problem('query_invalid', 'The parameter "about" must be an object and an id such as customer/0190….', {
        parameter: 'about',
      })
    // Whoever may not see the record may not hang anything on it, and hears so before the bytes are sent.
    if (object && record) await records.get(object, record)
    const { name, source } = await uploadOf(request, query.name, house.mostBytes)
    const stored = await house.files.put(source, name, house.mostBytes)
    const row = await house.db.transaction(async (tx) => {
      const own = house.records.as(caller.person, tx)
      const made = await own.create('file', { name, ...(query.about && { about: query.about }) })
      await tx.run(
        sql`update file set size = ${stored.size}, type = ${stored.type}, sha256 = ${stored.sha256} where id = ${made.id}`,
      )
      return own.get('file', made.id)
    })
    reply.raw.setHeader('location', `/api/v1/files/${row.id}`)
    return row
  },
})

/** Even a file that slipped through may not run: no scripts, no plug-ins, no forms, an origin of its own. */
const locked =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'none'; sandbox"
/** The PDF viewers of browsers refuse to start in a sandbox of ours; they bring their own. Only our pages may frame them. */
const lockedPages = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"

const bytes: Answer['schema'] = { type: 'string' }

/** How a browser is to take it: shown where that is safe, saved otherwise. */
function manner(row: AnyRow, inline: boolean): Record<string, string> {
  const type = typeof row.type === 'string' ? row.type : 'application/octet-stream'
  const shown = inline && mayShow(type)
  const told = type === 'text/plain' ? 'text/plain; charset=utf-8' : type
  return {
    'content-type': shown ? told : 'application/octet-stream',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(String(row.name))}`,
    'content-security-policy': shown && type === 'application/pdf' ? lockedPages : locked,
    'cache-control': 'private, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
  }
}

const download = route({
  method: 'GET',
  path: '/files/:id/content',
  tag: 'files',
  id: 'downloadFile',
  summary: 'The bytes of a file',
  about:
    'inline=1 lets a browser show pictures, sound, film, PDF and plain text; everything else is always saved. Range asks for some of the bytes, If-None-Match for nothing when they are known.',
  who: 'person',
  query: { inline: flag('1 to show it where that is safe') },
  answers: {
    200: { about: 'The file', type: 'application/octet-stream', schema: bytes },
    206: { about: 'The bytes that Range asked for', type: 'application/octet-stream', schema: bytes },
    304: { about: 'The file is the one that If-None-Match names', schema: null },
  },
  problems: ['query_invalid', 'not_found', 'file_missing', 'range_invalid'],
  handle: async ({ house, caller, params, query, request, reply }) => {
    const row = await house.as(caller.person).get('file', params.id!)
    if (typeof row.sha256 !== 'string') throw new Problem('file_missing')
    // The contents lie under their digest and never change, so it is the tag.
    const tag = `"${row.sha256}"`
    reply.headers({ ...manner(row, query.inline === true), etag: tag })
    const { headers } = request
    if (holdsTag(headers['if-none-match'], tag)) return reply.code(304).send()
    const size = Number(row.size)
    const current = headers['if-range'] === undefined || headers['if-range'] === tag
    const range = current ? rangeOf(headers.range, size) : undefined
    const stream = await house.files.read(row.sha256, range)
    if (!range) return reply.header('content-length', size).send(stream)
    return reply
      .code(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
      .header('content-length', range.end - range.start + 1)
      .send(stream)
  },
})

export const fileRoutes = [upload, download]
