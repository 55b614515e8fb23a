import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { type Person, writtenId } from '../person.ts'
import type { Conventions } from './formats.ts'
import type { Mapping } from './mapping.ts'
import type { Suggestion } from './suggest.ts'
import type { Format } from './table.ts'

/**
 * uploaded → ready (mapping chosen) → waiting → running ⇄ paused → done | cancelled | failed → undoing → undone.
 * A file that cannot be read ends in `broken`.
 */
export const importStates = [
  'broken',
  'uploaded',
  'ready',
  'waiting',
  'running',
  'paused',
  'cancelled',
  'failed',
  'done',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof importStates)[number]

export interface DetectedColumn extends Conventions {
  readonly name: string
  /** Whole numbers written as "17850.0". */
  readonly floats?: boolean
  readonly filled: number
  readonly examples: readonly string[]
}

export interface DetectedFile {
  readonly format: Format
  readonly rows: number
  readonly broken: number
  readonly problems: readonly { readonly line: number; readonly problem: Label }[]
  readonly columns: readonly DetectedColumn[]
  readonly suggestions: readonly Suggestion[]
}

/** How many rows met which end, and how many records of each object were made or changed. */
export interface Counts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  readonly suspected: number
  readonly objects: { readonly [object: string]: { readonly created: number; readonly updated: number } }
}

export const noCounts: Counts = { created: 0, updated: 0, unchanged: 0, refused: 0, suspected: 0, objects: {} }

export interface ImportRow {
  readonly id: string
  readonly created_at: string
  readonly created_by: string | null
  readonly updated_at: string
  readonly file_name: string
  readonly file_size: number
  readonly file_sha256: string
  readonly state: ImportState
  readonly detected: DetectedFile | null
  readonly mapping: Mapping | null
  readonly total: number | null
  readonly done: number
  readonly counts: Counts
  readonly problem: Label | null
  readonly undone: {
    readonly undone: number
    readonly kept: readonly { object: string; id: string; reason: string }[]
  } | null
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly runner: string | null
}

const columns = sql`id, created_at, created_by, updated_at, file_name, file_size::float8 as file_size, file_sha256, state, detected,
  mapping, total, done, counts, problem, undone, started_at, ended_at, runner`

const missing = () => new Problem('not_found', 'There is no such import, or it is not yours.')

/** The import, when it is the person's own or the person keeps the settings of all. */
export const findImport = async (db: Runner, person: Person, id: string, lock = false): Promise<ImportRow> => {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw missing()
  const row = await db.maybe<ImportRow>(
    sql`select ${columns} from internal.import where id = ${id}::uuid ${lock ? sql`for update` : sql.empty}`,
  )
  if (!row || !mayUse(person, row)) throw missing()
  return { ...row, counts: { ...noCounts, ...row.counts } }
}

const mayUse = (person: Person, row: ImportRow): boolean =>
  row.created_by === null || row.created_by === person.id || person.abilities.includes('settings')

/** The person's imports, the latest first, without what detection found. */
export const listImports = async (
  db: Runner,
  person: Person,
  limit: number,
): Promise<Omit<ImportRow, 'detected' | 'mapping'>[]> => {
  const all = person.abilities.includes('settings')
  return db.query(sql`
    select id, created_at, created_by, updated_at, file_name, file_size::float8 as file_size, file_sha256, state, total, done, counts,
      problem, started_at, ended_at, runner
    from internal.import where ${all} or created_by = ${person.id}::uuid order by created_at desc, id desc limit ${limit}`)
}

/** Texts of files may hold what JSON in PostgreSQL cannot: zero characters and halves of emoji. */
export const storable = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_key, one: unknown) =>
      typeof one === 'string' ? one.replaceAll('\0', '\ufffd').toWellFormed() : one,
    ),
  )

export interface NewImport {
  readonly id: string
  readonly now: string
  readonly by: string | null
  readonly name: string
  readonly size: number
  readonly sha256: string
}

export const insertImport = (db: Runner, { id, now, by, name, size, sha256 }: NewImport): Promise<number> =>
  db.run(sql`
    insert into internal.import (id, created_at, created_by, updated_at, file_name, file_size, file_sha256, state)
    values (${id}, ${now}, ${by}, ${now}, ${name}, ${size}, ${sha256}, 'uploaded')`)

export const keepDetected = (
  db: Runner,
  id: string,
  now: string,
  detected: DetectedFile,
  mapping: Mapping | undefined,
): Promise<number> =>
  db.run(sql`
    update internal.import set updated_at = ${now}, detected = ${sql.json(storable(detected))}, total = ${detected.rows}, problem = null,
      mapping = ${mapping ? sql.json(storable(mapping)) : null}, state = ${mapping ? 'ready' : 'uploaded'} where id = ${id}`)

export const keepBroken = (db: Runner, id: string, now: string, problem: Label): Promise<number> =>
  db.run(
    sql`update internal.import set updated_at = ${now}, state = 'broken', problem = ${sql.json(problem)} where id = ${id}`,
  )

export const keepMapping = (db: Runner, id: string, now: string, mapping: Mapping): Promise<number> =>
  db.run(
    sql`update internal.import set updated_at = ${now}, mapping = ${sql.json(storable(mapping))}, state = 'ready' where id = ${id}`,
  )

const lastStates: readonly ImportState[] = ['done', 'cancelled', 'failed', 'undone']

/** Moves an import to another state when it is in one of these; Problem conflict otherwise. */
export const moveImport = async (
  db: Runner,
  row: ImportRow,
  from: readonly ImportState[],
  to: ImportState,
  now: string,
): Promise<void> => {
  const ended = lastStates.includes(to) ? sql`${now}::timestamptz` : sql`ended_at`
  const moved = await db.run(sql`
    update internal.import set state = ${to}, updated_at = ${now}, ended_at = ${ended}
    where id = ${row.id} and state = any(${from})`)
  if (moved === 0)
    throw new Problem('import_state', `The import is ${row.state}; this takes one that is ${from.join(' or ')}.`, {
      state: row.state,
    })
}

/** Who started an import, for the work in the background. */
export interface Starter {
  readonly run_by: string | null
  /** The role of the API key that started it. */
  readonly run_role: string | null
}

/** Who started an import or its undoing; it runs with their rights and no others. */
export const starterOf = (db: Runner, id: string): Promise<Starter | undefined> =>
  db.maybe<Starter>(sql`select run_by, run_role from internal.import where id = ${id}`)

export const keepStarter = (db: Runner, id: string, person: Person): Promise<number> =>
  db.run(
    sql`update internal.import set run_by = ${writtenId(person)}, run_role = ${person.role ?? null} where id = ${id}`,
  )

/** An import that stopped for a reason of its own; it can be resumed once the reason is gone. */
export const keepFailed = (db: Runner, id: string, now: string, error: unknown): Promise<number> => {
  const why = error instanceof Error ? error.message : String(error)
  const problem = { en: `The import stopped: ${why}. It can be resumed.`, zh: `导入已停止：${why}。可以继续。` }
  return db.run(sql`
    update internal.import set state = 'failed', problem = ${sql.json(storable(problem))}, ended_at = ${now}, updated_at = ${now}
    where id = ${id} and state = 'running'`)
}
