import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Access } from '../access.ts'
import { refusedByRules } from '../demands.ts'
import { type Person, writtenId } from '../person.ts'
import { sameValue } from '../same.ts'
import { teamOf } from '../template.ts'
import type { Given } from './area.ts'
import { type BatchContext, type Entity, type RowState, refuseRow, required, type Suspect } from './batch.ts'
import type { Reason } from './clean.ts'
import { type Current, findByField, keyText, madeByThis, oldestByField } from './lookup.ts'
import type { NodePlan, RoutePlan } from './plan.ts'

const isEmpty = (value: unknown): boolean => value === undefined || value === null

/** Values of a later row over those of an earlier one: they win where the file overwrites, and fill gaps where it fills. */
const merge = (into: Given, from: Given, wins: boolean): void => {
  for (const name in from) if (!isEmpty(from[name]) && (wins || isEmpty(into[name]))) into[name] = from[name]
}

const withLinks = (node: NodePlan, state: RowState, given: Given): Given => {
  for (const { name, node: child } of node.links) {
    const linked = state.entities[child]
    if (linked) given[name] = linked.id
  }
  return given
}

const say = (en: string, zh: string): Reason => ({ say: { en, zh } })

/** A record that the person may change: the scope holds for its owner, or its creator where it has none. */
const mayUpdate = (access: Access, person: Person, current: Current): boolean => {
  const scope = access.scopes.update
  if (scope === 'all') return true
  if (scope === 'none') return false
  const owner = (current.owner ?? current.created_by) as string | null
  return owner !== null && (scope === 'own' ? owner === person.id : teamOf(person).includes(owner))
}

/** A record without a title was called by its key; a real title takes its place. */
const isStandIn = (node: NodePlan, current: Current, name: string): boolean =>
  name === node.access.object.title && node.key !== undefined && current[name] === current[node.key]

const changesOf = (node: NodePlan, current: Current, given: Given): Given => {
  const changes: Given = {}
  const { fields } = node.access.object
  for (const name in given) {
    const value = given[name]
    if (isEmpty(value) || name === node.key) continue
    if (node.existing === 'fill' && !isEmpty(current[name]) && !isStandIn(node, current, name)) continue
    const next = gathered(node, name, current[name], value)
    if (!sameValue(fields[name]!, current[name], next)) changes[name] = next
  }
  return changes
}

/** Lists of contacts grow: a file's e-mail never takes away those that are there. */
const gathered = (node: NodePlan, name: string, before: unknown, value: unknown): unknown => {
  const { family } = kindOf(node.access.object.fields[name]!)
  if (family !== 'entries' || !Array.isArray(before) || name === 'addresses') return value
  const known = new Set((before as { value: string }[]).map((one) => one.value))
  const added = (value as { value: string }[]).filter((one) => !known.has(one.value))
  return added.length === 0 ? before : [...before, ...added]
}

interface Demands {
  readonly required: readonly (readonly [string, Reason])[]
  readonly defaults: readonly (readonly [string, unknown])[]
}

const known = new WeakMap<ObjectDefinition, Demands>()

/** What an object asks of its new records, put together once and not for every row. */
const demandsOf = (object: ObjectDefinition): Demands => {
  const before = known.get(object)
  if (before) return before
  const fields = Object.entries(object.own)
  const asked = fields.filter(([, field]) => field.required && !field.derived && field.default === undefined)
  const made: Demands = {
    required: asked.map(([field, { label }]) => [
      field,
      { field, say: { en: `${label.en} ${required.say.en}`, zh: `${label.zh}${required.say.zh}` } },
    ]),
    defaults: fields.flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default] as const])),
  }
  known.set(object, made)
  return made
}

const lacking = (object: ObjectDefinition, given: Given): Reason | undefined =>
  demandsOf(object).required.find(([name]) => isEmpty(given[name]))?.[1]

const completed = (context: BatchContext, node: NodePlan, given: Given): Given => {
  const { object } = node.access
  node.newborn?.(given)
  for (const [name, preset] of demandsOf(object).defaults) if (isEmpty(given[name])) given[name] = preset
  if (Object.hasOwn(object.fields, 'owner') && isEmpty(given.owner)) given.owner = writtenId(context.call.person)
  return given
}

