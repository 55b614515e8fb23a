import { colours, type Field } from '@rapport/vocabulary/define/field.ts'
import { isKind, kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { concepts, defineObject, type ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { Problem } from '../../errors.ts'

/** What comes from outside is checked word by word: it becomes part of the vocabulary. */
type Given = { readonly [key: string]: unknown }

export const refuseDefinition = (sentence: string): Problem => new Problem('definition_invalid', sentence)

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function checkedLabel(value: unknown, what: string): Label {
  const given = typeof value === 'string' ? { en: value, zh: value } : value
  const text = (key: 'en' | 'zh'): string => {
    const one = isObject(given) ? given[key] : undefined
    if (typeof one !== 'string' || one.trim() === '' || one.length > 100 || one.includes('\0'))
      throw refuseDefinition(`${what} needs a label of 1 to 100 characters in English (en) and Chinese (zh).`)
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
])

function checkedChoices(value: unknown, name: string): NonNullable<Field['choices']> {
  const entries = isObject(value) ? Object.entries(value) : []
  if (entries.length === 0 || entries.length > 500)
    throw refuseDefinition(`The field "${name}" needs 1 to 500 choices.`)
  return Object.fromEntries(
    entries.map(([key, one]) => {
      if (!isObject(one) || key === '' || key.length > 100 || /[\0,{}"\\]/.test(key))
        throw refuseDefinition(
          `The choice "${key.slice(0, 60)}" of "${name}" is not right: it is a value of at most 100 characters with a label.`,
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
    throw refuseDefinition(`The pattern of "${name}" is a regular expression of at most 200 characters.`)
  // Repeated groups that repeat inside take exponential time on some texts.
  if (/\([^)]*[+*{][^)]*\)[+*{]/.test(value))
    throw refuseDefinition(
      `The pattern of "${name}" repeats a group that repeats itself, which can take for ever. Write it without.`,
    )
  try {
    new RegExp(value, 'u')
  } catch (error) {
    throw refuseDefinition(`The pattern of "${name}" is no regular expression: ${(error as Error).message}.`)
  }
  return value
}

const options: { readonly [key: string]: (value: unknown, name: string) => unknown } = {
  ...Object.fromEntries(flags.map((flag) => [flag, (value: unknown) => value === true])),
  ...Object.fromEntries(
    numbers.map((key) => [
      key,
      (value: unknown, name: string) => {
        if (typeof value !== 'number' || !Number.isFinite(value))
          throw refuseDefinition(`"${key}" of "${name}" is a number.`)
        return value
      },
    ]),
  ),
  help: (value, name) => checkedLabel(value, `The help of "${name}"`),
  reverse: (value, name) => checkedLabel(value, `The other side of "${name}"`),
  choices: checkedChoices,
  pattern: checkedPattern,
  aliases: (value, name) => {
    if (
      !Array.isArray(value) ||
      value.length > 50 ||
      !value.every((one) => typeof one === 'string' && one.length <= 100)
    )
      throw refuseDefinition(`The aliases of "${name}" are at most 50 texts.`)
    return value
  },
  to: (value) => value,
  currency: (value) => value,
  default: (value) => value,
}

function checkLink(field: Field, name: string, vocabulary: Vocabulary, self: string): void {
  const isLink = field.kind === 'link' || field.kind === 'links'
  if (isLink && field.to !== self && !(typeof field.to === 'string' && vocabulary.find(field.to)))
    throw refuseDefinition(`The link "${name}" needs an object to point to (to).`)
  if (!isLink && field.to !== undefined)
    throw refuseDefinition(`"${name}" is no link, so it cannot point to an object.`)
}

function checkDefault(field: Field, name: string): Field {
  if (field.default === undefined || field.default === null) {
    const { default: _, ...rest } = field
    return rest
  }
  const kept = kindOf(field).check(field.default, field)
  if (kept instanceof Refusal) throw refuseDefinition(`The default of "${name}" ${kept.say.en}.`)
  return { ...field, default: kept }
}

/** A field from data of a person; Problem definition_invalid says what is wrong with it. */
export function checkedField(given: unknown, name: string, vocabulary: Vocabulary, self: string): Field {
  if (!isObject(given)) throw refuseDefinition(`The field "${name}" is an object with kind and label.`)
  const unknown = Object.keys(given).filter((key) => !taken.has(key))
  if (unknown.length > 0)
    throw refuseDefinition(
      `The field "${name}" has unknown options: ${unknown.map((one) => one.slice(0, 40)).join(', ')}.`,
    )
  if (typeof given.kind !== 'string' || !isKind(given.kind))
    throw refuseDefinition(`The field "${name}" is of no kind that there is.`)
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
    throw refuseDefinition(`"${name}" ${isChoice ? 'needs choices' : 'takes no choices'}.`)
  checkLink(field, name, vocabulary, self)
  if (field.unique && !['text', 'number', 'decimal', 'date', 'instant'].includes(kindOf(field).family))
    throw refuseDefinition(`"${name}" cannot be unique: its kind holds several values, or has no order.`)
  return checkDefault(field, name)
}

const customName = /^x_[a-z0-9_]{1,40}$/

export function checkName(name: unknown, what: string): string {
  if (typeof name !== 'string' || !customName.test(name))
    throw refuseDefinition(
      `The name of ${what} begins with x_ and has at most 40 lower case letters, digits and _ after it.`,
    )
  return name
}

/** An object from data of a person, with a list and a page when it does not say them. */
export function checkedObject(given: unknown, vocabulary: Vocabulary): ObjectDefinition {
  if (!isObject(given)) throw refuseDefinition('An object has a name, a plural, labels, fields and a title.')
  const name = checkName(given.name, 'an object')
  const plural = checkName(given.plural ?? `${name}s`, 'a plural')
  const fields = isObject(given.fields) ? given.fields : {}
  if (Object.keys(fields).length > 200) throw refuseDefinition('An object has at most 200 fields.')
  const checked = Object.fromEntries(
    Object.entries(fields).map(([key, one]) => [key, checkedField(one, key, vocabulary, name)]),
  )
  const names = Object.keys(checked)
  const title = typeof given.title === 'string' ? given.title : (names[0] ?? '')
  if (!Object.hasOwn(checked, title) || kindOf(checked[title]!).family !== 'text')
    throw refuseDefinition(`The title of "${name}" is one of its fields, and a text.`)
  const list =
    isObject(given.list) && Array.isArray(given.list.columns)
      ? (given.list.columns as string[]).map(String)
      : names.slice(0, 6)
  const icon = typeof given.icon === 'string' && /^[a-z0-9-]{1,40}$/.test(given.icon) ? given.icon : 'box'
  const label = checkedLabel(given.label, `The object "${name}"`)
  try {
    return defineObject({
      name,
      plural,
      concept: concepts.find((one) => one === given.concept) ?? 'work',
      label,
      labels: checkedLabel(given.labels ?? given.label, `The object "${name}"`),
      icon,
      title,
      fields: checked,
      list: { columns: list, sort: '-created_at' },
      page: { sections: [{ label, fields: names }] },
      custom: true,
    }) as unknown as ObjectDefinition
  } catch (error) {
    if (error instanceof TypeError) throw refuseDefinition(error.message)
    throw error
  }
}
