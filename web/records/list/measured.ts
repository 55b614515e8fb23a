import type { Filter, Group } from '@rapport/vocabulary/define/filter.ts'
import type { Aggregate } from '@rapport/vocabulary/define/kind.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { aggregate } from '../../api.ts'

/** A measure, and for amounts the currency that it stands in. */
export interface Amount {
  readonly currency?: string | null
  readonly value: unknown
}

/** What the records of a group, or of the whole list, come to. */
export interface MeasuredGroup {
  readonly value: unknown
  readonly count: number
  /** By the field that was measured; by currency where its amounts have one. */
  readonly amounts: ReadonlyMap<string, readonly Amount[]>
}

type Measures = readonly (readonly [field: string, measure: Aggregate])[]

const counts = new Set<Aggregate>(['count', 'distinct'])
export const isCounted = (measure: Aggregate): boolean => counts.has(measure)

/** The field that says in which currency a measure stands; none where it only counts. */
const currencyOf = (object: ObjectDefinition, [field, measure]: Measures[number]): string | undefined => {
  const currency = object.fields[field]?.currency
  return currency !== undefined && Object.hasOwn(object.fields, currency) && !isCounted(measure) ? currency : undefined
}

/** As many as the server gives at once. */
const mostAmounts = 10_000

/** Amounts of each currency by themselves, for every group. */
async function amountsBy(
  object: ObjectDefinition,
  filter: Filter | undefined,
  groups: readonly Group[],
  currency: string,
  measures: Measures,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly Amount[]>>> {
  const { rows } = await aggregate(object.plural, {
    ...(filter && { filter }),
    group: [...groups, { field: currency }],
    measures: [{ measure: 'count' }, ...measures.map(([field, measure]) => ({ measure, field }))],
    order: 'value',
    limit: mostAmounts,
  })
  const found = new Map<string, Map<string, Amount[]>>()
  for (const { group, values } of rows) {
    const key = String(groups.length > 0 ? group[0] : undefined)
    const amounts = found.get(key) ?? new Map<string, Amount[]>()
    found.set(key, amounts)
    for (const [at, [field]] of measures.entries()) {
      const one = { currency: group.at(-1) as string | null, value: values[at + 1] }
      amounts.set(field, [...(amounts.get(field) ?? []), one])
    }
  }
  return found
}

/** Counts and measures of a list as the server works them out: as a whole, or by groups, the first so many. */
export async function measured(
  object: ObjectDefinition,
  filter: Filter | undefined,
  group: Group | undefined,
  measures: Measures,
  most: number,
): Promise<{ readonly groups: readonly MeasuredGroup[]; readonly more: boolean }> {
  const plain = measures.filter((one) => currencyOf(object, one) === undefined)
  const currencies = new Set(measures.flatMap((one) => currencyOf(object, one) ?? []))
  const groups = group ? [group] : []
  const [whole, ...split] = await Promise.all([
    aggregate(object.plural, {
      ...(filter && { filter }),
      ...(group && { group: groups }),
      measures: [{ measure: 'count' }, ...plain.map(([field, measure]) => ({ measure, field }))],
      limit: most,
    }),
    ...[...currencies].map((currency) =>
      amountsBy(
        object,
        filter,
        groups,
        currency,
        measures.filter((one) => currencyOf(object, one) === currency),
      ),
    ),
  ])
  return {
    more: whole.more,
    groups: whole.rows.map(({ group: [value], values: [count, ...figures] }) => ({
      value,
      count: Number(count),
      amounts: new Map<string, readonly Amount[]>([
        ...plain.map(([field], at) => [field, [{ value: figures[at] }]] as const),
        ...split.flatMap((one) => [...(one.get(String(value)) ?? [])]),
      ]),
    })),
  }
}
