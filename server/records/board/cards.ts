import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { type Call, runOf } from '../call.ts'
import { columnsSql, wantedFields } from '../columns.ts'
import { expanded, type Included } from '../expand.ts'
import { at, type Selection, selection, selectionOperands, selectionShape, selectionSql } from '../list.ts'
import { arg, fill, once } from '../template.ts'
import { inLane, type Lanes, lanesBy, laneValue } from './lane.ts'
import type { Rank } from './rank.ts'

export interface Card {
  /** Orders the cards of a lane, the highest first. */
  readonly rank: Rank
  /** When the record came into its lane. */
  readonly since: string
  readonly row: AnyRow
}

export interface CardsOptions {
  readonly by: string
  readonly filter?: Filter
  readonly fields?: readonly string[]
  readonly expand?: readonly string[]
}
export interface LaneOptions extends CardsOptions {
  readonly lane: string
  /** The rank behind which the page begins. */
  readonly cursor?: string
  readonly limit?: number
}
export interface LanePage {
  readonly data: readonly Card[]
  readonly next: string | null
  readonly included: Included
}

const ownRank = sql`replace(t.id::text, '-', '')`

const placed = sql`p.object = ${arg('object')}::text and p.field = ${arg('by')}::text`

/** Since when: as the object's definition keeps it, else by the latest change of the field. */
function sinceSql({ access, by }: Lanes): Sql {
  const { object } = access
  const kept = object.board?.by === by ? object.board.since : undefined
  const own = kept && access.sees.has(kept) ? sql`t.${sql.id(kept)}, ` : sql.empty
  return sql`coalesce(${own}(select max(c.at) from change c where c.object = ${arg('object')}::text and c.record = t.id and c.after ? ${arg('by')}::text), t.created_at)`
}

/**
 * One page of a lane. Two orders are read, each through an index and no further than the page: the cards that somebody placed, by
 * rank, and the others by their ids; what comes first of both is the page.
 */
function laneSql(call: Call, chosen: Selection, lanes: Lanes, names: readonly string[], from: string, empty: boolean) {
  const table = sql.id(chosen.access.object.name)
  const where = sql`${inLane(lanes, empty)} and ${selectionSql(call, chosen)}`
  const lower = from === '' ? sql.empty : sql` and p.rank < ${arg('rank')}::text`
  const older = from === '' ? sql.empty : sql` and t.id ${sql.raw(from)} ${arg('edge')}::uuid`
  return sql`
    with chosen as (
      (select t.id, p.rank from card_place p join ${table} t on t.id = p.record
        where ${placed} and p.lane = ${arg('lane')}::text${lower} and ${where}
        order by p.rank desc, p.record desc limit ${arg('limit')}::int)
      union all
      (select t.id, ${ownRank} collate "C" as rank from ${table} t
        where ${where}${older} and not exists (
          select 1 from card_place p where ${placed} and p.record = t.id and p.lane = ${arg('lane')}::text)
        order by t.id desc limit ${arg('limit')}::int)
      order by rank desc, id desc limit ${arg('limit')}::int)
    select chosen.rank as "?rank", ${sinceSql(lanes)} as "?since", ${columnsSql(chosen.access.object, at, names)}
    from chosen join ${table} t on t.id = chosen.id order by chosen.rank desc, t.id desc`
}

/** Where a rank cuts the ids: those whose digits come before it. */
const edgeOf = (rank: Rank): { sign: '<' | '<='; edge: string } => {
  const digits = rank.slice(0, 32).padEnd(32, '0')
  const edge = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { sign: rank.length > 32 ? '<=' : '<', edge }
}

type Found = AnyRow & { '?rank': Rank; '?since': string }

const cardOf = ({ '?rank': rank, '?since': since, ...row }: Found): Card => ({ rank, since, row: row as AnyRow })

const isRank = /^[0-9a-f]{1,64}$/

/** One page of the cards of a lane, from the top. Its cost does not depend on how many cards the lane has. */
export async function laneCards(call: Call, object: string, options: LaneOptions): Promise<LanePage> {
  const chosen = selection(call, object, options)
  const lanes = lanesBy(chosen.access, options.by)
  const value = laneValue(lanes, options.lane)
  const { cursor } = options
  if (cursor !== undefined && !isRank.test(cursor))
    throw new Problem(
      'cursor_invalid',
      'The cursor does not belong to this lane: take it from `next` of the page before.',
    )
  const names = wantedFields(chosen.access, options.fields)
  const limit = Math.min(100, Math.max(1, Math.trunc(options.limit ?? 25)))
  const cut = cursor === undefined ? undefined : edgeOf(cursor)
  const shape = `lane ${options.by} ${cut?.sign ?? ''} ${value === null} ${names.join()} ${selectionShape(call, chosen)}`
  const template = once(call.view.vocabulary, shape, () =>
    laneSql(call, chosen, lanes, names, cut?.sign ?? '', value === null),
  )
  const args = { object, by: options.by, lane: options.lane, limit: limit + 1, rank: cursor, edge: cut?.edge }
  const found = await call.db.query<Found>(fill(template, runOf(call, args, selectionOperands(call, chosen))))
  const data = found.slice(0, limit).map(cardOf)
  const next = found.length > limit ? (data.at(-1)?.rank ?? null) : null
  return { data, next, included: await namedOf(call, chosen, data, options.expand) }
}

const namedOf = (
  call: Call,
  { access }: Selection,
  cards: readonly Card[],
  links: readonly string[] = [],
): Promise<Included> =>
  expanded(
    call,
    access,
    cards.map((card) => card.row),
    links,
  )

const mostCards = 200

/** Those of these records that the board shows, wherever they stand now: what a board asks for when it hears of changes. */
export async function theCards(
  call: Call,
  object: string,
  ids: readonly string[],
  options: CardsOptions,
): Promise<LanePage> {
  const chosen = selection(call, object, options)
  const lanes = lanesBy(chosen.access, options.by)
  const names = wantedFields(chosen.access, options.fields)
  const shape = `cards ${options.by} ${names.join()} ${selectionShape(call, chosen)}`
  const template = once(call.view.vocabulary, shape, () => {
    const lane = sql`coalesce(t.${sql.id(options.by)}::text, '')`
    const rank = sql`coalesce((select p.rank from card_place p where ${placed} and p.record = t.id and p.lane = ${lane}), ${ownRank})`
    const where = sql`t.id = any(${arg('ids')}::uuid[]) and ${selectionSql(call, chosen)}`
    return sql`select ${rank} as "?rank", ${sinceSql(lanes)} as "?since", ${columnsSql(chosen.access.object, at, names)} from ${sql.id(object)} t where ${where}`
  })
  const known = ids.filter((id) => uuid.test(id)).slice(0, mostCards)
  const run = runOf(call, { object, by: options.by, ids: known }, selectionOperands(call, chosen))
  const data = (await call.db.query<Found>(fill(template, run))).map(cardOf)
  return { data, next: null, included: await namedOf(call, chosen, data, options.expand) }
}
