import { fieldsIn, type Meant } from '@rapport/vocabulary/define/expression/check.ts'
import { checkFormula } from '@rapport/vocabulary/define/expression/formula.ts'
import { Mistake } from '@rapport/vocabulary/define/expression/mistake.ts'
import type { Field, Rollup } from '@rapport/vocabulary/define/field.ts'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { type Checked, checkFilter } from '@rapport/vocabulary/define/filter-check.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { refuseDefinition } from './definition.ts'

/** A field that is worked out from others of its record. */
export interface Formula {
  readonly name: string
  readonly field: Field
  readonly node: Meant
}

/** A field that is worked out from the records that point to its record. */
export interface RolledUp {
  readonly name: string
  readonly field: Field
  readonly to: ObjectDefinition
  readonly from: ObjectDefinition
  readonly link: string
  readonly measured?: Field
  readonly where?: Checked
}

const names = (object: ObjectDefinition, name: string) => ({
  en: `“${object.fields[name]?.label.en ?? name}” of ${object.labels.en}`,
  zh: `${object.labels.zh}的“${object.fields[name]?.label.zh ?? name}”`,
})

/** Fields that a formula may read: the record's own and those of the system, but not what lies behind it. */
const readable = (object: ObjectDefinition): { readonly [name: string]: Field } => object.fields

function formulaOf(object: ObjectDefinition, name: string, field: Field): Formula {
  const node = checkFormula(field, field.formula!, readable(object))
  if (node instanceof Mistake) {
    const { en, zh } = names(object, name)
    throw refuseDefinition(
      `The formula of ${en} is not right: ${node.say.en} (at character ${node.at + 1}).`,
      `${zh}的公式不正确：${node.say.zh}（第 ${node.at + 1} 个字符）。`,
      { at: node.at, length: node.length, formula: node.say },
    )
  }
  return { name, field, node }
}

/** The formulas of an object, each behind those that it reads. Problem definition_invalid for one that is wrong or reads itself. */
export function formulasOf(object: ObjectDefinition): readonly Formula[] {
  const all = new Map(
    Object.entries(object.own)
      .filter(([, field]) => field.formula !== undefined)
      .map(([name, field]) => [name, formulaOf(object, name, field)]),
  )
  const done = new Set<string>()
  const made: Formula[] = []
  const visit = (one: Formula, path: readonly string[]): void => {
    if (done.has(one.name)) return
    if (path.includes(one.name)) throw goesRound(object, [...path.slice(path.indexOf(one.name)), one.name])
    for (const read of fieldsIn(one.node)) {
      const next = all.get(read)
      if (next) visit(next, [...path, one.name])
    }
    done.add(one.name)
    made.push(one)
  }
  for (const one of all.values()) visit(one, [])
  return made
}

const goesRound = (object: ObjectDefinition, path: readonly string[]) => {
  const said = (locale: 'en' | 'zh') => path.map((name) => object.fields[name]?.label[locale] ?? name).join(' → ')
  return refuseDefinition(`A value cannot depend on itself: ${said('en')}.`, `一个值不能依赖自身：${said('zh')}。`)
}

const sums = ['number', 'decimal']
const orders = ['number', 'decimal', 'date', 'instant']

/** Which kinds a roll-up's field may have. */
export function kindsOfRollup({ measure }: Rollup, measured: Field | undefined): readonly string[] {
  if (measure === 'count') return ['integer', 'number']
  const family = measured && kindOf(measured).family
  if (family === 'decimal') return ['money', 'number']
  if (family === 'number')
    return measure === 'mean' ? ['number', 'percent', 'duration'] : ['number', 'integer', 'percent', 'duration']
  return measured ? [measured.kind] : []
}

/** What a filter reads of its own record; false when it asks more than a roll-up or a rule can follow. */
export function ownFields(node: Checked): readonly string[] | false {
  if (node.is === 'all' || node.is === 'any') {
    const all = node.of.map(ownFields)
    return all.some((one) => one === false) ? false : (all.flat() as string[])
  }
  if (node.is === 'not') return ownFields(node.of)
  if (node.is === 'some' || node.steps.length > 0) return false
  return [node.name]
}

const isTimelyFilter = (node: Checked): boolean => {
  if (node.is === 'all' || node.is === 'any') return node.of.some(isTimelyFilter)
  if (node.is === 'not') return isTimelyFilter(node.of)
  return node.is === 'compare' && node.operands.some((one) => 'relative' in one)
}

