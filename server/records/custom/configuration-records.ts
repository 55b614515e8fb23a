import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Call } from '../call.ts'
import { create } from '../create.ts'
import { list } from '../list.ts'
import { sameValue } from '../same.ts'
import { update } from '../update.ts'
import type { PlannedChange } from './configuration.ts'
import { type KeptLayout, placedHere, toldLayout } from './configuration-layouts.ts'
import { isObject, refuseDefinition } from './definition.ts'

type Values = { readonly [field: string]: unknown }

/** Records that belong to a configuration, by what they are called. */
export interface KeptRecords {
  readonly roles: readonly Values[]
  readonly pipelines: readonly (Values & { readonly stages: readonly Values[] })[]
  readonly views: readonly Values[]
  readonly layouts: readonly KeptLayout[]
}

const mostRows = 1_000

const rowsOf = async (call: Call, object: string, filter?: Filter): Promise<readonly AnyRow[]> =>
  (await list(call, object, { limit: mostRows, ...(filter && { filter }) })).data

/** What is told of a record: its own fields that people write, but no links, because ids mean nothing elsewhere. */
function told(call: Call, object: string, row: AnyRow): Values {
  const { own } = call.view.vocabulary.find(object)!
  const names = Object.keys(own).filter((name) => !own[name]!.derived && own[name]!.to === undefined)
  return Object.fromEntries(
    names.flatMap((name) => (row[name] === null || row[name] === undefined ? [] : [[name, row[name]]])),
  )
}

const everyone = { field: 'sharing', op: 'eq', value: 'everyone' } as const

export async function exportKept(call: Call): Promise<KeptRecords> {
  const [roles, pipelines, stages, views, layouts] = [
    await rowsOf(call, 'role'),
    await rowsOf(call, 'pipeline'),
    await rowsOf(call, 'stage'),
    await rowsOf(call, 'view', everyone),
    await rowsOf(call, 'layout'),
  ]
  return {
    roles: roles.filter((row) => row.code !== 'admin').map((row) => told(call, 'role', row)),
    pipelines: pipelines.map((row) => ({
      ...told(call, 'pipeline', row),
      stages: stages.filter((one) => one.pipeline === row.id).map((one) => told(call, 'stage', one)),
    })),
    views: views.map((row) => told(call, 'view', row)),
    layouts: layouts.map((row) => toldLayout(roles, call.view.vocabulary, row)),
  }
}

const listed = (given: unknown, what: string, named = 'name'): readonly Values[] => {
  if (given === undefined) return []
  if (
    !Array.isArray(given) ||
    given.length > mostRows ||
    !given.every((one) => isObject(one) && typeof one[named] === 'string')
  )
    throw refuseDefinition(
      `The ${what} of the file are a list, each with ${named === 'name' ? 'a name' : `"${named}"`}.`,
      `文件中的 ${what} 应为列表，每项带有 ${named}。`,
    )
  return given as readonly Values[]
}

interface Writing {
  readonly object: 'role' | 'pipeline' | 'stage' | 'view' | 'layout'
  readonly values: Values
  readonly standing: AnyRow | undefined
}

/** Writes one record where it differs; the engine judges who may and what fits. */
async function write(call: Call, { object, values, standing }: Writing): Promise<{ id: string; plan: PlannedChange }> {
  const { own } = call.view.vocabulary.find(object)!
  const known = Object.fromEntries(
    Object.entries(values).filter(([name]) => Object.hasOwn(own, name) && !own[name]!.derived),
  )
  const plan = { what: object, object: String(values.object ?? ''), name: String(values.name ?? values.place ?? '') }
  if (!standing) return { id: (await create(call, object, known)).id, plan: { ...plan, change: 'add' } }
  const differing = Object.entries(known).filter(
    ([name, value]) => !sameValue(own[name]!, standing[name] ?? null, value),
  )
  if (differing.length === 0) return { id: standing.id, plan: { ...plan, change: 'same' } }
  await update(call, object, standing.id, Object.fromEntries(differing))
  return { id: standing.id, plan: { ...plan, change: 'change' } }
}

/** Roles, pipelines with their stages, shared views and layouts of a file: those of the same name change, the others are added. */
export async function writeKept(call: Call, given: unknown): Promise<readonly PlannedChange[]> {
  if (given === undefined) return []
  if (!isObject(given)) throw refuseDefinition('The records of the file are an object.', '文件中的 records 应为对象。')
  const plan: PlannedChange[] = []
  const named = (rows: readonly AnyRow[], values: Values) => rows.find((row) => row.name === values.name)
  const put = async (writing: Writing): Promise<string> => {
    const made = await write(call, writing)
    plan.push(made.plan)
    return made.id
  }
  const roles = await rowsOf(call, 'role')
  for (const values of listed(given.roles, 'roles'))
    await put({ object: 'role', values, standing: named(roles, values) })
  const [pipelines, stages] = [await rowsOf(call, 'pipeline'), await rowsOf(call, 'stage')]
  for (const { stages: inside, ...values } of listed(given.pipelines, 'pipelines')) {
    const pipeline = await put({ object: 'pipeline', values, standing: named(pipelines, values) })
    const here = stages.filter((one) => one.pipeline === pipeline)
    for (const stage of listed(inside, 'stages'))
      await put({ object: 'stage', values: { ...stage, pipeline }, standing: named(here, stage) })
  }
  const views = await rowsOf(call, 'view', everyone)
  for (const values of listed(given.views, 'views'))
    await put({
      object: 'view',
      values,
      standing: views.find((row) => row.name === values.name && row.object === values.object),
    })
  await writeLayouts(call, listed(given.layouts, 'layouts', 'object'), put)
  return plan
}

/** Layouts come last: they speak of roles that the file may have brought. */
async function writeLayouts(
  call: Call,
  layouts: readonly Values[],
  put: (writing: Writing) => Promise<string>,
): Promise<void> {
  const roles = await rowsOf(call, 'role')
  const standing = await rowsOf(call, 'layout')
  for (const given of layouts) {
    const values = placedHere(roles, call.view.vocabulary, given)
    const same = (row: AnyRow) =>
      row.object === values.object && row.place === values.place && (row.role ?? null) === values.role
    const there = standing.find(same)
    await put({ object: 'layout', values: there ? { ...values, role: there.role } : values, standing: there })
  }
}
