import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Reader } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { ColumnTarget } from './mapping.ts'
import { fieldNames, likeness, objectNames, wordsOf } from './names.ts'
import { addressParts, givenFields, isImportable, type Node, nodesOf } from './target.ts'

/** A column as suggestions see it. */
export interface Column {
  readonly name: string
  readonly texts: readonly string[]
  readonly reader: Reader
}

export interface Suggested extends ColumnTarget {
  /** 0 to 1. */
  readonly confidence: number
}

export interface Suggestion {
  readonly object: string
  readonly columns: readonly Suggested[]
  readonly score: number
}

interface Candidate {
  readonly column: number
  readonly to: string
  readonly node: string
  readonly score: number
  readonly many: boolean
}

/** A place that a column can go to, with its names. */
interface Place {
  readonly node: Node
  readonly name: string
  readonly field: Field
  readonly part?: string
  readonly names: readonly string[]
}

const placesOf = (node: Node): Place[] =>
  givenFields(node.object).flatMap(([name, field]): Place[] => {
    if (field.kind === 'link') return []
    const own = fieldNames(name, field)
    const called = node.path === '' ? [] : [wordsOf(node.path.split('.').at(-1)!)]
    const qualified = [...objectNames(node.object), ...called].flatMap((object) => own.map((one) => `${object} ${one}`))
    const whole: Place = { node, name, field, names: [...own, ...qualified] }
    if (field.kind !== 'addresses') return [whole]
    return Object.entries(addressParts).map(([part, names]) => ({ node, name, field, part, names: names.map(wordsOf) }))
  })

/** A bare "Company" names the linked record, by its title. */
const linkNames = (node: Node, parent: ObjectDefinition | undefined): string[] => {
  const step = node.path.split('.').at(-1)!
  const field = parent?.fields[step]
  return field ? fieldNames(step, field) : []
}

const phoneShape = /^[^@a-z]*(?:\d[^@a-z]*){6,}/i

/** Share of texts that the kind can read; columns without texts say nothing. */
const readable = (place: Place, column: Column): number => {
  if (column.texts.length === 0 || place.part || place.field.kind === 'links') return 0.8
  const kind = kindOf(place.field)
  const texts = column.texts.slice(0, 60)
  // Whether a phone is right depends on its row's country, which is not known here: its shape must do.
  if (/^phones?$/.test(place.field.kind)) return texts.filter((text) => phoneShape.test(text)).length / texts.length
  return texts.filter((text) => !(kind.read(text, place.field, column.reader) instanceof Refusal)).length / texts.length
}

/** Many objects lead to the same names and fields, so what was found for a column is remembered while it is looked at. */
class Seen {
  /** Whether the column may go anywhere. */
  hopeful = true
  readonly #likeness = new Map<string, number>()
  readonly #readable = new Map<Field, number>()

  likeness(column: string, name: string): number {
    const known = this.#likeness.get(name)
    if (known !== undefined) return known
    const found = likeness(column, name)
    this.#likeness.set(name, found)
    return found
  }

  readable(place: Place, column: Column): number {
    if (place.part) return 0.8
    const known = this.#readable.get(place.field)
    if (known !== undefined) return known
    const found = readable(place, column)
    this.#readable.set(place.field, found)
    return found
  }
}

const generic = new Set([
  'name',
  'status',
  'type',
  'kind',
  'note',
  'description',
  'number',
  'code',
  'date',
  'title',
  'country',
  'source',
])

const nameScore = (seen: Seen, column: string, place: Place, extra: readonly string[]): number => {
  let best = 0
  for (const name of place.names) best = Math.max(best, seen.likeness(column, name))
  for (const name of extra) best = Math.max(best, seen.likeness(column, name))
  const far = place.node.path === '' ? 0 : 0.05 * place.node.path.split('.').length + (generic.has(column) ? 0.1 : 0)
  return Math.max(0, best - far)
}

const contentKinds = new Set(['emails', 'email', 'phones', 'phone', 'url'])