const judgeNew = (context: BatchContext, { access }: NodePlan, given: Given): Reason | undefined => {
  const { object, scopes } = access
  if (scopes.create === 'none')
    return say(
      `Your role does not let you create ${object.labels.en.toLowerCase()}.`,
      `您的角色无权新建${object.label.zh}。`,
    )
  const owner = given.owner
  const free = scopes.create === 'all' || access.whole || isEmpty(owner) || owner === context.call.person.id
  if (!free && !(scopes.create === 'team' && teamOf(context.call.person).includes(owner as string)))
    return say('Your role does not let you create records for others.', '您的角色无权为他人创建记录。')
  return lacking(object, given)
}

const judgeKnown = (context: BatchContext, node: NodePlan, entity: Entity): Reason | undefined => {
  const { object } = node.access
  const title = object.label.en.toLowerCase()
  if (node.existing === 'refuse') return say(`There is such a ${title} already.`, `该${object.label.zh}已存在。`)
  if (node.existing === 'keep') return undefined
  entity.changes = changesOf(node, entity.current as Current, entity.given)
  if (Object.keys(entity.changes).length === 0) return undefined
  if (mayUpdate(node.access, context.call.person, entity.current as Current)) return undefined
  if (node.path !== '') {
    // A linked record that may not be changed is linked as it is.
    entity.changes = {}
    return undefined
  }
  return say(
    `There is such a ${title} already, and your role does not let you change it.`,
    `该${object.label.zh}已存在，您的角色无权修改。`,
  )
}

const gather = (
  node: NodePlan,
  at: number,
  rows: readonly RowState[],
  newId: () => string,
): { byKey: Map<string, Entity>; all: Entity[] } => {
  const byKey = new Map<string, Entity>()
  const all: Entity[] = []
  const field = node.key === undefined ? undefined : node.access.object.fields[node.key]!
  for (const state of rows) {
    const given = state.row.given[at]
    if (!given) continue
    withLinks(node, state, given)
    const key = field && !isEmpty(given[node.key!]) ? keyText(field, given[node.key!]) : undefined
    const known = key === undefined ? undefined : byKey.get(key)
    if (known) merge(known.given, given, node.existing === 'overwrite')
    const entity: Entity = known ?? { id: newId(), given, rows: [] }
    if (!known) {
      all.push(entity)
      if (key !== undefined) byKey.set(key, entity)
    }
    entity.rows.push(state)
    state.entities[at] = entity
  }
  return { byKey, all }
}

/** Puts what stands in the database under the entities that mean it. */
const attach = (byKey: ReadonlyMap<string, Entity>, found: ReadonlyMap<string, Current>): void => {
  for (const [key, current] of found) {
    const entity = byKey.get(key)
    if (entity) Object.assign(entity, { id: current.id, current })
  }
}

/** Linked records are named again and again, those of the rows themselves once. */
const standing = (context: BatchContext, node: NodePlan, keys: readonly string[]): Promise<Map<string, Current>> =>
  context.seen && node.path !== ''
    ? context.seen.find(context, node.access.object, node.key!, keys)
    : findByField(context, node.access.object, node.key!, keys)

const judge = (context: BatchContext, node: NodePlan, entity: Entity): Reason | undefined => {
  if (!entity.current) completed(context, node, entity.given)
  const reason = entity.current ? judgeKnown(context, node, entity) : judgeNew(context, node, entity.given)
  return reason ?? judgeByRules(context, node, entity)
}

/** What users' rules refuse. */
const judgeByRules = ({ call }: BatchContext, node: NodePlan, entity: Entity): Reason | undefined => {
  const { object } = node.access
  const draft = entity.current
    ? { verb: 'update' as const, current: entity.current, values: entity.changes ?? {} }
    : { verb: 'create' as const, values: entity.given }
  const [wrong] = Object.entries(refusedByRules(call, object, draft))
  if (!wrong) return undefined
  const [field, { say }] = wrong
  const { label } = object.fields[field]!
  return { field, say: { en: `${label.en} ${say.en}`, zh: `${label.zh}${say.zh}` } }
}

