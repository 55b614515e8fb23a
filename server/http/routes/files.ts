import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { mayShow } from '../../files/sniff.ts'
import { schemaRef } from '../openapi/names.ts'
import { flag, text as textParameter } from '../query.ts'
import { route } from '../route.ts'
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
const locked = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox"

const download = route({
  method: 'GET',
  path: '/files/:id/content',
  tag: 'files',
  id: 'downloadFile',
  summary: 'The bytes of a file',
  about: 'inline=1 lets a browser show pictures, sound, film, PDF and plain text; everything else is always saved.',
  who: 'person',
  query: { inline: flag('1 to show it where that is safe') },
  answers: { 200: { about: 'The file', type: 'application/octet-stream', schema: { type: 'string' } } },
  problems: ['query_invalid', 'not_found', 'file_missing'],
  handle: async ({ house, caller, params, query, reply }) => {
    const row = await house.as(caller.person).get('file', params.id!)
    if (typeof row.sha256 !== 'string') throw new Problem('file_missing')
    const stream = await house.files.read(row.sha256)
    const type = typeof row.type === 'string' ? row.type : 'application/octet-stream'
    const shown = query.inline === true && mayShow(type)
    return reply
      .header(
        'content-type',
        shown ? (type === 'text/plain' ? 'text/plain; charset=utf-8' : type) : 'application/octet-stream',
      )
      .header('content-length', Number(row.size))
      .header(
        'content-disposition',
        `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(String(row.name))}`,
      )
      .header('content-security-policy', locked)
      .header('cache-control', 'private, max-age=31536000, immutable')
      .send(stream)
  },
})

export const fileRoutes = [upload, download]
