import { type Label, type Locale, label } from '@rapport/vocabulary/define/label.ts'
import { sql } from '../../database/sql.ts'
import { theSystem } from '../../records/person.ts'
import { createRecords } from '../../records/records.ts'
import type { Desk } from '../run/kind.ts'
import { type Cell, cells } from './cells.ts'

/** The fields of a customer that hold its segment. */
export type SegmentField = 'rfm' | 'cluster'

const about: { readonly [C in Cell]: Label } = {
  champions: label(
    'Bought lately, buy often and bring most. Reward them; ask them first.',
    '近期下单、频繁购买且贡献最多。奖励他们，优先征求意见。',
  ),
  loyal: label('Buy often and bring much. Offer what goes with what they have.', '频繁购买、贡献较多。推荐相关产品。'),
  promising: label(
    'Bought lately and come back. One more good reason makes them loyal.',
    '近期下单并有回购。再给一个理由就会成为忠诚客户。',
  ),
  fresh: label(
    'Bought lately for the first time or little. Help them to a good start.',
    '近期首次或少量下单。帮助他们有个好的开始。',
  ),
  warm: label(
    'Middling in everything and not lately. Remind them with something that fits.',
    '各项居中，近期未下单。用合适的内容提醒他们。',
  ),
  precious: label(
    'Brought most once, and have not come for long. Call them in person.',
    '曾经贡献最多，但久未光顾。请亲自联系。',
  ),
  risk: label('Brought much and stay away. Win them back before they are gone.', '曾贡献较多，正在远离。趁早挽回。'),
  dozing: label(
    'Bought little, some time ago. A reason to return may wake them.',
    '一段时间前少量购买。一个回来的理由也许能唤醒他们。',
  ),
  asleep: label('Bought little, long ago. Spend nothing much on them.', '很久以前少量购买。不必投入过多。'),
}

/** The segment records, made and kept as the server itself: what people renamed keeps its name. */
export class SegmentRecords {
  readonly #desk: Desk
  readonly #locale: Locale
  constructor(desk: Desk, locale: Locale) {
    this.#desk = desk
    this.#locale = locale
  }

  /** Those of these that still stand. */
  async standing(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#desk.db.query<{ id: string }>(
      sql`select id from segment where id = any(${ids}::uuid[]) and deleted_at is null`,
    )
    return new Set(rows.map((row) => row.id))
  }

  async cell(cell: Cell): Promise<string> {
    return this.#make('rfm', cells[cell], about[cell])
  }

  async cluster(words: Label): Promise<string> {
    return this.#make('cluster', words, null)
  }

  async #make(field: SegmentField, name: Label, description: Label | null): Promise<string> {
    const id = this.#desk.newId()
    await createRecords(this.#desk.engine)
      .as(theSystem('job'))
      .create('segment', {
        id,
        name: name[this.#locale],
        kind: field,
        filter: { field, op: 'eq', value: id },
        description: description?.[this.#locale] ?? null,
      })
    return id
  }
}
