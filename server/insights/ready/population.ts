import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { callOf, runOf } from '../../records/call.ts'
import { selection, selectionOperands, selectionSql } from '../../records/list.ts'
import { theSystem } from '../../records/person.ts'
import { fill } from '../../records/template.ts'
import type { Desk } from '../run/kind.ts'

/** The condition on rows of alias `c` that they are among the records a model is for: a filter, as lists have them. */
export function populationSql(population: unknown, object: string, desk: Desk): Sql {
  if (population === null || population === undefined) return sql`true`
  const call = callOf(desk.engine, theSystem('job'))
  const chosen = selection(call, object, { filter: population as Filter })
  const where = fill(selectionSql(call, chosen), runOf(call, {}, selectionOperands(call, chosen)))
  return sql`c.id in (select t.id from ${sql.id(object)} t where ${where})`
}
