import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordsOn } from '../../records/records.ts'
import { type Reply, useApp } from '../../test/app.ts'
import { sampleValues } from '../../test/sample.ts'

/* Every object × every route: what the server answers is what its OpenAPI document says, member by member. */

const house = useApp()
type Operation = { responses: Record<string, { $ref?: string; content?: Record<string, { schema: object }> }> }
let document: { paths: Record<string, Record<string, Operation>>; components: object }
let ajv: Ajv2020
const compiled = new Map<string, ValidateFunction>()

beforeAll(async () => {
  document = (await house.owner.get('/api/openapi.json')).json()
  ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'api', components: document.components })
})

/** Rewrites references to the document, so that they are found from a schema on its own. */
const standing = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'))

const responseOf = (path: string, method: string, status: number) => {
  const operation = document.paths[path]?.[method]
  expect(operation, `${method} ${path} is in the document`).toBeDefined()
  const given = operation!.responses[status]
  expect(given, `${method} ${path} may answer ${status}`).toBeDefined()
  if (!given!.$ref) return given!
  const name = given!.$ref.split('/').at(-1)!
  return (document.components as { responses: Record<string, typeof given> }).responses[name]!
}

/** The answer holds exactly what the document says, status and type too. */
const holds = (reply: Reply, path: string, method: string): Reply => {
  const { content } = responseOf(path, method, reply.statusCode)
  if (!content) {
    expect(reply.body).toBe('')
    return reply
  }
  const type = String(reply.headers['content-type']).split(';')[0]!
  expect(Object.keys(content)).toContain(type)
  if (!type.endsWith('json')) return reply
  const key = `${method} ${path} ${reply.statusCode}`
  const validate = compiled.get(key) ?? ajv.compile(standing(content[type]!.schema))
  compiled.set(key, validate)
  const valid = validate(reply.json())
  expect(valid ? [] : [key, validate.errors, reply.body]).toEqual([])
  return reply
}

const valuesFor = async (object: ObjectDefinition) => {
  const person = (await house.owner.get('/me')).json()
  const records = recordsOn(house.engine, { ...house.admin, id: person.id })
  const values = await sampleValues(records, vocabulary, object, true)
  const fitting = Object.entries(values).map(([name, value]) => [name, fitted(object.fields[name]!, value)])
  const own = object.name === 'layout' && layoutValues()
  return { ...Object.fromEntries(fitting), ...(object.fields.owner && { owner: person.id }), ...own }
}

/** A layout is checked against the object it is of; each object has one. */
let laidOut = 0
const layoutValues = () => ({ object: vocabulary.objects[laidOut++]!.name, place: 'page', role: null, settings: {} })

/** Sample values know nothing of bounds. */
const fitted = ({ min, max }: Field, value: unknown): unknown => {
  if (typeof value === 'number') return Math.max(min ?? value, Math.min(max ?? value, value))
  return typeof value === 'string' && max !== undefined ? value.slice(0, max) : value
}

/** Written by the server in the name of the person, where people may not. */
const made = async (object: ObjectDefinition): Promise<Reply> => {
  const base = `/api/v1/${object.plural}`
  const values = await valuesFor(object)
  if (object.name === 'file')
    return house.owner.ask('POST', `${base}?name=a.txt`, Buffer.from('hello'), { 'content-type': 'text/plain' })
  if (object.grants?.admin?.create !== 'none') return holds(await house.owner.post(base, values), base, 'post')
  const row = await recordsOn(house.engine, house.admin).create(object.name, values)
  return { statusCode: 201, body: '', json: () => row } as unknown as Reply
}

describe.each(vocabulary.objects.map((object) => [object.plural, object] as const))('%s', (plural, object) => {
  const base = `/api/v1/${plural}`
  const one = `${base}/{id}`
  /** Nobody, not even an administrator, has more than their own. */
  const personal = object.grants?.admin?.delete === 'own'

  test('answers as the document says', async () => {
    const created = await made(object)
    expect(created.statusCode, created.body).toBe(201)
    const { id } = created.json()
    const at = `${base}/${id}`
    holds(await house.owner.get(`${base}?limit=5&total=1`), base, 'get')
    const read = holds(await house.owner.get(at), one, 'get')
    expect(read.headers.etag).toBe(`"${read.json().version}"`)
    const link = Object.entries(object.fields).find(([, field]) => field.kind === 'link')?.[0]
    if (link) expect(holds(await house.owner.get(`${at}?expand=${link}`), one, 'get').json().included).toBeDefined()
    holds(await house.owner.get(`${at}/history`), `${one}/history`, 'get')
    holds(await house.owner.get(`${at}/timeline`), `${one}/timeline`, 'get')
    holds(
      await house.owner.post(`${base}/aggregate`, { measures: [{ measure: 'count' }] }),
      `${base}/aggregate`,
      'post',
    )
    const exported = await house.owner.get(`${base}/export?format=jsonl`)
    expect(exported.statusCode).toBe(personal ? 403 : 200)
    if (!personal) holds(await house.owner.get(`${base}/export`), `${base}/export`, 'get')
    const written = holds(await house.owner.patch(at, { [object.title]: read.json()[object.title] }), one, 'patch')
    const stale = await house.owner.patch(at, {}, { 'if-match': '"999"' })
    expect([200, 409]).toContain(holds(stale, one, 'patch').statusCode)
    expect(written.statusCode).toBe(200)
  })

  test('refuses as the document says', async () => {
    const nowhere = '01900000-0000-7000-8000-00000000dead'
    holds(await house.owner.get(`${base}/${nowhere}`), one, 'get')
    holds(await house.owner.get(`${base}/not-an-id`), one, 'get')
    holds(await house.owner.get(`${base}?nothing=1`), base, 'get')
    holds(await house.owner.get(`${base}?filter=${encodeURIComponent('{"field":"nothing","op":"eq"}')}`), base, 'get')
    holds(await house.owner.get(`${base}?sort=nothing`), base, 'get')
    holds(await house.owner.get(`${base}?cursor=nonsense`), base, 'get')
    holds(await house.anyone.get(base), base, 'get')
    if (object.name !== 'file' && object.grants?.admin?.create !== 'none')
      holds(await house.owner.post(base, { nothing: 1 }), base, 'post')
    holds(await house.owner.patch(`${base}/${nowhere}`, { nothing: 1 }), one, 'patch')
    holds(await house.owner.post(`${base}/${nowhere}/merge`, { others: [nowhere] }), `${one}/merge`, 'post')
    holds(await house.owner.post(`${base}/bulk`, { ids: [] }), `${base}/bulk`, 'post')
  })

  test('goes to the trash, comes back, and is gone for good', async () => {
    const { id } = (await made(object)).json()
    const gone = holds(await house.owner.delete(`${base}/${id}`), one, 'delete')
    expect(gone.statusCode, gone.body).toBe(204)
    holds(await house.owner.get(`${base}?trash=1`), base, 'get')
    const back = holds(await house.owner.post(`${base}/${id}/restore`), `${one}/restore`, 'post')
    expect(back.statusCode, back.body).toBe(200)
    await house.owner.delete(`${base}/${id}`)
    const destroyed = holds(await house.owner.post(`${base}/${id}/destroy`), `${one}/destroy`, 'post')
    // Only those who may delete every record of the object remove one for ever.
    expect(destroyed.statusCode, destroyed.body).toBe(personal ? 403 : 204)
    if (!personal) expect((await house.owner.get(`${base}/${id}`)).statusCode).toBe(404)
  })
})