/** Finds for every row which record it means, and judges what is to be done with it. */
export const resolveNode = async (
  context: BatchContext,
  route: RoutePlan,
  at: number,
  rows: readonly RowState[],
): Promise<{ entities: Entity[]; suspects: Suspect[] }> => {
  const node = route.nodes[at]!
  const { byKey, all } = gather(node, at, rows, context.call.engine.newId)
  if (byKey.size > 0) attach(byKey, await standing(context, node, [...byKey.keys()]))
  for (const entity of all) entity.reason = judge(context, node, entity)
  await refuseTaken(context, node, all)
  if (node.path === '') await refuseRepeated(context, route, rows)
  for (const entity of all) if (entity.reason) for (const state of entity.rows) refuseRow(state, [entity.reason])
  const entities = all.filter((entity) => !entity.reason && entity.rows.some((state) => state.outcome !== 'refused'))
  if (node.path === '') settle(entities)
  return { entities, suspects: node.path === '' ? await suspectsOf(context, node, entities) : [] }
}

const settle = (entities: readonly Entity[]): void => {
  for (const entity of entities)
    for (const [i, state] of entity.rows.entries())
      state.outcome = entity.current ? (hasChanges(entity) ? 'updated' : 'unchanged') : i === 0 ? 'created' : 'updated'
}

export const hasChanges = (entity: Entity): boolean =>
  entity.changes !== undefined && Object.keys(entity.changes).length > 0

/** Unique values besides the key that another record has, in the database or earlier in the batch. */
const refuseTaken = async (context: BatchContext, node: NodePlan, all: readonly Entity[]): Promise<void> => {
  const { object } = node.access
  for (const [name, field] of Object.entries(object.own)) {
    if (!field.unique || name === node.key) continue
    const wanting = all.filter((one) => !one.reason && !isEmpty((one.current ? one.changes : one.given)?.[name]))
    if (wanting.length === 0) continue
    const byValue = Map.groupBy(wanting, (one) => keyText(field, (one.current ? one.changes! : one.given)[name]))
    const found = await findByField(context, object, name, [...byValue.keys()])
    const taken = {
      field: name,
      say: { en: `${field.label.en} is taken by another record`, zh: `${field.label.zh}已被其他记录使用` },
    }
    for (const [value, some] of byValue) for (const one of found.has(value) ? some : some.slice(1)) one.reason = taken
  }
}

/** Lines of an order that was there before this import are taken for a second import of the same file. */
const refuseRepeated = async (context: BatchContext, route: RoutePlan, rows: readonly RowState[]): Promise<void> => {
  const node = route.nodes.at(-1)!
  const whole = node.links.find((link) => link.name === node.access.object.partOf)
  if (!whole || node.key !== undefined || node.existing !== 'overwrite') return
  const wholes = new Set(rows.map((state) => state.entities[whole.node]).filter((one) => one?.current))
  if (wholes.size === 0) return
  const { object } = route.nodes[whole.node]!.access
  const ours = await madeByThis(
    context,
    object.name,
    [...wholes].map((one) => one!.id),
  )
  for (const state of rows) {
    const entity = state.entities[whole.node]
    if (!entity?.current || ours.has(entity.id)) continue
    const title = String(entity.current[object.title] ?? '')
    const { label } = object
    refuseRow(state, [
      say(
        `${label.en} ${title} was there before this import, with its lines.`,
        `${label.zh} ${title} 在本次导入之前已存在，包括其明细。`,
      ),
    ])
  }
}

/** New records whose e-mail or phone an existing one has: perhaps the same, for a person to look at. */
const suspectsOf = async (context: BatchContext, node: NodePlan, entities: readonly Entity[]): Promise<Suspect[]> => {
  const suspects: Suspect[] = []
  const { object } = node.access
  for (const [name, field] of Object.entries(object.own)) {
    if (!field.key || field.unique || name === node.key) continue
    const made = entities.filter((one) => !one.current && !isEmpty(one.given[name]))
    if (made.length === 0) continue
    const byValue = Map.groupBy(made, (one) => keyText(field, one.given[name]))
    const found = await oldestByField(context, object, name, [...byValue.keys()])
    for (const [value, some] of byValue) {
      const other = found.get(value) ?? some[0]!.id
      for (const one of some)
        if (one.id !== other) suspects.push({ line: one.rows[0]!.row.line, record: one.id, other, field: name })
    }
  }
  return suspects
}
