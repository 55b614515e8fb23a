import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { effects, type Rule } from '@rapport/vocabulary/define/rule.ts'
import { checkedLabel, checkName, refuseDefinition } from './definition.ts'
import type { Designing } from './designing.ts'
import { objectOf } from './fields.ts'

/** Adds or changes a rule of an object; what it says of fields is judged with the whole. */
export async function putRule(work: Designing, object: string, name: string, given: unknown): Promise<Rule> {
  objectOf(work.now(), object)
  checkName(name, { en: 'a rule', zh: '规则' })
  const { label, effect, fields, when } = (typeof given === 'object' && given !== null ? given : {}) as {
    readonly [key: string]: unknown
  }
  const known = effects.find((one) => one === effect)
  if (!known)
    throw refuseDefinition(
      `The effect of a rule is one of: ${effects.join(', ')}.`,
      `规则的效果应为：${effects.join('、')}。`,
    )
  const names = Array.isArray(fields) ? [...new Set(fields.map(String))] : []
  if (names.length === 0 || names.length > 50)
    throw refuseDefinition('A rule is about 1 to 50 fields.', '一条规则涉及 1 到 50 个字段。')
  if (typeof when !== 'object' || when === null)
    throw refuseDefinition('A rule has a condition: a filter (when).', '规则需要一个条件，即筛选（when）。')
  const rule: Rule = { name, label: checkedLabel(label, 'A rule'), effect: known, fields: names, when: when as Filter }
  await work.put({ kind: 'rule', object, name, definition: rule })
  return rule
}
