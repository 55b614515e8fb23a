import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { QueryOptions } from '../database/runner.ts'
import type { Sql } from '../database/sql.ts'
import { type Call, runOf } from './call.ts'
import type { Cursor } from './cursor.ts'
import { byPiece, estimateOf } from './estimate.ts'
import type { Selection } from './list.ts'
import type { Order } from './sort.ts'
import { fill, once } from './template.ts'

/**
 * How a page is read: as PostgreSQL thinks best; along the index of its order, a bounded way; or by gathering all that the filter
 * finds, to be sorted then.
 */
export type Way = 'best' | 'along' | 'gathered'

/** A list that is asked for, checked, without its place. */
export interface Ask {
  readonly call: Call
  readonly chosen: Selection
  readonly names: readonly string[]
  readonly orders: readonly Order[]
  readonly shape: string
  readonly operands: readonly unknown[]
  readonly cursor?: Cursor
}

/** Shapes that took long as PostgreSQL planned them, for these values or for all; from then on the way is chosen for the values. */
const slowShapes = new WeakSet<Sql>()
const slowMs = 100
/** So long the first that is slow may take before the way is changed under it. */
const patienceMs = 250

export interface Reading {
  readonly kind: string
  readonly cursor: Cursor | undefined
  readonly limit: number
  /** May be read in other ways than PostgreSQL thinks best. */
  readonly ways: boolean
  readonly build: (way: Way) => Sql
}

export async function rowsOf(ask: Ask, reading: Reading): Promise<AnyRow[]> {
  const { call, chosen } = ask
  const best = templateOf(ask, reading, 'best')
  if (!chosen.filter) return read(ask, reading, best)
  // A transaction would not survive a query that is given up.
  const mayChange = reading.ways && !call.inside
  if (mayChange && (slowShapes.has(best) || byPiece(ask.shape))) return readCarefully(ask, reading)
  const began = performance.now()
  try {
    return await read(ask, reading, best, { limit: mayChange ? patienceMs : 'usual', prepare: !slowShapes.has(best) })
  } catch (error) {
    if (!mayChange || (error as { code?: string }).code !== '57014') throw error
    return await readCarefully(ask, reading)
  } finally {
    if (performance.now() - began > slowMs) slowShapes.add(best)
  }
}

const templateOf = (ask: Ask, { kind, build }: Reading, way: Way): Sql =>
  once(ask.call.view.vocabulary, `list ${way} ${kind} ${ask.shape}`, () => build(way))

function read(
  ask: Ask,
  { cursor, limit }: Reading,
  template: Sql,
  { most, ...how }: QueryOptions & { most?: number } = {},
): Promise<AnyRow[]> {
  const values = Object.fromEntries((cursor?.values ?? []).map((value, i) => [`value${i}`, value]))
  const run = runOf(ask.call, { ...values, id: cursor?.id, limit, most }, ask.operands)
  return ask.call.db.query<AnyRow>(fill(template, run), { limit: 'usual', ...how })
}

/** Fewer than these are gathered at once. */
const fewRows = 3_000
/** More than these are never gathered. */
const manyRows = 300_000
const [shortWay, longWay] = [2_000, 30_000]

/** Chosen by how many records the filter finds: few are gathered; of many the first lie not far along the order, mostly. */
async function readCarefully(ask: Ask, reading: Reading): Promise<AnyRow[]> {
  const { found, all } = await estimateOf(ask.call, ask.chosen, ask.shape, ask.operands)
  const gathered = () => read(ask, reading, templateOf(ask, reading, 'gathered'), { prepare: false })
  if (found <= fewRows) return gathered()
  const most = Math.round(Math.min(longWay, Math.max(shortWay, (4 * reading.limit * all) / found)))
  const rows = await read(ask, reading, templateOf(ask, reading, 'along'), { most })
  if (rows.length >= reading.limit) return rows
  return found <= manyRows ? gathered() : read(ask, reading, templateOf(ask, reading, 'best'), { prepare: false })
}
