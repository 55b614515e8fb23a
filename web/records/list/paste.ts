import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { Reader } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { Label, Locale } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal, refuse } from '@rapport/vocabulary/define/refusal.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { listRecords } from '../../api.ts'
import { now } from '../../clock.ts'
import { learnTitle } from '../../fields/titles.ts'
import { isWritable } from '../access.ts'
import type { Texts } from './tsv.ts'

/** A cell that gets a value, or does not and why. */
export interface Edit {
  readonly row: AnyRow
  readonly name: string
  readonly value: unknown
}
export interface Wrong {
  readonly row: AnyRow
  readonly name: string
  readonly text: string
  readonly say: Label
}

/** Where pasted texts go: the text for a record's field. */
export interface Target {
  readonly row: AnyRow
  readonly name: string
  readonly text: string
}

/** Texts laid over rows and columns from a corner. A single text, or rows of them, fill a larger range by repeating. */
export const laidOut = (
  texts: Texts,
  rows: readonly (AnyRow | undefined)[],
  columns: readonly string[],
): readonly Target[] => {
  const wide = Math.max(...texts.map((one) => one.length))
  return rows.flatMap((row, y) =>
    row === undefined ? [] : columns.map((name, x) => ({ row, name, text: texts[y % texts.length]![x % wide] ?? '' })),
  )
}

/** The ids of linked records by their names, in few questions; a name that several have is nobody's. */
const idsByTitle = async (object: ObjectDefinition, titles: readonly string[]): Promise<Map<string, string>> => {
  const found = new Map<string, string>()
  for (let at = 0; at < titles.length; at += 200) {
    const filter: Filter = { field: object.title, op: 'in', value: titles.slice(at, at + 200) }
    const { data } = await listRecords(object.plural, { filter, limit: 500, fields: [object.title] })
    for (const row of data) {
      const title = String(row[object.title])
      learnTitle(object.name, row.id, title)
      const key = title.toLowerCase()
      found.set(key, found.has(key) ? '' : row.id)
    }
  }
  return found
}

const linkedTexts = (object: ObjectDefinition, targets: readonly Target[]): Map<string, Set<string>> => {
  const byObject = new Map<string, Set<string>>()
  for (const { name, text } of targets) {
    const to = object.fields[name]?.to
    if (to === undefined) continue
    const texts = byObject.get(to) ?? new Set()
    for (const one of kindOf(object.fields[name]!).family === 'ids' ? text.split(/[;,|、，；]/) : [text])
      if (one.trim() !== '') texts.add(one.trim())
    byObject.set(to, texts)
  }
  return byObject
}

const finder = async (
  object: ObjectDefinition,
  targets: readonly Target[],
  vocabulary: Vocabulary,
): Promise<Reader['find']> => {
  const ids = new Map<string, Map<string, string>>()
  for (const [name, texts] of linkedTexts(object, targets)) {
    const linked = vocabulary.find(name)
    if (linked) ids.set(name, await idsByTitle(linked, [...texts]))
  }
  return (name, text) => ids.get(name)?.get(text.trim().toLowerCase()) || undefined
}

const readOnly = refuse('read_only', 'this field cannot be changed', '该字段不能修改')
const required = refuse('required', 'must have a value', '不能为空')

const plainPhone = (text: string): string | undefined => {
  const digits = text.replace(/[\s().-]/g, '')
  return /^\+\d{6,15}$/.test(digits) ? digits : undefined
}

const readOne = (object: ObjectDefinition, { name, text }: Target, reader: Reader): unknown => {
  const field = object.fields[name]!
  if (!isWritable(field)) return readOnly
  if (text.trim() === '') return field.required ? required : null
  return kindOf(field).read(text, field, reader)
}

/** Texts read as values of their fields' kinds; what cannot be read is listed with the reason, and nothing of it is lost. */
export const readTargets = async (
  object: ObjectDefinition,
  targets: readonly Target[],
  vocabulary: Vocabulary,
  locale: Locale,
): Promise<{ edits: readonly Edit[]; wrong: readonly Wrong[] }> => {
  const reader: Reader = {
    locale,
    dateOrder: locale === 'zh' ? 'ymd' : 'dmy',
    decimal: '.',
    country: '',
    offsetMinutes: -now().getTimezoneOffset(),
    phone: plainPhone,
    find: await finder(object, targets, vocabulary),
  }
  const edits: Edit[] = []
  const wrong: Wrong[] = []
  for (const target of targets) {
    const value = readOne(object, target, reader)
    const { row, name, text } = target
    if (value instanceof Refusal) wrong.push({ row, name, text, say: value.say })
    else edits.push({ row, name, value })
  }
  return { edits, wrong }
}
