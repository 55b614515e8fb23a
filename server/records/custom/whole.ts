import { checkFilter } from '@rapport/vocabulary/define/filter-check.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Rule } from '@rapport/vocabulary/define/rule.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { refuseDefinition } from './definition.ts'
import { checkRound, ownFields } from './derived.ts'

export const mostFields = 200

function checkObject(vocabulary: Vocabulary, object: ObjectDefinition): void {
  const own = Object.entries(object.own).filter(([, field]) => field.custom)
  if (own.length > mostFields)
    throw refuseDefinition(
      `${object.label.en} takes at most ${mostFields} fields of users.`,
      `${object.label.zh}最多有 ${mostFields} 个自定义字段。`,
    )
  for (const [name, field] of own) {
    if (field.to !== undefined && !vocabulary.find(field.to))
      throw refuseDefinition(
        `“${field.label.en}” of ${object.labels.en} points to "${field.to}", which is not there. Remove that field first.`,
        `${object.labels.zh}的“${field.label.zh}”指向不存在的“${field.to}”。请先删除该字段。`,
      )
    if (field.currency !== undefined && object.fields[field.currency]?.kind !== 'currency')
      throw refuseDefinition(
        `The currency of "${name}" stands in a field of the kind currency; "${field.currency}" is none.`,
        `“${name}”的货币应在货币类型的字段中；“${field.currency}”不是。`,
      )
  }
  const title = object.own[object.title]
  if (object.custom && (!title || kindOf(title).family !== 'text' || title.formula !== undefined))
    throw refuseDefinition(
      `The title of "${object.name}" is one of its fields, and a text.`,
      `“${object.name}”的标题必须是它的一个文本字段。`,
    )
  for (const rule of object.rules ?? []) checkRule(vocabulary, object, rule)
}

function checkRule(vocabulary: Vocabulary, object: ObjectDefinition, rule: Rule): void {
  const said = {
    en: `The rule “${rule.label.en}” of ${object.labels.en}`,
    zh: `${object.labels.zh}的规则“${rule.label.zh}”`,
  }
  const lost = rule.fields.find((name) => !Object.hasOwn(object.own, name))
  if (lost !== undefined)
    throw refuseDefinition(
      `${said.en} is about "${lost}", which is no field. Change the rule first.`,
      `${said.zh}涉及不存在的字段“${lost}”。请先修改规则。`,
    )
  const derived = rule.fields.find((name) => object.own[name]!.derived && rule.effect !== 'visible')
  if (derived !== undefined)
    throw refuseDefinition(
      `${said.en} is about "${derived}", which nobody writes.`,
      `${said.zh}涉及无人填写的字段“${derived}”。`,
    )
  const when = checkFilter(rule.when, object, { vocabulary, sees: () => true })
  if (when instanceof Refusal)
    throw refuseDefinition(
      `The condition of ${said.en.toLowerCase()} is not right: ${when.say.en}.`,
      `${said.zh}的条件不正确：${when.say.zh}。`,
    )
  if (ownFields(when) === false)
    throw refuseDefinition(`${said.en} may only ask fields of the record itself.`, `${said.zh}只能使用记录自身的字段。`)
}

/** Refuses definitions that contradict each other, whatever led there: a change, something taken back, a file. */
export function checkWhole(after: Vocabulary): void {
  const names = new Set<string>()
  for (const object of after.objects) {
    for (const name of [object.name, `plural ${object.plural}`]) {
      if (names.has(name))
        throw refuseDefinition(`There is an object "${object.name}" already.`, `已有对象“${object.name}”。`)
      names.add(name)
    }
    checkObject(after, object)
  }
  checkRound(after)
}
