import { sql } from '../database/sql.ts'
import { joinDatabase } from '../database/start.ts'
import { Problem } from '../errors.ts'
import { type OpenHouse, openHouse } from '../house.ts'
import { type FoundUser, userByEmail } from '../http/auth/find.ts'
import { type Sent, sendLink } from '../http/auth/links.ts'
import { theSystem } from '../records/person.ts'
import { type Call, type Command, Misuse } from './command.ts'

export const user: Command = {
  name: 'user',
  usage: 'list | add <email> | reset-password <email>',
  summary: 'List the people who may come in, invite one, or renew a password.',
  options: {
    name: {
      type: 'string',
      value: 'name',
      summary: 'The name of the person to add; otherwise what stands before the @.',
    },
    role: {
      type: 'string',
      short: 'r',
      value: 'code',
      summary: 'The role of the person to add, for example admin or sales.',
    },
    language: { type: 'string', value: 'en|zh', summary: 'The language of the person to add; otherwise en.' },
  },
  details:
    'Both `add` and `reset-password` print a link with which the person chooses a password; nobody else learns it.\n' +
    'Where a mail server is set up, the link goes by mail.\n\n' +
    'Example: npx rapport user add li@example.com --name "Li Na" --role sales',
  run: act,
}

type Deed = (house: OpenHouse, call: Call) => Promise<void>
const deeds: Record<string, Deed> = { list, add, 'reset-password': reset }

async function act(call: Call): Promise<undefined> {
  const deed = deeds[call.args[0] ?? '']
  if (!deed) throw new Misuse(`Say what to do: ${Object.keys(deeds).join(', ')}.`)
  const { db, stop } = await joinDatabase(call.config, call.tell)
  try {
    const house = await openHouse({ db, config: call.config, clock: call.clock, tell: call.tell })
    try {
      await deed(house, call)
    } finally {
      await house.close()
    }
  } finally {
    await stop()
  }
}

type Listed = { name: string; email: string; status: string; roles: string | null }

async function list({ db }: OpenHouse, { say }: Call) {
  const people = await db.query<Listed>(sql`
    select u.name, u.email, u.status, (select string_agg(r.code, ', ' order by r.code) from role r where r.id = any(u.roles)) as roles
    from "user" u where u.deleted_at is null order by u.name`)
  if (people.length === 0) say('There is nobody yet: open Rapport in a browser, and its first page creates the owner.')
  for (const { name, email, status, roles } of people) say([email, name, status, roles ?? 'no role'].join('\t'))
}

function emailOf({ args }: Call): string {
  const [deed, email, ...more] = args
  if (!email?.includes('@') || more.length > 0) throw new Misuse(`\`user ${deed}\` takes one e-mail address.`)
  return email
}

async function add(house: OpenHouse, call: Call) {
  const email = emailOf(call)
  const known = await userByEmail(house.db, email)
  if (known && known.status !== 'invited') throw new Problem('already_active')
  const person = known ?? (await create(house, email, call))
  await house.accounts.create(person)
  tellLink(call, person, await sendLink(house, person, 'invitation', 'Rapport'))
}

async function create(house: OpenHouse, email: string, { options }: Call): Promise<FoundUser> {
  const row = await house.records.as(theSystem('command')).create('user', {
    email,
    name: options.name ?? email.split('@')[0],
    roles: options.role ? [await roleId(house, String(options.role))] : [],
    language: options.language ?? 'en',
    status: 'invited',
  })
  return row as unknown as FoundUser
}

async function roleId({ db }: OpenHouse, code: string): Promise<string> {
  const roles = await db.query<{ id: string; code: string }>(
    sql`select id, code from role where deleted_at is null order by code`,
  )
  const role = roles.find((one) => one.code === code)
  if (role) return role.id
  throw new Misuse(
    `There is no role "${code}". There are: ${roles.map((one) => one.code).join(', ') || 'none before the owner is created'}.`,
  )
}

async function reset(house: OpenHouse, call: Call) {
  const email = emailOf(call)
  const person = await userByEmail(house.db, email)
  if (!person) throw new Misuse(`Nobody has the address ${email}. See \`npx rapport user list\`.`)
  tellLink(call, person, await sendLink(house, person, 'reset', 'Rapport'))
}

function tellLink({ say, tell }: Call, person: FoundUser, { link, expires_at }: Sent) {
  if (!link) return tell(`A mail with the link is on its way to ${person.email}.`)
  tell(`Give this link to ${person.name}; it holds until ${expires_at}:`)
  say(link)
}
