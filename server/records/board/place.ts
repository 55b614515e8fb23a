import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { type Call, nowOf, writing } from '../call.ts'
import { seenRow } from '../columns.ts'
import { writtenId } from '../person.ts'
import { arranged } from '../rules.ts'
import { locked, update } from '../update.ts'
import type { Values } from '../values.ts'
import { verb } from '../verb.ts'
import { type Card, theCards } from './cards.ts'
import { type Lanes, laneOf, lanesBy, laneValue } from './lane.ts'
import { keepLane, takePlace } from './order.ts'

export interface PlaceOptions {
  readonly by: string
  /** The lane that the person took the card from, as they saw it. */
  readonly from: string
  readonly to: string
  /** The card that it shall stand below; null or absent: at the top, or where `before` says. */
  readonly after?: string | null
  readonly before?: string | null
  /** What the verb asks for that entering this lane means. */
  readonly input?: Values
}

/** Puts a card into a lane, between two others: one transaction that changes the record and keeps the order. */
export async function place(call: Call, object: string, id: string, options: PlaceOptions): Promise<Card> {
  const access = call.view.open(object)
  const lanes = lanesBy(access, options.by)
  const value = laneValue(lanes, options.to)
  return writing(call, async (inner) => {
    const order = { call: inner, lanes, lane: options.to, card: id }
    await keepLane(order)
    const row = await locked(inner, access, id, 'update')
    refuseStranger(lanes, row, options)
    if (laneOf(row[lanes.by]) !== options.to) await enter(inner, lanes, row, value, options.input ?? {})
    else await note(inner, lanes, row)
    await takePlace(order, options)
    const { data } = await theCards(inner, object, [id], { by: options.by })
    return data[0] ?? { rank: '', since: nowOf(inner), row: seenRow(access, row) }
  })
}

/** Two people took one card: the second is told where it went. */
function refuseStranger({ access, by }: Lanes, row: AnyRow, { from, to }: PlaceOptions): void {
  const stands = laneOf(row[by])
  if (row.deleted_at === null && (stands === from || stands === to)) return
  const name = access.object.label.en.toLowerCase()
  throw new Problem('conflict', `This ${name} has been moved meanwhile. Look where it stands, then move it again.`, {
    current: seenRow(access, row),
    changes: [],
  })
}

/** The verb that entering the lane means, if any; then the lane's own value, where the verb has not given it. */
async function enter(call: Call, lanes: Lanes, row: AnyRow, value: string | null, input: Values): Promise<void> {
  const { object } = lanes.access
  const name = await verbFor(call, lanes, row, value)
  if (name !== undefined) await verb(call, object.name, row.id, name, input)
  await update(call, object.name, row.id, { [lanes.by]: value })
}

async function verbFor(
  call: Call,
  { access, by, field }: Lanes,
  row: AnyRow,
  value: string | null,
): Promise<string | undefined> {
  const verbs = access.object.board?.enter?.[by]
  if (verbs === undefined || value === null) return undefined
  if (field.kind === 'choice') return verbs[value]
  const outcome = async (id: unknown) =>
    id
      ? (await call.db.maybe<{ outcome: string }>(sql`select outcome from ${sql.id(field.to!)} where id = ${id}::uuid`))
          ?.outcome
      : undefined
  const [before, after] = [await outcome(row[by]), await outcome(value)]
  return after === undefined || after === (before ?? 'open') ? undefined : verbs[after]
}

/** Another order in one lane changes no field, but whoever looks at the board is told. */
async function note(call: Call, { access }: Lanes, row: AnyRow): Promise<void> {
  await call.db.run(sql`
    insert into change (id, at, person, via, object, record, verb, version)
    values (${call.engine.newId()}, ${nowOf(call)}::timestamptz, ${writtenId(call.person)}::uuid, ${call.person.via},
      ${access.object.name}, ${row.id}, ${arranged}, ${row.version})`)
}
