import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../../database/runner.ts'
import { readCatalogue } from '../../database/schema/catalogue.ts'
import { atRunTime, createIndex, diff, dropIndex, type Step } from '../../database/schema/diff.ts'
import { tableOf } from '../../database/schema/table.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { formulasOf, rollupsOver } from './derived.ts'
import { settleTriggers } from './triggers.ts'

/** The steps that an object still needs, those on its columns apart from those on its indexes. */
async function missing(db: Runner, object: ObjectDefinition): Promise<{ columns: Step[]; indexes: Step[] }> {
  const steps = diff([tableOf(object)], await readCatalogue(db), atRunTime)
  const isIndex = (step: Step) => step.index !== undefined || step.dropsIndex !== undefined
  return { columns: steps.filter((step) => !isIndex(step)), indexes: steps.filter(isIndex) }
}

/** Adds columns, or the whole table, in the transaction that keeps the definition. Waits shortly for the table, then gives up. */
export async function alterTable(tx: Runner, object: ObjectDefinition): Promise<void> {
  const { columns } = await missing(tx, object)
  await tx.run(sql`set local lock_timeout = '2s'`)
  for (const step of columns) await tx.run(step.sql, { prepare: false })
}

/** Builds and drops indexes without locking out writers; not inside a transaction. */
export async function buildIndexes(db: Runner, object: ObjectDefinition): Promise<void> {
  const { indexes } = await missing(db, object)
  const quietly = sql`concurrently `
  for (const { sql: statement, index, dropsIndex } of indexes) {
    const how = index ? createIndex(index, quietly) : dropsIndex ? dropIndex(dropsIndex, quietly) : statement
    await db.run(how, { prepare: false }).catch(unlessThere)
  }
}

/** Another process built or dropped the same at the same time. */
export function unlessThere(error: unknown): void {
  const { code } = error as { code?: string }
  if (code !== '42P07' && code !== '42710' && code !== '42704') throw error
}

const isLockTimeout = (error: unknown): boolean => (error as { code?: string }).code === '55P03'

/** Tries again while somebody else works on the table: a change of a table must not queue in front of everyone for long. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      if (tries === 10)
        throw new Problem(
          'definition_busy',
          'The table is in use by a long-running piece of work. Try again when it has finished.',
          {},
          error,
        )
      await new Promise((resolve) => setTimeout(resolve, 200 * tries))
    }
  }
}

/** Completes what a sudden end may have left undone: to be called at each start. */
export async function settleTables(db: Runner, vocabulary: Vocabulary): Promise<void> {
  const touched = vocabulary.objects.filter(
    (object) => object.custom || Object.values(object.own).some((field) => field.custom),
  )
  for (const object of touched) {
    await db.transaction((tx) => alterTable(tx, object))
    await buildIndexes(db, object)
  }
  for (const object of vocabulary.objects) {
    const isSource = rollupsOver(vocabulary, object).length > 0
    if (isSource || formulasOf(object).length > 0) await db.transaction((tx) => settleTriggers(tx, vocabulary, object))
  }
}
