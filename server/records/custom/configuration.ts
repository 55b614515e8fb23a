import type { Field } from '@rapport/vocabulary/define/field.ts'
import { sql } from '../../database/sql.ts'
import { callOf } from '../call.ts'
import type { Person } from '../person.ts'
import { type CustomKind, customRows } from '../vocabulary.ts'
import { exportKept, type KeptRecords, writeKept } from './configuration-records.ts'
import {
  checkedAdjustment,
  checkedField,
  checkFieldName,
  givenAgain,
  isObject,
  refuseDefinition,
} from './definition.ts'
import { type CustomParts, type Designing, designing, mayDesign, type Put } from './designing.ts'
import { fieldOf, objectOf } from './fields.ts'
import { checkedObject } from './object-definition.ts'
import { putRule } from './rules.ts'

/** Everything a company has designed, as one file: definitions, roles, pipelines, layouts and the views that everyone shares. */
export interface Configuration {
  readonly format: 'rapport-configuration'
  readonly version: 1
  readonly exported_at: string
  readonly definitions: readonly Put[]
  readonly records: KeptRecords
}

/** What an import does, or would do. What is not in the file stays as it is. */
export interface PlannedChange {
  readonly what: CustomKind | 'role' | 'pipeline' | 'stage' | 'view' | 'layout'
  readonly object: string
  readonly name: string
  readonly change: 'add' | 'change' | 'same'
}

/** Fields come before their objects, and what speaks of fields behind both. */
const order: readonly CustomKind[] = ['field', 'object', 'built_in', 'order', 'rule']

export async function exportConfiguration(parts: CustomParts, person: Person): Promise<Configuration> {
  mayDesign(person)
  const rows = (await customRows(parts.db)).filter((row) => row.removed_at === null)
  return {
    format: 'rapport-configuration',
    version: 1,
    exported_at: parts.clock().toISOString(),
    definitions: rows.map(({ kind, object, name, definition }) => ({ kind, object, name, definition })),
    records: await exportKept(callOf(parts.engine, person)),
  }
}

function definitionsOf(given: unknown): readonly Put[] {
  const wrong = () =>
    refuseDefinition(
      'This is no configuration of Rapport: a file that “Export” gives has the format "rapport-configuration", version 1.',
      '这不是 Rapport 的配置文件：导出的文件格式为 "rapport-configuration"，版本 1。',
    )
  if (!isObject(given) || given.format !== 'rapport-configuration' || given.version !== 1) throw wrong()
  const list = given.definitions ?? []
  if (!Array.isArray(list) || list.length > 20_000) throw wrong()
  return list.map((one): Put => {
    const kind = isObject(one) ? order.find((known) => known === one.kind) : undefined
    if (!isObject(one) || !kind || typeof one.object !== 'string' || typeof one.name !== 'string') throw wrong()
    return { kind, object: one.object, name: one.name, definition: one.definition }
  })
}

function fieldIn(work: Designing, { object, name, definition }: Put, made: ReadonlySet<string>): Field {
  const known = { find: (one: string) => work.now().find(one) ?? (made.has(one) ? ({} as never) : undefined) }
  const at = work.now().find(object)
  if (!at && !made.has(object)) throw refuseDefinition(`There is no object "${object}".`, `没有对象“${object}”。`)
  checkFieldName(name, { custom: at?.custom ?? true })
  const given = isObject(definition) ? givenAgain(definition as unknown as Field) : definition
  const field = checkedField(given, name, known, object)
  const standing = at && Object.hasOwn(at.own, name) ? at.own[name] : undefined
  if (standing && (standing.kind !== field.kind || standing.to !== field.to))
    throw refuseDefinition(
      `"${name}" of "${object}" is of another kind here (${standing.kind}, not ${field.kind}).`,
      `“${object}”的“${name}”在此为其他类型（${standing.kind}，而不是 ${field.kind}）。`,
    )
  return field
}

/** A definition of a file as it is kept, judged like one that is given by hand. */
function checkedPut(parts: CustomParts, work: Designing, put: Put, made: ReadonlySet<string>): unknown {
  const { kind, object, name, definition } = put
  if (kind === 'field') return fieldIn(work, put, made)
  if (kind === 'object') {
    const { title, list } = definition as { title?: unknown; list?: unknown }
    return { ...checkedObject(definition), title: String(title ?? ''), list: checkedList(list) }
  }
  if (kind === 'built_in') return checkedAdjustment(definition, name, fieldOf(objectOf(parts.base, object), name))
  if (!Array.isArray(definition) || !definition.every((one) => typeof one === 'string'))
    throw refuseDefinition(`The order of "${object}" is a list of names.`, `“${object}”的顺序应为名称列表。`)
  return definition
}

const checkedList = (given: unknown) => {
  const columns = isObject(given) && Array.isArray(given.columns) ? given.columns.map(String).slice(0, 50) : []
  return { columns, sort: '-created_at' }
}

async function putAll(parts: CustomParts, work: Designing, given: readonly Put[]): Promise<PlannedChange[]> {
  const made = new Set(given.filter((one) => one.kind === 'object').map((one) => one.object))
  const plan: PlannedChange[] = []
  for (const put of order.flatMap((kind) => given.filter((one) => one.kind === kind))) {
    const { kind, object, name } = put
    const row = work.row(kind, object, name)
    const standing = row && row.removed_at === null ? JSON.stringify(row.definition) : undefined
    if (kind === 'rule') await putRule(work, object, name, put.definition)
    else {
      const definition = checkedPut(parts, work, put, made)
      if (JSON.stringify(definition) !== standing) await work.put({ kind, object, name, definition })
    }
    const now = JSON.stringify(work.row(kind, object, name)!.definition)
    plan.push({
      what: kind,
      object,
      name,
      change: standing === undefined ? 'add' : now === standing ? 'same' : 'change',
    })
  }
  return plan
}

/** Ends a transaction that was only to find out. */
class Found extends Error {
  readonly plan: readonly PlannedChange[]
  constructor(plan: readonly PlannedChange[]) {
    super('Nothing is to be kept of this.')
    this.plan = plan
  }
}

/** Brings a configuration in, whole or not at all; with `only look` it is judged and nothing is kept. */
export async function importConfiguration(
  parts: CustomParts,
  person: Person,
  given: unknown,
  onlyLook: boolean,
): Promise<readonly PlannedChange[]> {
  const definitions = definitionsOf(given)
  const work = designing(parts, person, async (own) => {
    const defined = await putAll(parts, own, definitions)
    own.check()
    const records = (given as { records?: unknown }).records
    // What the file brings is known to the records that speak of it.
    const engine = { ...parts.engine, vocabulary: () => own.now() }
    const plan = [...defined, ...(await writeKept(callOf(engine, person, own.tx, true), records))]
    if (onlyLook) throw new Found(plan)
    await own.mark('configuration')
    // Records that were written here belong to this step, so that it can be taken back whole.
    await own.tx.run(
      sql`update change set batch = ${own.batch}::uuid where tx = pg_current_xact_id() and batch is null`,
    )
    return plan
  })
  return work.catch((error) => {
    if (error instanceof Found) return error.plan
    throw error
  })
}
