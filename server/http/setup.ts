import * as field from '@rapport/vocabulary/define/fields.ts'
import { type Locale, label } from '@rapport/vocabulary/define/label.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { theSystem } from '../records/person.ts'
import { enter } from './auth/enter.ts'
import { checkPassword } from './auth/password.ts'
import { email, password } from './auth/sign-in.ts'
import { createPipeline, createRoles } from './furniture.ts'
import type { House } from './house.ts'
import { meSchema } from './me.ts'
import { id, orNull, route, shape } from './route.ts'

const system = theSystem('web')

const hasUsers = async (db: Runner): Promise<boolean> =>
  (await db.maybe(sql`select 1 from "user" where status = 'active' limit 1`)) !== undefined

export interface Owner {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly language: Locale
  readonly timezone?: string | null
  readonly organisation?: string | null
  readonly country?: string | null
  readonly currency?: string | null
}

const given = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as T

/**
 * The first account, which may do everything, and the organisation it belongs to. Once only, however many ask at a
 * time. The record of the person comes last: without it, an attempt that broke off is begun anew.
 */
export const createOwner = (house: House, owner: Owner): Promise<string> => {
  checkPassword(owner.password, [owner.name, owner.email])
  return house.db.transaction(async (tx) => {
    const { free } = await tx.one<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('rapport owner')) as free`,
    )
    if (!free || (await hasUsers(tx))) throw new Problem('setup_done')
    await house.db.run(sql`delete from auth."user"`)
    return createAll(house, owner)
  })
}

async function createAll(house: House, owner: Owner): Promise<string> {
  await createRoles(house)
  const admin = await house.db.one<{ id: string }>(sql`select id from role where code = 'admin'`)
  const { name, email: address, language, timezone, country, currency } = owner
  const id = house.newId()
  await house.accounts.create({ id, name, email: address }, owner.password)
  const records = house.records.as(system)
  if (!(await house.db.maybe(sql`select 1 from organisation where deleted_at is null limit 1`)))
    await records.create(
      'organisation',
      given({ name: owner.organisation ?? name, language, timezone, country, currency }),
    )
  await createPipeline(house, records, language)
  await records.create(
    'user',
    given({ id, name, email: address, roles: [admin.id], status: 'active', language, timezone }),
  )
  return id
}

const state = route({
  method: 'GET',
  path: '/setup',
  tag: 'setup',
  id: 'getSetup',
  summary: 'Whether an owner has to be created',
  who: 'anyone',
  answers: {
    200: { about: 'The state', schema: shape({ needed: { type: 'boolean' }, sample: { type: 'boolean' } }) },
  },
  handle: async ({ house }) => {
    const sample = await house.db.maybe(sql`select 1 from organisation where sample and deleted_at is null limit 1`)
    return { needed: !(await hasUsers(house.db)), sample: sample !== undefined }
  },
})

const setUp = route({
  method: 'POST',
  path: '/setup',
  tag: 'setup',
  id: 'createOwner',
  summary: 'Create the owner and sign in',
  about: 'Works once, as long as there is nobody.',
  who: 'anyone',
  body: {
    name: field.text(label('Name', '姓名'), { required: true, max: 200 }),
    email,
    password,
    organisation: field.text(label('Organisation', '组织'), { max: 200 }),
    country: field.text(label('Country', '国家'), { max: 2 }),
    currency: field.currency(label('Currency', '货币')),
    language: field.choice(label('Language', '语言'), {
      en: { label: label('English', '英语') },
      zh: { label: label('Chinese', '中文') },
    }),
    timezone: field.text(label('Time zone', '时区'), { max: 60 }),
    sample: field.boolean(label('Load the sample company', '载入示例公司')),
  },
  answers: { 201: { about: 'Signed in', schema: meSchema } },
  problems: ['invalid', 'password_weak', 'setup_done', 'sign_in_paused'],
  handle: async ({ house, request, reply, body }) => {
    house.attempts.begin(request.ip, 'setup', house.clock().getTime())
    const owner = await createOwner(house, { ...body, language: body.language ?? 'en' })
    if (body.sample) await house.loadSample(owner)
    return enter(house, request, reply, { email: body.email, password: body.password, remember: true })
  },
})

const sampleRoute = route({
  method: 'POST',
  path: '/setup/sample',
  tag: 'setup',
  id: 'loadSample',
  summary: 'Load the sample company',
  about:
    'In the background, once: its customers are invented and marked so. `job` says how far it is under /jobs/{id}.',
  who: 'settings',
  answers: { 202: { about: 'Begun', schema: shape({ job: orNull(id) }) } },
  problems: ['setup_done', 'ability_missing'],
  handle: async ({ house, caller }) => {
    const there = await house.db.maybe(sql`select 1 from organisation where sample and deleted_at is null limit 1`)
    if (there) throw new Problem('setup_done', 'The sample company has been loaded already.')
    return { job: await house.loadSample(caller.person.id) }
  },
})

export const setupRoutes = [state, setUp, sampleRoute]
