import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, runOf } from './call.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import { arg, fill, once } from './template.ts'

export interface Named {
  readonly id: string
  readonly title: string | null
}
export type Included = { [object: string]: { [id: string]: Named } }

/** Titles of the records that links of these rows point to, as far as the person may see them. */
export async function expanded(
  call: Call,
  access: Access,
  rows: readonly AnyRow[],
  links: readonly string[],
): Promise<Included> {
  const wanted = new Map<string, Set<string>>()
  for (const name of links) collect(access, rows, name, wanted)
  const included: Included = {}
  await Promise.all(
    [...wanted].map(async ([name, ids]) => {
      const target = call.view.vocabulary.find(name)
      if (target) included[name] = await titles(call, target, [...ids])
    }),
  )
  return included
}

function collect(access: Access, rows: readonly AnyRow[], name: string, wanted: Map<string, Set<string>>) {
  const field = access.sees.has(name) ? access.object.fields[name] : undefined
  const isLink = field?.kind === 'link' || field?.kind === 'links' || field?.kind === 'reference'
  if (!field || !isLink)
    throw new Problem(
      'fields_invalid',
      `"${name.slice(0, 60)}" is no link of a ${access.object.label.en}, so it cannot be expanded.`,
    )
  for (const row of rows)
    for (const one of [row[name] ?? []].flat() as string[]) {
      const [to, id] = field.to ? [field.to, one] : (one.split('/') as [string, string])
      wanted.set(to, (wanted.get(to) ?? new Set()).add(id))
    }
}

/** Titles of records of one object by their ids; ids that may not be seen are left out. */
export async function titles(
  call: Call,
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<{ [id: string]: Named }> {
  const access = call.view.access(object)
  if (access.scopes.read === 'none' || ids.length === 0) return {}
  const seen = access.sees.has(object.title)
  const template = once(call.view.vocabulary, `titles ${object.name} ${scopeKey(access, 'read')} ${seen}`, () => {
    const t = sql.id('t')
    const title = seen ? sql`t.${sql.id(object.title)}::text` : sql`null::text`
    const where = allOf([sql`t.id = any(${arg('ids')}::uuid[])`, scopeCondition(access, 'read', t)])
    return sql`select t.id, ${title} as title from ${sql.id(object.name)} t where ${where}`
  })
  const rows = await call.db.query<Named>(fill(template, runOf(call, { ids })))
  return Object.fromEntries(rows.map((row) => [row.id, row]))
}

/** Titles of what the named links of these rows point to; for rows that were read before. */
export const expand = (
  call: Call,
  object: string,
  rows: readonly AnyRow[],
  links: readonly string[],
): Promise<Included> => expanded(call, call.view.open(object), rows, links)