function whereOf(
  vocabulary: Vocabulary,
  from: ObjectDefinition,
  given: Filter,
  said: { en: string; zh: string },
): Checked {
  const where = checkFilter(given, from, { vocabulary, sees: () => true })
  if (where instanceof Refusal)
    throw refuseDefinition(
      `The filter of ${said.en} is not right: ${where.say.en}.`,
      `${said.zh}的筛选不正确：${where.say.zh}。`,
    )
  if (ownFields(where) === false || isTimelyFilter(where))
    throw refuseDefinition(
      `The filter of ${said.en} may only ask fields of ${from.labels.en} themselves, and no relative dates.`,
      `${said.zh}的筛选只能使用${from.labels.zh}自身的字段，且不能用相对日期。`,
    )
  return where
}

export function rollupOf(vocabulary: Vocabulary, object: ObjectDefinition, name: string, field: Field): RolledUp {
  const rollup = field.rollup!
  const said = names(object, name)
  const [fromName, link, ...rest] = String(rollup.from).split('.')
  const from = vocabulary.find(fromName ?? '')
  const linked = from && link && Object.hasOwn(from.fields, link) ? from.fields[link] : undefined
  if (!from || !linked || rest.length > 0 || linked.kind !== 'link' || linked.to !== object.name)
    throw refuseDefinition(
      `${said.en} needs records that point to ${object.labels.en}, such as "order.customer"; "${String(rollup.from).slice(0, 60)}" is none.`,
      `${said.zh}需要指向${object.labels.zh}的记录，例如 "order.customer"；“${String(rollup.from).slice(0, 60)}”不是。`,
    )
  const measured = rollup.field === undefined ? undefined : from.fields[rollup.field]
  const fits =
    rollup.measure === 'count'
      ? rollup.field === undefined
      : measured !== undefined &&
        (rollup.measure === 'sum' || rollup.measure === 'mean' ? sums : orders).includes(kindOf(measured).family)
  if (!fits || !kindsOfRollup(rollup, measured).includes(field.kind))
    throw refuseDefinition(
      `${said.en} cannot be the ${rollup.measure} of "${rollup.field ?? ''}" as ${kindOf(field).label.en.toLowerCase()}.`,
      `${said.zh}不能是“${rollup.field ?? ''}”的${rollup.measure}（${kindOf(field).label.zh}）。`,
    )
  const where = rollup.where && whereOf(vocabulary, from, rollup.where, said)
  return { name, field, to: object, from, link: link!, ...(measured && { measured }), ...(where && { where }) }
}

/** The roll-ups that stand on an object. */
export const rollupsOn = (vocabulary: Vocabulary, object: ObjectDefinition): readonly RolledUp[] =>
  Object.entries(object.own)
    .filter(([, field]) => field.rollup !== undefined)
    .map(([name, field]) => rollupOf(vocabulary, object, name, field))

/** The roll-ups that look at an object's records. */
export const rollupsOver = (vocabulary: Vocabulary, object: ObjectDefinition): readonly RolledUp[] =>
  vocabulary.objects.flatMap((other) =>
    Object.entries(other.own)
      .filter(([, field]) => field.rollup?.from.startsWith(`${object.name}.`))
      .map(([name, field]) => rollupOf(vocabulary, other, name, field)),
  )

/** What a roll-up reads of each record that points here. */
export const readBy = (one: RolledUp): readonly string[] => [
  ...new Set([
    one.link,
    'deleted_at',
    ...(one.field.rollup!.field ? [one.field.rollup!.field] : []),
    ...((one.where && ownFields(one.where)) || []),
  ]),
]

/** Refuses values that depend on themselves across objects: a roll-up over a roll-up over itself. */
export function checkRound(vocabulary: Vocabulary): void {
  const reads = new Map<string, readonly string[]>()
  const key = (object: ObjectDefinition, name: string) => `${object.name}.${name}`
  for (const object of vocabulary.objects) {
    for (const one of formulasOf(object))
      reads.set(
        key(object, one.name),
        fieldsIn(one.node).map((name) => key(object, name)),
      )
    for (const one of rollupsOn(vocabulary, object))
      reads.set(
        key(object, one.name),
        readBy(one).map((name) => key(one.from, name)),
      )
  }
  const done = new Set<string>()
  const visit = (at: string, path: readonly string[]): void => {
    if (done.has(at)) return
    if (path.includes(at)) {
      const round = [...path.slice(path.indexOf(at)), at].join(' → ')
      throw refuseDefinition(`A value cannot depend on itself: ${round}.`, `一个值不能依赖自身：${round}。`)
    }
    for (const next of reads.get(at) ?? []) visit(next, [...path, at])
    done.add(at)
  }
  for (const at of reads.keys()) visit(at, [])
}
