import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { typeOf } from '../../database/schema/column.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Access } from '../access.ts'
import { type Call, runOf } from '../call.ts'
import { explainList } from '../cursor.ts'
import { at, selection, selectionOperands, selectionShape, selectionSql } from '../list.ts'
import { fieldSql } from '../scored.ts'
import { arg, fill, once } from '../template.ts'
import { lanesBy } from './lane.ts'

export interface FiguresOptions {
  readonly by: string
  readonly filter?: Filter
  /** Only these lanes; all when absent. */
  readonly lanes?: readonly string[]
  /** Field that is added up. */
  readonly sum?: string
  /** Percent field that each amount is weighed by. */
  readonly weigh?: string
}

/** What the cards of one lane add up to, by currency where there are several. */
export interface Figure {
  readonly lane: string
  readonly count: number
  readonly sums: readonly { readonly currency: string | null; readonly sum: string; readonly weighted: string | null }[]
}

function numeric(access: Access, name: string, of: 'sum' | 'weigh'): Sql {
  const field = access.sees.has(name) ? access.object.fields[name] : undefined
  const fits = field && (of === 'sum' ? kindOf(field).aggregates.includes('sum') : field.kind === 'percent')
  if (fits) return sql`(${fieldSql(field, name, at)})::numeric`
  throw new Problem('fields_invalid', `"${name.slice(0, 60)}" cannot be ${of === 'sum' ? 'added up' : 'weighed by'}.`)
}

function figuresSql(access: Access, { by, sum, weigh, lanes }: FiguresOptions, where: Sql): Sql {
  const column = sql`t.${sql.id(by)}`
  const amount = sum === undefined ? undefined : numeric(access, sum, 'sum')
  const currency = sum === undefined ? undefined : access.object.fields[sum]!.currency
  const seen = currency !== undefined && access.sees.has(currency) ? sql`t.${sql.id(currency)}` : sql`null::text`
  const weighted =
    amount && weigh !== undefined
      ? sql`round(sum(${amount} * ${numeric(access, weigh, 'weigh')} / 100), 2)::text`
      : sql`null::text`
  const type = sql.raw(typeOf(access.object.fields[by]!))
  const only =
    lanes === undefined
      ? sql.empty
      : sql` and (${column} = any(${arg('lanes')}::text[]::${type}[]) or (${arg('empty')}::boolean and ${column} is null))`
  return sql`
    select coalesce(${column}::text, '') as lane, ${seen} as currency, count(*)::int as count,
      ${amount ? sql`sum(${amount})::text` : sql`null::text`} as sum, ${weighted} as weighted
    from ${sql.id(access.object.name)} t where ${where}${only} group by 1, 2 order by 1, 3 desc, 2`
}

type Found = { lane: string; currency: string | null; count: number; sum: string | null; weighted: string | null }

/** How many cards every lane has and what they add up to, over all of the lane, in one reading. */
export async function laneFigures(call: Call, object: string, options: FiguresOptions): Promise<readonly Figure[]> {
  const chosen = selection(call, object, options)
  lanesBy(chosen.access, options.by)
  const shape = `figures ${options.by} ${options.sum} ${options.weigh} ${options.lanes !== undefined} ${selectionShape(call, chosen)}`
  const template = once(call.view.vocabulary, shape, () =>
    figuresSql(chosen.access, options, selectionSql(call, chosen)),
  )
  const lanes = options.lanes?.filter((lane) => lane !== '')
  const args = { lanes, empty: options.lanes?.includes('') ?? false }
  const found = await call.db
    .query<Found>(fill(template, runOf(call, args, selectionOperands(call, chosen))))
    .catch((error) => explainList(error))
  return gathered(found, options.sum !== undefined)
}

function gathered(found: readonly Found[], summed: boolean): Figure[] {
  const figures = new Map<string, { lane: string; count: number; sums: Figure['sums'][number][] }>()
  for (const { lane, currency, count, sum, weighted } of found) {
    const figure = figures.get(lane) ?? { lane, count: 0, sums: [] }
    figures.set(lane, figure)
    figure.count += count
    if (summed && sum !== null) figure.sums.push({ currency, sum, weighted })
  }
  return [...figures.values()]
}
