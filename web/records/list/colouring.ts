import type { Colour } from '@rapport/vocabulary/define/field.ts'
import type { Filter, FilterContext } from '@rapport/vocabulary/define/filter.ts'
import { type Checked, checkFilter } from '@rapport/vocabulary/define/filter-check.ts'
import { filterParts } from '@rapport/vocabulary/define/filter-say.ts'
import { fulfils } from '@rapport/vocabulary/define/filter-test.ts'
import type { Locale } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { sightOf } from '../filter/sight.ts'
import type { ColourRule } from './colours.ts'

/** A colour, and in words why it is there. */
export interface Tint {
  readonly colour: Colour
  readonly said: string
}
export interface Painted {
  readonly row?: Tint
  readonly cells: { readonly [field: string]: Tint }
}
export type Colouring = (row: AnyRow) => Painted

/** Whether a filter asks for nothing but what stands in the record itself, which is all that a list has of it. */
const isOwn = (node: Checked): boolean => {
  if (node.is === 'all' || node.is === 'any') return node.of.every(isOwn)
  if (node.is === 'not') return isOwn(node.of)
  return node.is === 'compare' && node.steps.length === 0
}

/** The condition of a rule, checked; undefined where it cannot be told from the record itself. */
export const ownCondition = (when: Filter, object: ObjectDefinition, vocabulary: Vocabulary): Checked | undefined => {
  const checked = checkFilter(when, object, sightOf(vocabulary))
  return checked instanceof Refusal || !isOwn(checked) ? undefined : checked
}

/** What a record that a condition names is called. */
type TitleOf = (object: string, id: string) => string | undefined

const sayCondition = (checked: Checked, locale: Locale, titleOf: TitleOf): string =>
  filterParts(checked, locale)
    .map((part) => (part.is === 'record' ? titleOf(part.object, part.id) || '…' : part.text))
    .join('')

/** How rows are coloured: of the rules that a row fulfils the first counts, for the row and for each cell by itself. */
export const colouringOf = (
  object: ObjectDefinition,
  rules: readonly ColourRule[],
  vocabulary: Vocabulary,
  context: FilterContext,
  locale: Locale,
  titleOf: TitleOf,
): Colouring => {
  const known = rules.flatMap(({ when, colour, cell }) => {
    const checked = ownCondition(when, object, vocabulary)
    return checked ? [{ checked, cell, tint: { colour, said: sayCondition(checked, locale, titleOf) } }] : []
  })
  const painted = new WeakMap<AnyRow, Painted>()
  return (row) => {
    const before = painted.get(row)
    if (before) return before
    const fulfilled = known.filter(({ checked }) => fulfils(checked, row, context))
    const whole = fulfilled.find(({ cell }) => cell === undefined)?.tint
    const cells = Object.fromEntries(
      fulfilled.toReversed().flatMap(({ cell, tint }) => (cell === undefined ? [] : [[cell, tint]])),
    )
    const made = { ...(whole && { row: whole }), cells }
    painted.set(row, made)
    return made
  }
}
