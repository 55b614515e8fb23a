import { fieldAccess, scopeOf } from '@rapport/vocabulary/define/permission.ts'
import type { Runner } from '../../database/runner.ts'
import { Problem } from '../../errors.ts'
import type { Person } from '../../records/person.ts'
import { readResult } from '../result.ts'
import type { ForecastContent, Foreseen, Measure, SalesSeries, Short, Unit } from './report.ts'

/** A row of the list: what came last, what comes, and how far it was off. */
const sparks = 26
type Row =
  | Short
  | (Omit<Foreseen, 'trials' | 'anomalies' | 'folds'> & {
      readonly error: number | null
      readonly naive: number | null
    })

const shortened = (one: Foreseen | Short): Row => {
  if ('needs' in one) return one
  const { trials, anomalies: _anomalies, folds: _folds, values, ...rest } = one
  const share = (of: (method: string) => boolean) =>
    trials
      .filter(({ method }) => of(method))
      .reduce<number | null>((least, { share }) => (least === null || (share ?? least) < least ? share : least), null)
  return {
    ...rest,
    values: values.slice(-sparks),
    error: share((method) => method === one.method),
    naive: share((method) => method === 'naive' || method === 'season'),
  }
}

const bothMeasures = <One>(of: { readonly [M in Measure]: Foreseen | Short }, as: (one: Foreseen | Short) => One) => ({
  revenue: as(of.revenue),
  pieces: as(of.pieces),
})
const everyUnit = <One>(
  of: { readonly [U in Unit]: { readonly [M in Measure]: Foreseen | Short } },
  as: (one: Foreseen | Short) => One,
) => ({
  week: bothMeasures(of.week, as),
  month: bothMeasures(of.month, as),
})

/** A total tells of orders that a person may not see one by one: they get the series alone whose every order they may see. */
function maySee(person: Person): (series: SalesSeries) => boolean {
  const scope = scopeOf(person.grants, { name: 'order' }, 'read')
  const hidden = ['total'].some((field) => fieldAccess(person.grants, 'order', field) === 'hidden')
  const lines = fieldAccess(person.grants, 'order_line', 'amount') === 'hidden'
  if (scope === 'none' || hidden || lines)
    throw new Problem('ability_missing', 'This tells what orders brought; your role does not let you see that.')
  const mine = new Set(scope === 'own' ? [person.id] : [person.id, ...person.team])
  const products = scopeOf(person.grants, { name: 'product' }, 'read') === 'all'
  return ({ sort, owners }) =>
    scope === 'all'
      ? products || (sort !== 'product' && sort !== 'category')
      : owners !== null && owners.length > 0 && owners.every((owner) => mine.has(owner))
}

async function kept(db: Runner, person: Person) {
  const may = maySee(person)
  const result = await readResult<ForecastContent>(db, 'forecast')
  if (!result || 'tooLittle' in result.content) return { result, series: [], isPart: false }
  const series = result.content.series.filter(may)
  return { result, series, isPart: series.length < result.content.series.length }
}

const withoutOwners = ({ key, sort, about }: SalesSeries) => ({ key, sort, about })

/** The list of the series that a person may see. */
export async function forecastFor(db: Runner, person: Person): Promise<{ at: string | null; content: object | null }> {
  const { result, series, isPart } = await kept(db, person)
  if (!result) return { at: null, content: null }
  if ('tooLittle' in result.content) return result
  const { asOf, lastSale, foreign } = result.content
  const rows = series.map((one) => ({ ...withoutOwners(one), of: everyUnit(one.of, shortened) }))
  return { at: result.at, content: { asOf, ...(!isPart && { lastSale, foreign }), isPart, series: rows } }
}

/** One series whole. */
export async function seriesFor(db: Runner, person: Person, key: string): Promise<object> {
  const { result, series } = await kept(db, person)
  const found = series.find((one) => one.key === key)
  if (!found) throw new Problem('not_found', 'There is no such forecast.')
  return { at: result!.at, ...withoutOwners(found), of: found.of }
}
