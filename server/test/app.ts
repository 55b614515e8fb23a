/*
 * The whole application over a database of its own, asked by inject:
 *
 *   const house = useApp()
 *   test('…', async () => { await house.owner.get('/customers') })
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import { type AppParts, serveHouse } from '../app.ts'
import { readConfig } from '../config.ts'
import type { Database } from '../database/pool.ts'
import { type OpenHouse, openHouse } from '../house.ts'
import { type Person, theSystem } from '../records/person.ts'
import type { Engine } from '../records/records.ts'
import { openWorld } from './world.ts'

export type Reply = LightMyRequestResponse
type Headers = Record<string, string>

/** Somebody who asks, with the headers that let them in. */
export class Visitor {
  readonly app: FastifyInstance
  readonly headers: Headers
  constructor(app: FastifyInstance, headers: Headers = {}) {
    this.app = app
    this.headers = headers
  }

  ask(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Headers = {},
  ): Promise<Reply> {
    const url = path.startsWith('/api/') ? path : `/api/v1${path}`
    const payload = body === undefined ? undefined : (body as object)
    return this.app.inject({ method, url, headers: { ...this.headers, ...headers }, payload })
  }
  get = (path: string, headers?: Headers) => this.ask('GET', path, undefined, headers)
  post = (path: string, body: unknown = {}, headers?: Headers) => this.ask('POST', path, body, headers)
  patch = (path: string, body: unknown, headers?: Headers) => this.ask('PATCH', path, body, headers)
  put = (path: string, body: unknown, headers?: Headers) => this.ask('PUT', path, body, headers)
  delete = (path: string, headers?: Headers) => this.ask('DELETE', path, undefined, headers)
}

export const cookieOf = (reply: Reply): string => {
  const set = reply.cookies.find((cookie) => cookie.name === 'rapport.session_token')
  if (!set) throw new Error(`No session cookie came with ${reply.statusCode}: ${reply.body}`)
  return `rapport.session_token=${encodeURIComponent(set.value)}`
}

export const ownerAccount = {
  name: 'Olga Owner',
  email: 'olga@acme.example',
  password: 'seven blue lanterns',
  organisation: 'Acme',
} as const
export const somePassword = 'nine green bottles'

export interface TestApp {
  readonly app: FastifyInstance
  readonly house: OpenHouse
  readonly engine: Engine
  /** The server itself, to lay out what a test needs. */
  readonly admin: Person
  readonly db: Database
  readonly dataFolder: string
  readonly clock: { now: Date }
  /** Nobody in particular. */
  readonly anyone: Visitor
  /** The first administrator. */
  readonly owner: Visitor
  /** What the server told its operator. */
  readonly told: string[]
  /** Invites a person with a built-in role and lets them in. */
  join(role: string, email: string): Promise<Visitor & { id: string }>
  /** A second process' worth of the same Rapport, over a pool of its own, which closes with it. */
  another(db: Database): Promise<{ app: FastifyInstance; close(): Promise<void> }>
  close(): Promise<void>
}

type Options = Pick<AppParts, 'rate' | 'awake'> & { ownerless?: boolean; real?: boolean; smtpUrl?: string }

export async function openApp(options: Options = {}): Promise<TestApp> {
  const world = await openWorld({ connections: 6 })
  const dataFolder = await mkdtemp(join(tmpdir(), 'rapport-app-'))
  const config = {
    ...readConfig({ RAPPORT_DATA: dataFolder }, process.cwd()),
    url: 'http://localhost:80',
    smtpUrl: options.smtpUrl,
  }
  const clock = { now: new Date() }
  const told: string[] = []
  const parts = {
    db: world.db,
    config,
    clock: options.real ? () => new Date() : () => clock.now,
    awake: options.awake,
    rate: options.rate ?? { burst: 100_000, perMinute: 100_000 },
    tell: (sentence: string) => told.push(sentence),
  }
  const house: OpenHouse = await openHouse(parts)
  const app = await serveHouse(house, parts)
  const anyone = new Visitor(app)
  const made = options.ownerless ? undefined : await anyone.post('/setup', ownerAccount)
  const owner = new Visitor(app, made ? { cookie: cookieOf(made) } : {})
  const close = async () => {
    await app.close()
    await world.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
  const another = async (db: Database) => {
    const twin = { ...parts, db, awake: true }
    const second = await serveHouse(await openHouse(twin), twin)
    const closeBoth = async () => {
      await second.close()
      await db.close()
    }
    return { app: second, close: closeBoth }
  }
  const join_ = (role: string, email: string) => letIn(app, owner, role, email)
  return {
    app,
    house,
    engine: house.engine,
    admin: theSystem('web'),
    db: world.db,
    dataFolder,
    clock,
    anyone,
    owner,
    told,
    join: join_,
    another,
    close,
  }
}

async function letIn(app: FastifyInstance, owner: Visitor, code: string, email: string) {
  const roles = (await owner.get('/roles')).json().data as { id: string; code: string }[]
  const role = roles.find((one) => one.code === code)!
  const invited = await owner.post('/auth/invitation', { email, name: email.split('@')[0], roles: [role.id] })
  const token = new URL(invited.json().link).searchParams.get('token')
  const accepted = await new Visitor(app).post('/auth/accept', { token, password: somePassword })
  const visitor = new Visitor(app, { cookie: cookieOf(accepted) })
  return Object.assign(visitor, { id: invited.json().user as string })
}

/** The application of a test file, made before its first test. */
export function useApp(options: Options = {}): TestApp {
  let opened: TestApp | undefined
  beforeAll(async () => {
    opened = await openApp(options)
  })
  afterAll(() => opened?.close())
  return new Proxy({} as TestApp, {
    get: (_target, name) => {
      if (!opened) throw new Error('The application opens before the first test: use it inside a test or beforeAll.')
      return opened[name as keyof TestApp]
    },
  })
}