const nameShape = /^\p{L}[\p{L}'’.-]*([ ,]+\p{L}[\p{L}'’.-]*){1,3}$/u

/** A column without a name that holds names of people. */
const looksNamed = (place: Place, { name, texts }: Column): boolean =>
  /^Column \d+$/.test(name) &&
  place.field.personal === true &&
  place.name === place.node.object.title &&
  texts.length > 1 &&
  texts.filter((text) => nameShape.test(text)).length > texts.length * 0.8

const contentScore = (place: Place, column: Column): number => {
  if (looksNamed(place, column)) return place.node.path === '' ? 0.5 : 0.4
  if (!contentKinds.has(place.field.kind) || column.texts.length < 2) return 0
  const guess = kindOf(place.field).guess?.(column.texts.slice(0, 60), column.reader) ?? 0
  return guess > 0.6 ? 0.55 * guess - (place.node.path === '' ? 0 : 0.1) : 0
}

const pathOf = (place: Place): string => [place.node.path, place.name, place.part].filter(Boolean).join('.')

const candidates = (
  columns: readonly Column[],
  words: readonly string[],
  seen: readonly Seen[],
  places: readonly Place[],
  parents: ReadonlyMap<string, ObjectDefinition>,
): Candidate[] =>
  places.flatMap((place) => {
    const extra =
      place.name === place.node.object.title && place.node.path !== ''
        ? linkNames(place.node, parents.get(place.node.path))
        : []
    return columns.flatMap((column, at): Candidate[] => {
      if (!seen[at]!.hopeful) return []
      const named = nameScore(seen[at]!, words[at]!, place, extra)
      const score =
        named < 0.45 ? contentScore(place, column) : fitting(named, seen[at]!.readable(place, column), place.field)
      if (score < 0.4) return []
      const many = place.field.kind === 'emails' || place.field.kind === 'phones'
      return [{ column: at, to: pathOf(place), node: place.node.path, score, many }]
    })
  })

/** A name that fits exactly stands with few readable texts, so that a person sees what is wrong; choices must fit. */
const fitting = (named: number, readable: number, field: Field): number => {
  if (readable >= 0.4) return named * (0.5 + 0.5 * readable)
  return named >= 0.95 && readable >= 0.2 && !field.choices ? 0.45 : 0
}

/** Takes the best pairs first; each column goes to one place, each place takes one column unless it holds many values. */
const assigned = (found: readonly Candidate[]): Candidate[] => {
  const [columns, places] = [new Set<number>(), new Set<string>()]
  const taken: Candidate[] = []
  for (const one of [...found].sort((a, b) => b.score - a.score || a.to.length - b.to.length)) {
    if (columns.has(one.column) || (places.has(one.to) && !one.many)) continue
    columns.add(one.column)
    places.add(one.to)
    taken.push(one)
  }
  return taken
}

/** Linked records need something to be known by: a key or their title. */
const withoutNameless = (taken: readonly Candidate[], nodes: readonly Node[]): Candidate[] =>
  taken.filter((one) => {
    const node = nodes.find((other) => other.path === one.node)!
    const known = Object.entries(node.object.fields).filter(([name, field]) => field.key || name === node.object.title)
    const prefix = node.path === '' ? '' : `${node.path}.`
    return node.path === '' || known.some(([name]) => taken.some((other) => other.to === prefix + name))
  })

const isWhole = (root: ObjectDefinition, taken: readonly Candidate[]): boolean => {
  const part = root.partOf
  if (part && !taken.some((one) => one.node === part || one.node.startsWith(`${part}.`))) return false
  const own = taken.filter((one) => one.node === '')
  const named = own.some(
    (one) => one.to === root.title || root.fields[one.to]?.key || /^(first|last)_name$/.test(one.to),
  )
  return part ? own.length > 0 : named
}

