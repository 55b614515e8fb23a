import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Reader } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Access } from '../access.ts'
import type { View } from '../sight.ts'
import type { Given, ImportArea } from './area.ts'
import type { Conventions } from './formats.ts'
import type { ColumnTarget, Existing, Mapping, Route, Test } from './mapping.ts'
import { BrokenFile } from './row.ts'
import { type Target, targetOf } from './target.ts'

/** One cell of a row on its way into one field. */
export interface CellPlan {
  readonly column: number
  readonly name: string
  readonly field: Field
  readonly part?: string
  readonly label?: string
  readonly negate: boolean
  /** Texts such as "None" may be values here. */
  readonly names: boolean
  /** The column holds whole numbers that a spreadsheet wrote as "17850.0". */
  readonly floats: boolean
  readonly reader: (country: string) => Reader
}

/** The records of one object that rows hold: the row's own, or one that a link leads to. */
export interface NodePlan {
  readonly path: string
  readonly access: Access
  readonly cells: readonly CellPlan[]
  readonly constants: Given
  /** By what records that are there are found. Absent: every row makes a new one. */
  readonly key?: string
  readonly existing: Existing
  /** Links of this node to nodes before it in the list. */
  readonly links: readonly { readonly name: string; readonly node: number }[]
  /** Column with the country, for phones. */
  readonly country?: number
  readonly shape?: (given: Given, country: string) => Refusal | undefined
  readonly newborn?: (given: Given) => void
}

export interface RoutePlan {
  readonly name: string
  readonly refuse?: Label
  readonly takes: (cells: readonly string[]) => boolean
  /** What is linked to stands before what links to it; the row's own object is the last. */
  readonly nodes: readonly NodePlan[]
}

export interface Plan {
  readonly routes: readonly RoutePlan[]
  readonly badCells: 'refuse' | 'leave out'
  readonly country: string
  readonly fixes: NonNullable<Mapping['fixes']>
}

export interface PlanContext {
  readonly view: View
  readonly area: Required<ImportArea>
  readonly conventions: readonly (Conventions & { readonly floats?: boolean })[]
  /** The organisation's country. */
  readonly country: string
  readonly reader: Omit<Reader, 'decimal' | 'dateOrder' | 'country'>
}

