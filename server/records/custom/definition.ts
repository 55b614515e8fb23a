import { formulaKinds } from '@rapport/vocabulary/define/expression/formula.ts'
import { colours, type Field, type Rollup, rollupMeasures } from '@rapport/vocabulary/define/field.ts'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { isKind, kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { type ObjectDefinition, systemFields } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { Problem } from '../../errors.ts'

/** What comes from outside is checked word by word: it becomes part of the vocabulary. */
type Given = { readonly [key: string]: unknown }

/** Why a definition is not taken, in both languages. */
export const refuseDefinition = (en: string, zh: string, extra: Record<string, unknown> = {}): Problem =>
  new Problem('definition_invalid', en, { ...extra, say: { en, zh } })

export const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function checkedLabel(value: unknown, what: string, most = 100): Label {
  const given = typeof value === 'string' ? { en: value, zh: value } : value
  const text = (key: 'en' | 'zh'): string => {
    const one = isObject(given) ? given[key] : undefined
    if (typeof one !== 'string' || one.trim() === '' || one.length > most || one.includes('\0'))
      throw refuseDefinition(
        `${what} needs a text of 1 to ${most} characters in English (en) and Chinese (zh).`,
        `${what}需要 1 到 ${most} 个字符的英文（en）和中文（zh）名称。`,
      )
    return one.trim()
  }
  return { en: text('en'), zh: text('zh') }
}

const flags = ['required', 'unique', 'index', 'search', 'personal', 'key'] as const
const numbers = ['min', 'max', 'digits'] as const
const taken = new Set<string>([
  ...flags,
  ...numbers,
  'kind',
  'label',
  'help',
  'choices',
  'to',
  'reverse',
  'pattern',
  'currency',
  'default',
  'aliases',
  'formula',
  'rollup',
])

function checkedChoices(value: unknown, name: string): NonNullable<Field['choices']> {
  const entries = isObject(value) ? Object.entries(value) : []
  if (entries.length === 0 || entries.length > 500)
    throw refuseDefinition(`The field "${name}" needs 1 to 500 choices.`, `字段“${name}”需要 1 到 500 个选项。`)
  return Object.fromEntries(
    entries.map(([key, one]) => {
      if (!isObject(one) || key === '' || key.length > 100 || /[\0,{}"\\]/.test(key))
        throw refuseDefinition(
          `The choice "${key.slice(0, 60)}" of "${name}" is not right: it is a value of at most 100 characters with a label.`,
          `“${name}”的选项“${key.slice(0, 60)}”不正确：它是最多 100 个字符的值，并带有名称。`,
        )
      const colour = colours.find((known) => known === one.colour)
      return [
        key,
        {
          label: checkedLabel(one.label ?? key, `The choice "${key}"`),
          ...(colour && { colour }),
          ...(one.retired === true && { retired: true }),
        },
      ]
    }),
  )
}

function checkedPattern(value: unknown, name: string): string {
  if (typeof value !== 'string' || value.length > 200)
    throw refuseDefinition(
      `The pattern of "${name}" is a regular expression of at most 200 characters.`,
      `“${name}”的格式是最多 200 个字符的正则表达式。`,
    )
  // Repeated groups that repeat inside take exponential time on some texts.
  if (/\([^)]*[+*{][^)]*\)[+*{]/.test(value))
    throw refuseDefinition(
      `The pattern of "${name}" repeats a group that repeats itself, which can take for ever. Write it without.`,
      `“${name}”的格式含有嵌套重复，可能永远匹配不完，请改写。`,
    )
  try {
    new RegExp(value, 'u')
  } catch (error) {
    throw refuseDefinition(
      `The pattern of "${name}" is no regular expression: ${(error as Error).message}.`,
      `“${name}”的格式不是正则表达式：${(error as Error).message}。`,
    )
  }
  return value
}

function checkedRollup(value: unknown, name: string): Rollup {
  const measure = isObject(value) ? rollupMeasures.find((one) => one === value.measure) : undefined
  if (!isObject(value) || !measure || typeof value.from !== 'string')
    throw refuseDefinition(
      `The roll-up "${name}" says from where (from, such as "order.customer") and what (measure: ${rollupMeasures.join(', ')}).`,
      `汇总“${name}”需要来源（from，例如 "order.customer"）和方式（measure：${rollupMeasures.join('、')}）。`,
    )
  return {
    from: value.from,
    measure,
    ...(typeof value.field === 'string' && { field: value.field }),
    ...(isObject(value.where) && { where: value.where as unknown as Filter }),
  }
}

/** A field that is worked out is written by nobody, and stands for nothing while its record is being made. */
function checkDerived(field: Field, name: string): Field {
  if (field.formula === undefined && field.rollup === undefined) return field
  if (field.formula !== undefined && field.rollup !== undefined)
    throw refuseDefinition(`"${name}" is a formula or a roll-up, not both.`, `“${name}”只能是公式或汇总之一。`)
  if (field.formula !== undefined && !Object.hasOwn(formulaKinds, field.kind))
    throw refuseDefinition(
      `A formula cannot be of the kind "${field.kind}"; it takes ${Object.keys(formulaKinds).join(', ')}.`,
      `公式不能是“${field.kind}”类型；可用：${Object.keys(formulaKinds).join('、')}。`,
    )
  const { required: _, unique: __, default: ___, search: ____, ...rest } = field
  const zero = field.rollup?.measure === 'count' || field.rollup?.measure === 'sum'
  return { ...rest, derived: true, ...(zero && { default: field.kind === 'money' ? '0' : 0 }) }
}

const options: { readonly [key: string]: (value: unknown, name: string) => unknown } = {
  ...Object.fromEntries(flags.map((flag) => [flag, (value: unknown) => value === true])),
  ...Object.fromEntries(
    numbers.map((key) => [
      key,
      (value: unknown, name: string) => {
        if (typeof value !== 'number' || !Number.isFinite(value))
          throw refuseDefinition(`"${key}" of "${name}" is a number.`, `“${name}”的“${key}”应为数字。`)
        return value
      },
    ]),
  ),
  help: (value, name) => checkedLabel(value, `The help of "${name}"`, 500),
  reverse: (value, name) => checkedLabel(value, `The other side of "${name}"`),
  choices: checkedChoices,
  pattern: checkedPattern,
  aliases: (value, name) => {
    if (
      !Array.isArray(value) ||
      value.length > 50 ||
      !value.every((one) => typeof one === 'string' && one.length <= 100)
    )
      throw refuseDefinition(`The aliases of "${name}" are at most 50 texts.`, `“${name}”的别名最多 50 个。`)
    return value
  },
  formula: (value, name) => {
    if (typeof value !== 'string' || value.trim() === '')
      throw refuseDefinition(`The formula of "${name}" is a text.`, `“${name}”的公式应为文本。`)
    return value.trim()
  },
  rollup: checkedRollup,
  to: (value) => value,
  currency: (value) => value,
  default: (value) => value,
}

/** Where objects are looked up: a vocabulary, or one with what a file brings. */
type Known = Pick<Vocabulary, 'find'>

function checkLink(field: Field, name: string, vocabulary: Known, self: string): void {
  const isLink = field.kind === 'link' || field.kind === 'links'
  if (isLink && field.to !== self && !(typeof field.to === 'string' && vocabulary.find(field.to)))
    throw refuseDefinition(
      `The link "${name}" needs an object to point to (to).`,
      `关联“${name}”需要指向一个对象（to）。`,
    )
  if (!isLink && field.to !== undefined)
    throw refuseDefinition(
      `"${name}" is no link, so it cannot point to an object.`,
      `“${name}”不是关联，不能指向对象。`,
    )
}

function checkDefault(field: Field, name: string): Field {
  if (field.default === undefined || field.default === null) {
    const { default: _, ...rest } = field
    return rest
  }
  const kept = kindOf(field).check(field.default, field)
  if (kept instanceof Refusal)
    throw refuseDefinition(`The default of "${name}" ${kept.say.en}.`, `“${name}”的默认值${kept.say.zh}。`)
  return { ...field, default: kept }
}

/** A field from data of a person; Problem definition_invalid says what is wrong with it. */
export function checkedField(given: unknown, name: string, vocabulary: Known, self: string): Field {
  if (!isObject(given))
    throw refuseDefinition(
      `The field "${name}" is an object with kind and label.`,
      `字段“${name}”应为带有 kind 和 label 的对象。`,
    )
  const unknown = Object.keys(given).filter((key) => !taken.has(key))
  if (unknown.length > 0)
    throw refuseDefinition(
      `The field "${name}" has unknown options: ${unknown.map((one) => one.slice(0, 40)).join(', ')}.`,
      `字段“${name}”含有未知的设置：${unknown.map((one) => one.slice(0, 40)).join('、')}。`,
    )
  if (typeof given.kind !== 'string' || !isKind(given.kind))
    throw refuseDefinition(`The field "${name}" is of no kind that there is.`, `字段“${name}”的类型不存在。`)
  const kept: { [key: string]: unknown } = {
    kind: given.kind,
    label: checkedLabel(given.label, `The field "${name}"`),
    custom: true,
  }
  for (const [key, check] of Object.entries(options))
    if (given[key] !== undefined && given[key] !== null) kept[key] = check(given[key], name)
  const field = kept as unknown as Field
  const isChoice = field.kind === 'choice' || field.kind === 'choices'
  if (isChoice !== (field.choices !== undefined))
    throw refuseDefinition(
      `"${name}" ${isChoice ? 'needs choices' : 'takes no choices'}.`,
      `“${name}”${isChoice ? '需要选项' : '不能有选项'}。`,
    )
  checkLink(field, name, vocabulary, self)
  if (field.unique && !['text', 'number', 'decimal', 'date', 'instant'].includes(kindOf(field).family))
    throw refuseDefinition(
      `"${name}" cannot be unique: its kind holds several values, or has no order.`,
      `“${name}”不能唯一：该类型含有多个值或无法排序。`,
    )
  return checkDerived(checkDefault(field, name), name)
}

const customName = /^x_[a-z0-9_]{1,40}$/
const plainName = /^[a-z][a-z0-9_]{0,41}$/

export function checkName(name: unknown, what: { readonly en: string; readonly zh: string }): string {
  if (typeof name !== 'string' || !customName.test(name))
    throw refuseDefinition(
      `The name of ${what.en} begins with x_ and has at most 40 lower case letters, digits and _ after it.`,
      `${what.zh}的名称以 x_ 开头，其后最多 40 个小写字母、数字和 _。`,
    )
  return name
}

/** Names that every table has already. */
const reserved = new Set(['id', 'search', ...Object.keys(systemFields)])

/** Fields of users begin with x_ on built-in objects, so that an upgrade never meets them; on objects of users any name is free. */
export function checkFieldName(name: unknown, object: Pick<ObjectDefinition, 'custom'>): string {
  if (!object.custom) return checkName(name, { en: 'a field', zh: '字段' })
  if (typeof name !== 'string' || !plainName.test(name))
    throw refuseDefinition(
      'The name of a field has at most 42 lower case letters, digits and _, and begins with a letter.',
      '字段名称最多 42 个小写字母、数字和 _，并以字母开头。',
    )
  if (reserved.has(name))
    throw refuseDefinition(
      `Every record has "${name}" already. Take another name.`,
      `每条记录都已有“${name}”，请换一个名称。`,
    )
  return name
}

/** A field as it is kept without what follows from being one of users: what may be given again. */
export const givenAgain = ({ custom: _, derived: __, ...field }: Field): { readonly [option: string]: unknown } => field

/** What of a built-in field a company may adjust. */
export function checkedAdjustment(given: unknown, name: string, built: Field): Partial<Field> {
  if (!isObject(given)) throw refuseDefinition(`What "${name}" becomes is an object.`, `“${name}”的设置应为对象。`)
  const unknown = Object.keys(given).filter((key) => !['label', 'help', 'required', 'choices'].includes(key))
  if (unknown.length > 0)
    throw refuseDefinition(
      `"${name}" is built in: its label, help, choices and whether it is required may change, not ${unknown.map((one) => one.slice(0, 40)).join(', ')}.`,
      `“${name}”是内置字段：可修改名称、帮助、选项和是否必填，不能修改${unknown.map((one) => one.slice(0, 40)).join('、')}。`,
    )
  const kept: { [key: string]: unknown } = {}
  for (const key of ['label', 'help', 'choices', 'required'])
    if (given[key] !== undefined && given[key] !== null)
      kept[key] = key === 'label' ? checkedLabel(given.label, `The field "${name}"`) : options[key]!(given[key], name)
  if (kept.required === false && built.required)
    throw refuseDefinition(`"${name}" is required by Rapport itself.`, `“${name}”是系统必填字段。`)
  if (kept.required === false) delete kept.required
  if (kept.choices !== undefined) keepBuiltChoices(kept.choices as NonNullable<Field['choices']>, name, built)
  return kept as Partial<Field>
}

/** Rules of Rapport speak of the built-in choices by their values, so these stay; they may be retired. */
function keepBuiltChoices(choices: NonNullable<Field['choices']>, name: string, built: Field): void {
  const lost = Object.keys(built.choices ?? {}).find((value) => !Object.hasOwn(choices, value))
  if (built.choices === undefined) throw refuseDefinition(`"${name}" takes no choices.`, `“${name}”不能有选项。`)
  if (lost !== undefined)
    throw refuseDefinition(
      `The choice "${lost}" of "${name}" is built in. Retire it instead.`,
      `“${name}”的选项“${lost}”是内置的，请改为停用。`,
    )
}
