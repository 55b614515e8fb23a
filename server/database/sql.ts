/*
 * SQL is written as SQL. Every value becomes a parameter, every fragment is composed, nothing is concatenated.
 *
 *   const open = sql`status = ${'open'}`
 *   const rows = await db.query<{ id: string }>(sql`select id from deal where ${open} and owner_id = any(${ids})`)
 *   const deal = await db.one<Deal>(sql`select * from deal where id = ${id}`)      // exactly one row, else Problem row_missing
 *   const maybe = await db.maybe<Deal>(sql`select * from deal where id = ${id}`)   // one row or undefined
 *   const count = await db.run(sql`update ${sql.id('deal')} set ${sql.join(sets)} where id = ${id}`)   // rows touched
 *   await db.transaction(async (tx) => { await tx.run(…); tx.afterCommit(() => …) })   // retried as a whole
 *
 * sql.id('auth', 'user')  → "auth"."user"       names that come from the vocabulary
 * sql.raw('desc')         → desc                constants in the code only, never anything from outside
 * sql.join(list, sep?)    → a, b, c             fragments or values; separator `, ` unless given as sql`…`
 * sql.json(value)         → a jsonb parameter   (a bare array is sent as a PostgreSQL array, a bare object as json)
 * sql.empty               → nothing
 *
 * Rows arrive as: timestamptz `2026-11-23T16:04:00.5Z`, date, numeric, bigint and interval as text; json parsed
 * (as text with `{ json: 'text' }`); the rest as `pg` gives it.
 */

export class Sql {
  /** One more than values: texts[0] value[0] texts[1] … */
  readonly texts: readonly string[]
  readonly values: readonly unknown[]

  constructor(texts: readonly string[], values: readonly unknown[]) {
    this.texts = texts
    this.values = values
  }

  get text(): string {
    return textOf(this.texts)
  }
}

// Literals without fragments keep the identity of their strings, so their text is joined once per process.
const joined = new WeakMap<readonly string[], string>()

function textOf(texts: readonly string[]): string {
  const known = joined.get(texts)
  if (known !== undefined) return known
  let text = texts[0] ?? ''
  for (let i = 1; i < texts.length; i++) text += `$${i}${texts[i]}`
  joined.set(texts, text)
  return text
}

export function sql(strings: TemplateStringsArray, ...inserts: unknown[]): Sql {
  let plain = true
  for (let i = 0; i < inserts.length; i++) {
    if (inserts[i] instanceof Sql) plain = false
    else if (inserts[i] === undefined) throw new TypeError(undefinedValue(strings, i))
  }
  return plain ? new Sql(strings, inserts) : compose(strings, inserts)
}

function compose(strings: readonly string[], inserts: readonly unknown[]): Sql {
  const texts = [strings[0] ?? '']
  const values: unknown[] = []
  for (let i = 0; i < inserts.length; i++) {
    const insert = inserts[i]
    const after = strings[i + 1] ?? ''
    if (insert instanceof Sql) appendFragment(texts, values, insert, after)
    else {
      values.push(insert)
      texts.push(after)
    }
  }
  return new Sql(texts, values)
}

function appendFragment(texts: string[], values: unknown[], fragment: Sql, after: string) {
  texts[texts.length - 1] = `${texts.at(-1)}${fragment.texts[0]}`
  for (let i = 1; i < fragment.texts.length; i++) texts.push(fragment.texts[i] as string)
  for (const value of fragment.values) values.push(value)
  texts[texts.length - 1] = `${texts.at(-1)}${after}`
}

const undefinedValue = (strings: readonly string[], at: number) =>
  `A value in sql is undefined, just after: …${(strings[at] ?? '').slice(-60)} Give null where null is meant.`

const identifiers = new Map<string, Sql>()

function quote(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > 63)
    throw new TypeError(`"${name}" cannot be a name in PostgreSQL: it takes 1 to 63 bytes.`)
  return `"${name.replaceAll('"', '""')}"`
}

sql.id = (...names: string[]): Sql => {
  const text = names.map(quote).join('.')
  const known = identifiers.get(text)
  if (known) return known
  const made = new Sql([text], [])
  if (identifiers.size < 10_000) identifiers.set(text, made)
  return made
}

sql.raw = (text: string): Sql => new Sql([text], [])

const empty = new Sql([''], [])
sql.empty = empty

const comma = new Sql([', '], [])

sql.join = (parts: readonly unknown[], separator: Sql = comma): Sql => {
  if (parts.length === 0) return empty
  const inserts = parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part]))
  return compose([], inserts)
}

sql.json = (value: unknown): Sql => new Sql(['', '::jsonb'], [JSON.stringify(value)])
