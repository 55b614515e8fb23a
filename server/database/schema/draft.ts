import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Runner } from '../runner.ts'
import { readCatalogue } from './catalogue.ts'
import { builtIn, diff, leftOver, type Step } from './diff.ts'
import { tableOf } from './table.ts'

/** Tables of the engine itself, written by hand in migrations. */
export const engineTables = [
  'change',
  'custom_definition',
  'idempotency',
  'event',
  'event_rest',
  'duplicate',
  'recount',
  'card_place',
  'feed_cursor',
]

export interface Draft {
  readonly steps: readonly Step[]
  /** Tables that no object claims any more; a person decides what becomes of them. */
  readonly leftOver: readonly string[]
}

/** What is missing between the tables that stand and the built-in objects. */
export async function draft(db: Runner, objects: readonly ObjectDefinition[]): Promise<Draft> {
  const tables = objects.map(tableOf)
  const standing = await readCatalogue(db)
  const engine = [...standing.keys()].filter((name) => engineTables.includes(name) || name.startsWith('event_'))
  return { steps: diff(tables, standing, builtIn), leftOver: leftOver(tables, standing, engine) }
}

/** The draft as the text of a migration. What would lose data is left for a person to uncomment. */
export function migrationText({ steps, leftOver }: Draft): string {
  const warned = ({ sql, drops }: Step): string =>
    drops
      ? `-- loses or rewrites data; uncomment once it is meant:\n-- ${sql.text.replaceAll('\n', '\n-- ')};`
      : `${sql.text};`
  const gone = leftOver.map((name) => `-- no object claims the table "${name}" any more`)
  return `${[...steps.map(warned), ...gone].join('\n\n')}\n`
}
