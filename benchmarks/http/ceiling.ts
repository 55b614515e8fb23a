/*
 * The ceiling: what answering these requests costs with nothing but node:http, one named prepared statement and
 * JSON.stringify. It knows nobody, checks nothing and notes nothing.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { parsedJson } from '@rapport/server/database/types.ts'
import { makeIds } from '@rapport/server/ids.ts'
import { tokenOf } from '@rapport/server/records/token-set.ts'
import pg from 'pg'

const columns = `id, type, name, first_name, last_name, salutation, job_title, employer, emails, phones, addresses, country,
  website, industry, employees, birthday, language, lifecycle, source, external_id, tags, note, invented, first_order_at,
  last_order_at, orders, revenue, cost, value, owner, created_at, created_by, updated_at, version, deleted_at`
const statements = {
  list: `select ${columns} from customer where deleted_at is null and lifecycle = $1 and country = $2
    order by created_at desc, id desc limit 51`,
  get: `select ${columns} from customer where id = $1`,
  create: `insert into customer (id, type, name, emails, phones, country, lifecycle, external_id, created_at, updated_at,
    version, search) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1, $10) returning ${columns}`,
}
type Name = keyof typeof statements

const address = JSON.parse(process.argv[2]!) as pg.PoolConfig
const defaultTypes = process.argv[3] === 'default'
const pool = new pg.Pool({ ...address, max: 10, application_name: 'ceiling' })
const newId = makeIds(() => new Date())
const types = defaultTypes ? undefined : parsedJson

const run = async (name: Name, values: unknown[]) =>
  (await pool.query({ name, text: statements[name], values, types })).rows

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = ''
  for await (const chunk of request) text += chunk
  return JSON.parse(text) as Record<string, unknown>
}

const prefixes = (text: string): string[] => [text.slice(0, 2), text.slice(0, 3), text.slice(0, 4)]

const server = createServer(async (request, response) => {
  const url = new URL(request.url!, 'http://x')
  let answer: unknown
  if (request.method === 'POST') {
    const given = await bodyOf(request)
    const tokens = (given.name as string).toLowerCase().split(' ').flatMap(prefixes).map(tokenOf)
    const values = [
      newId(),
      given.type,
      given.name,
      JSON.stringify(given.emails),
      JSON.stringify(given.phones),
      given.country,
      given.lifecycle,
      given.external_id,
      new Date(),
      tokens,
    ]
    answer = (await run('create', values))[0]
  } else if (url.pathname === '/list') {
    const data = await run('list', [url.searchParams.get('lifecycle'), url.searchParams.get('country')])
    answer = { data: data.slice(0, 50), next: data.length > 50 }
  } else answer = (await run('get', [url.pathname.slice(5)]))[0]
  const text = JSON.stringify(answer)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }))
