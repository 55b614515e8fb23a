import { sql } from '../../database/sql.ts'
import type { Call } from '../call.ts'
import { runOf } from '../call.ts'
import { fill } from '../template.ts'
import { inLane, type Lanes, laneOf } from './lane.ts'
import { above, below, between, type Rank, rankOfId, spread } from './rank.ts'

/** One lane as a whole, whoever sees what of it: ranks are given so that the order holds for everybody. */
export interface Order {
  readonly call: Call
  readonly lanes: Lanes
  readonly lane: string
  /** The card that is being placed: the others are its neighbours. */
  readonly card: string
}

interface Standing {
  readonly id: string
  readonly rank: Rank
}

/** Nobody else gives ranks in this lane until the transaction ends. */
export const keepLane = ({ call, lanes, lane }: Order): Promise<unknown> =>
  call.db.query(
    sql`select pg_advisory_xact_lock(hashtextextended(${`lane ${lanes.access.object.name} ${lanes.by} ${lane}`}, 0))`,
  )

/** The cards next to a rank, the nearest first; from the top or the bottom when there is none. */
async function next(order: Order, way: 'above' | 'below', rank: Rank | undefined, count: number): Promise<Standing[]> {
  const { call, lanes, lane, card } = order
  const { object } = lanes.access
  const ascending = way === 'above'
  const [sign, by] = ascending ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`]
  const bound = (column: ReturnType<typeof sql>) =>
    rank === undefined ? sql.empty : sql` and ${column} ${sign} ${rank}`
  const own = sql`(replace(t.id::text, '-', '') collate "C")`
  const here = fill(inLane(lanes, lane === ''), runOf(call, { lane }))
  // A rank's first 32 digits as an id let the primary key find where to begin; the rank itself decides.
  const edge = rank?.slice(0, 32).padEnd(32, '0')
  const near = edge === undefined ? sql.empty : sql` and t.id ${ascending ? sql`>=` : sql`<=`} ${edge}::uuid`
  return call.db.query<Standing>(sql`
    (select p.record as id, p.rank from card_place p
      where p.object = ${object.name} and p.field = ${lanes.by} and p.lane = ${lane} and p.record <> ${card}${bound(sql`p.rank`)}
      order by p.rank ${by}, p.record ${by} limit ${count})
    union all
    (select t.id, ${own} as rank from ${sql.id(object.name)} t
      where ${here} and t.id <> ${card}${near}${bound(own)} and not exists (
        select 1 from card_place p where p.object = ${object.name} and p.field = ${lanes.by} and p.record = t.id and p.lane = ${lane})
      order by t.id ${by} limit ${count})
    order by rank ${by}, id ${by} limit ${count}`)
}

/** The rank of a card where it stands in this lane; undefined when it stands elsewhere by now. */
export async function rankOf({ call, lanes, lane }: Order, id: string): Promise<Rank | undefined> {
  const { object } = lanes.access
  const found = await call.db.maybe<{ lane: string; rank: string | null }>(sql`
    select coalesce(t.${sql.id(lanes.by)}::text, '') as lane, (select p.rank from card_place p
      where p.object = ${object.name} and p.field = ${lanes.by} and p.record = t.id and p.lane = ${lane}) as rank
    from ${sql.id(object.name)} t where t.id = ${id}`)
  return found && laneOf(found.lane) === lane ? (found.rank ?? rankOfId(id)) : undefined
}

const write = ({ call, lanes, lane }: Order, cards: readonly Standing[]): Promise<number> =>
  call.db.run(sql`
    insert into card_place (object, field, record, lane, rank)
    select ${lanes.access.object.name}, ${lanes.by}, given.record, ${lane}, given.rank
    from unnest(${cards.map((one) => one.id)}::uuid[], ${cards.map((one) => one.rank)}::text[]) as given (record, rank)
    on conflict (object, field, record) do update set lane = excluded.lane, rank = excluded.rank`)

const window = 40

/** Neighbours that have come too close are spread over the room around them; their order stays. */
async function makeRoom(order: Order, high: Rank): Promise<Rank> {
  const under = await next(order, 'below', high, window + 1)
  const over = await next(order, 'above', under[0]?.rank, window + 1)
  const ids = [...under.slice(0, window).reverse(), { id: order.card }, ...over.slice(0, window)].map((one) => one.id)
  const ranks = spread(under[window]?.rank ?? '', over[window]?.rank ?? above(over.at(-1)!.rank), ids.length)
  await write(
    order,
    ids.map((id, i) => ({ id, rank: ranks[i]! })),
  )
  return ranks[ids.indexOf(order.card)]!
}

async function written(order: Order, rank: Rank): Promise<Rank> {
  await write(order, [{ id: order.card, rank }])
  return rank
}

/** Gives the card the place below `after`, or above `before`, or at the top, and writes it; to be called while the lane is kept. */
export async function takePlace(
  order: Order,
  { after, before }: { readonly after?: string | null; readonly before?: string | null },
): Promise<Rank> {
  const upper = after ? await rankOf(order, after) : undefined
  const known = upper === undefined && before ? await rankOf(order, before) : undefined
  const high = known === undefined ? upper : (await next(order, 'above', known, 1))[0]?.rank
  const low = known ?? (await next(order, 'below', upper, 1))[0]?.rank
  if (high === undefined) return written(order, above(low ?? rankOfId(order.card)))
  const rank = low === undefined ? below(high) : between(low, high)
  return rank === undefined ? makeRoom(order, high) : written(order, rank)
}