const negative = (cell: string): boolean => /^\s*[-\u2212(]/.test(cell) && /\d/.test(cell)
const tests: { readonly [K in Test['is']]: (cell: string, value: string) => boolean } = {
  starts: (cell, value) => cell.trim().toLowerCase().startsWith(value),
  negative,
  zero: (cell) => Number(cell.replace(',', '.')) === 0 && cell.trim() !== '',
  blank: (cell) => cell.trim() === '',
  given: (cell) => cell.trim() !== '',
}

const takerOf = (when: readonly Test[]): RoutePlan['takes'] => {
  const compiled = when.map(({ column, is, value = '' }) => ({ column, test: tests[is], value: value.toLowerCase() }))
  return (cells) => compiled.every(({ column, test, value }) => test(cells[column] ?? '', value))
}

/** Links that a file names by a text lead to a record of their own: "employer" means "employer.name". */
const throughLinks = (context: PlanContext, root: string, to: string): Target => {
  const target = targetOf(context.view.vocabulary, root, to)
  if (!target) throw new BrokenFile(`"${to}" is no field of ${root}.`, `“${to}”不是 ${root} 的字段。`)
  if (target.field.kind !== 'link' || target.field.to === 'user') return target
  const linked = context.view.vocabulary.find(target.field.to!)
  return targetOf(context.view.vocabulary, root, `${to}.${linked?.title}`) ?? target
}

const cellOf = (context: PlanContext, target: Target, one: ColumnTarget, mapping: Mapping): CellPlan => {
  const { field, name } = target
  const conventions = { ...context.conventions[one.column]!, ...mapping.conventions?.[one.column] }
  const readers = new Map<string, Reader>()
  const reader = (country: string): Reader => {
    const known = readers.get(country)
    if (known) return known
    const made = { ...context.reader, decimal: conventions.decimal, dateOrder: conventions.dateOrder, country }
    readers.set(country, made)
    return made
  }
  const names = /name|country|city|region/.test(name) || target.part !== undefined || field.choices !== undefined
  const floats = conventions.floats === true && kindOf(field).family === 'text'
  return {
    column: one.column,
    name,
    field,
    part: target.part,
    label: one.label,
    negate: one.negate ?? false,
    names,
    floats,
    reader,
  }
}

const refuseUnwritable = (access: Access, name: string): void => {
  if (access.writable.has(name)) return
  const label = access.object.fields[name]?.label
  throw new BrokenFile(
    `Your role may not write ${label?.en ?? name} of ${access.object.labels.en.toLowerCase()}, so the column cannot go there.`,
    `您的角色无权写入${access.object.label.zh}的${label?.zh ?? name}。`,
  )
}

/** Unique keys first, then the others in the order of the definition; linked records may be known by their title alone. */
const keyOf = (
  access: Access,
  given: ReadonlySet<string>,
  linked: boolean,
  wished: string | undefined,
): string | undefined => {
  if (wished !== undefined) return wished === '' ? undefined : wished
  const fields = Object.entries(access.object.fields)
  const keys = [...fields.filter(([, field]) => field.key && field.unique), ...fields.filter(([, field]) => field.key)]
  const found = keys.find(([name]) => given.has(name))?.[0]
  return found ?? (linked && given.has(access.object.title) ? access.object.title : undefined)
}

const nodePaths = (targets: readonly Target[]): string[] => {
  const paths = new Set<string>([''])
  for (const { node } of targets) {
    const steps = node === '' ? [] : node.split('.')
    for (let i = 1; i <= steps.length; i++) paths.add(steps.slice(0, i).join('.'))
  }
  return [...paths].sort((a, b) => depth(b) - depth(a) || (a < b ? -1 : 1))
}

const depth = (path: string): number => (path === '' ? 0 : path.split('.').length)

const objectAt = (context: PlanContext, root: string, path: string): Access => {
  let access = context.view.open(root)
  for (const step of path === '' ? [] : path.split('.')) access = context.view.open(access.object.fields[step]!.to!)
  return access
}

const constantsOf = (context: PlanContext, root: string, path: string, values: Mapping['values']): Given => {
  const constants: Given = {}
  for (const [to, text] of Object.entries(values ?? {})) {
    const target = targetOf(context.view.vocabulary, root, to)
    if (!target || target.node !== path) continue
    const read = kindOf(target.field).read(text, target.field, {
      ...context.reader,
      decimal: '.',
      dateOrder: 'ymd',
      country: context.country,
    })
    if (read instanceof Refusal) throw new BrokenFile(`${to}: ${read.say.en}.`, `${to}：${read.say.zh}。`)
    constants[target.name] = read
  }
  return constants
}

interface Placed {
  readonly target: Target
  readonly given: ColumnTarget
}

const nodeOf = (
  context: PlanContext,
  mapping: Mapping,
  root: string,
  path: string,
  paths: readonly string[],
  placed: readonly Placed[],
  values: Mapping['values'],
): NodePlan => {
  const access = objectAt(context, root, path)
  const own = placed.filter(({ target }) => target.node === path)
  const constants = constantsOf(context, root, path, values)
  for (const name of [...own.map(({ target }) => target.name), ...Object.keys(constants)])
    refuseUnwritable(access, name)
  const given = new Set(own.map(({ target }) => target.name))
  const key = keyOf(access, given, path !== '', mapping.keys?.[path])
  if (path !== '' && key === undefined) throw nameless(access, path)
  const links = paths.flatMap((child, node) => {
    const steps = child.split('.')
    return child !== '' && steps.slice(0, -1).join('.') === path ? [{ name: steps.at(-1)!, node }] : []
  })
  const country = own.find(({ target }) => target.name === 'country' || target.part === 'country')?.given.column
  const cells = own.map(({ target, given }) => cellOf(context, target, given, mapping))
  const existing = mapping.existing?.[path] ?? (path === '' ? 'overwrite' : 'fill')
  return {
    path,
    access,
    cells,
    constants,
    key,
    existing,
    links,
    country,
    shape: context.area.shapes[access.object.name],
    newborn: context.area.newborn[access.object.name],
  }
}

const nameless = (access: Access, path: string): BrokenFile =>
  new BrokenFile(
    `Columns go to ${path}, but none says which ${access.object.label.en.toLowerCase()} is meant: assign a column to its number, code or name.`,
    `有列对应到 ${path}，但没有列说明是哪个${access.object.label.zh}：请指定编号、代码或名称列。`,
  )

const routeOf = (context: PlanContext, mapping: Mapping, route?: Route): RoutePlan => {
  const takes = route ? takerOf(route.when) : () => true
  const name = route?.name ?? 'rest'
  if (route?.refuse) return { name, refuse: route.refuse, takes, nodes: [] }
  const root = route?.object ?? mapping.object
  const columns = route?.columns ?? mapping.columns
  const placed = columns.map((given) => ({ given, target: throughLinks(context, root, given.to) }))
  const paths = nodePaths(placed.map(({ target }) => target))
  const values = { ...(route?.object ? {} : mapping.values), ...route?.values }
  return { name, takes, nodes: paths.map((path) => nodeOf(context, mapping, root, path, paths, placed, values)) }
}

/** A mapping made ready to run for one person. Throws BrokenFile where it cannot work. */
export const makePlan = (context: PlanContext, mapping: Mapping): Plan => ({
  routes: [...(mapping.routes ?? []).map((route) => routeOf(context, mapping, route)), routeOf(context, mapping)],
  badCells: mapping.badCells ?? 'refuse',
  country: mapping.country ?? context.country,
  fixes: mapping.fixes ?? {},
})
