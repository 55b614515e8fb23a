import { checkExpression, fieldsIn } from '@rapport/vocabulary/define/expression/check.ts'
import { Mistake } from '@rapport/vocabulary/define/expression/mistake.ts'
import type { Field, Rollup } from '@rapport/vocabulary/define/field.ts'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { checkFilter, type Sight } from '@rapport/vocabulary/define/filter-check.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'

/*
 * What of a definition a person may read. A layout, a filter, a rule or a formula names fields and tells values; where the person
 * does not see such a field, neither its name nor a value of it may be in an answer.
 */

/** Whether everything that a filter asks may be seen. */
export const mayAsk = (filter: Filter, object: ObjectDefinition, sight: Sight): boolean =>
  !(checkFilter(filter, object, sight) instanceof Refusal)

/** Whether a link that points here may be seen: "order.customer". */
export const seesLink = (link: string, sight: Sight): boolean => {
  const [name = '', field = ''] = link.split('.')
  const from = sight.vocabulary.find(name)
  return from !== undefined && sight.sees(from, field)
}

const readsFormula = (formula: string, object: ObjectDefinition, sight: Sight): boolean => {
  const node = checkExpression(formula, object.fields)
  return !(node instanceof Mistake) && fieldsIn(node).every((name) => sight.sees(object, name))
}

const readsRollup = ({ from, field, where }: Rollup, sight: Sight): boolean => {
  const other = sight.vocabulary.find(from.split('.')[0] ?? '')
  if (other === undefined || !seesLink(from, sight)) return false
  return (field === undefined || sight.sees(other, field)) && (where === undefined || mayAsk(where, other, sight))
}

/** A field without the fields that it is worked out from, where those are hidden. It stays derived. */
function shownField(field: Field, object: ObjectDefinition, sight: Sight): Field {
  const { formula, rollup, currency, ...rest } = field
  return {
    ...rest,
    ...(formula !== undefined && readsFormula(formula, object, sight) && { formula }),
    ...(rollup !== undefined && readsRollup(rollup, sight) && { rollup }),
    ...(currency !== undefined && sight.sees(object, currency) && { currency }),
  }
}

type Named = { readonly [part: string]: string | undefined }

/** Of a layout that names one field for each of its parts, those that are seen; none of it without the first. */
const onlySeen = <T extends object>(given: T | undefined, first: keyof T, sees: (name: string) => boolean) => {
  const parts = Object.entries((given ?? {}) as Named).filter(([, name]) => name !== undefined && sees(name))
  return parts.some(([part]) => part === first) ? (Object.fromEntries(parts) as T) : undefined
}

function shownList(
  { list, title }: ObjectDefinition,
  sees: (name: string) => boolean,
  asks: (filter: Filter) => boolean,
) {
  const sorted = sees(list.sort.replace(/^-/, ''))
  return {
    ...list,
    columns: list.columns.filter(sees),
    sort: sorted ? list.sort : sees(title) ? title : 'created_at',
    ...(list.within && { within: list.within.filter(([by, sort]) => sees(by) && sees(sort.replace(/^-/, ''))) }),
    ...(list.views && { views: list.views.filter((view) => asks(view.filter)) }),
  }
}

function shownBoard({ board }: ObjectDefinition, sees: (name: string) => boolean): ObjectDefinition['board'] {
  if (!board || !sees(board.by)) return undefined
  const { sum, weigh, since, enter, ...rest } = board
  const ways = Object.entries(enter ?? {}).filter(([by]) => sees(by))
  return {
    ...rest,
    card: board.card.filter(sees),
    ...(sum && sees(sum) && { sum }),
    ...(weigh && sees(weigh) && { weigh }),
    ...(since && sees(since) && { since }),
    ...(ways.length > 0 && { enter: Object.fromEntries(ways) }),
  }
}

/** An object's definition as it may be read: with these fields, and nothing that tells of others. */
export function shownDefinition(object: ObjectDefinition, seen: readonly string[], sight: Sight) {
  const { own: _own, grants: _grants, ...rest } = object
  const sees = (name: string): boolean => sight.sees(object, name)
  const asks = (filter: Filter): boolean => mayAsk(filter, object, sight)
  const { numbers, sections } = object.page
  const rules = object.rules?.filter((rule) => asks(rule.when))
  return {
    ...rest,
    fields: Object.fromEntries(seen.map((name) => [name, shownField(object.fields[name]!, object, sight)])),
    list: shownList(object, sees, asks),
    board: shownBoard(object, sees),
    calendar: onlySeen(object.calendar, 'at', sees),
    span: onlySeen(object.span, 'from', sees),
    page: {
      ...(numbers && { numbers: numbers.filter(sees) }),
      sections: sections.map((one) => ({ ...one, fields: one.fields.filter(sees) })),
    },
    timeline: object.timeline && sees(object.timeline.at) ? shownTimeline(object.timeline, sees) : undefined,
    ...(rules && { rules: rules.map((rule) => ({ ...rule, fields: rule.fields.filter(sees) })) }),
  }
}

function shownTimeline(given: NonNullable<ObjectDefinition['timeline']>, sees: (name: string) => boolean) {
  const { customer, about, show, at } = given
  return {
    at,
    ...(customer && sees(customer) && { customer }),
    ...(about && sees(about) && { about }),
    ...(show && { show: show.filter(sees) }),
  }
}