const parentsOf = (nodes: readonly Node[]): Map<string, ObjectDefinition> =>
  new Map(
    nodes
      .filter((node) => node.path !== '')
      .map((node) => {
        const above = node.path.split('.').slice(0, -1).join('.')
        return [node.path, nodes.find((one) => one.path === above)!.object]
      }),
  )

const forRoot = (
  vocabulary: Vocabulary,
  root: ObjectDefinition,
  columns: readonly Column[],
  words: readonly string[],
  seen: readonly Seen[],
): Suggestion => {
  const nodes = nodesOf(vocabulary, root)
  const taken = withoutNameless(
    assigned(candidates(columns, words, seen, nodes.flatMap(placesOf), parentsOf(nodes))),
    nodes,
  )
  const used = new Set(taken.map((one) => one.node)).size
  const score = isWhole(root, taken) ? taken.reduce((sum, one) => sum + one.score, 0) - 0.08 * used : 0
  const suggested = taken.map(({ column, to, score }) => ({
    column,
    to,
    confidence: Math.min(1, Math.round(score * 100) / 100),
    ...labelOf(columns[column]!.name, to),
  }))
  return { object: root.name, score, columns: suggested.sort((a, b) => a.column - b.column) }
}

const labelOf = (name: string, to: string): { label?: string } => {
  const found = /(emails|phones)$/.test(to)
    ? /\b(work|home|mobile|cell|private|fax|office|business)\b/i.exec(wordsOf(name))?.[1]
    : undefined
  return found ? { label: found.toLowerCase() } : {}
}

/**
 * What a file's rows may be, best first: for each object the columns that fit it and the objects its links lead to,
 * by names (labels, aliases, words, small misspellings; English and Chinese) and by contents.
 */
export const suggest = (vocabulary: Vocabulary, columns: readonly Column[]): Suggestion[] => {
  const words = columns.map((column) => wordsOf(column.name))
  const seen = columns.map(() => new Seen())
  for (const [at, one] of hopeful(vocabulary, columns, words, seen).entries()) seen[at]!.hopeful = one
  return vocabulary.objects
    .filter(isImportable)
    .map((root) => forRoot(vocabulary, root, columns, words, seen))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
}

const everyName = (vocabulary: Vocabulary): Set<string> => {
  const objects = vocabulary.objects.filter(isImportable)
  const called = objects.flatMap(objectNames)
  const named = objects.flatMap((object) => givenFields(object).flatMap(([name, field]) => fieldNames(name, field)))
  return new Set([...called, ...named, ...Object.values(addressParts).flat().map(wordsOf)])
}

const telling = /@|\d{6}|^https?:|^www\./i

/** Columns that could go anywhere at all: files can have hundreds that cannot, and looking for places costs most. */
const hopeful = (
  vocabulary: Vocabulary,
  columns: readonly Column[],
  words: readonly string[],
  seen: readonly Seen[],
): boolean[] => {
  const names = [...everyName(vocabulary)]
  const byWord = new Map<string, boolean>()
  return columns.map(({ name, texts }, at) => {
    const word = words[at]!
    const like = byWord.get(word) ?? names.some((one) => seen[at]!.likeness(word, one) >= 0.4)
    byWord.set(word, like)
    return like || /^Column \d+$/.test(name) || texts.slice(0, 60).some((text) => telling.test(text))
  })
}

/** Whether a text is the name of some field: what tells a header from a record. */
export const nameOfField = (vocabulary: Vocabulary): ((cell: string) => boolean) => {
  const names = new Set<string>()
  for (const object of vocabulary.objects.filter(isImportable))
    for (const [name, field] of givenFields(object))
      for (const one of fieldNames(name, field)) {
        names.add(one.replaceAll(' ', ''))
        for (const called of objectNames(object)) names.add(`${called}${one}`.replaceAll(' ', ''))
      }
  for (const part of Object.values(addressParts)) for (const one of part) names.add(wordsOf(one).replaceAll(' ', ''))
  return (cell) => cell.length < 60 && names.has(wordsOf(cell).replaceAll(' ', ''))
}
