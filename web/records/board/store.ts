import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type BoardAsk, type BoardCard, boardCards, boardFigures, type LaneFigure, type LaneReply } from '../../api.ts'
import { learnTitles } from '../../fields/titles.ts'

export interface BoardShape extends BoardAsk {
  readonly object: ObjectDefinition
  readonly sum?: string | undefined
  readonly weigh?: string | undefined
}

/** What is known of one lane. A lane that did not change stays the very same object, so that nothing of it is drawn again. */
export interface LaneCards {
  readonly cards: readonly BoardCard[]
  /** Where the next page begins; null after the last, undefined before the first has come. */
  readonly next: string | null | undefined
  readonly busy: boolean
  readonly error?: unknown
}

const unread: LaneCards = { cards: [], next: undefined, busy: false }

export const laneOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

const sorted = (cards: readonly BoardCard[]): readonly BoardCard[] =>
  [...cards].sort((a, b) => (a.rank === b.rank ? (a.row.id < b.row.id ? 1 : -1) : a.rank < b.rank ? 1 : -1))

/** The cards and figures of one board. Whatever changes is asked for by itself, and told to the lanes that it touches alone. */
export class BoardStore {
  readonly shape: BoardShape
  readonly #lanes = new Map<string, LaneCards>()
  readonly #figures = new Map<string, LaneFigure>()
  readonly #listeners = new Map<string, Set<() => void>>()
  /** Cards that are on their way to the server: what is heard of them meanwhile is older than what the person did. */
  readonly #moving = new Set<string>()

  constructor(shape: BoardShape) {
    this.shape = shape
  }

  lane = (name: string): LaneCards => this.#lanes.get(name) ?? unread
  figure = (name: string): LaneFigure | undefined => this.#figures.get(name)

  subscribe = (name: string, listener: () => void): (() => void) => {
    const known = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, known.add(listener))
    return () => known.delete(listener)
  }

  #tell(name: string): void {
    for (const listener of this.#listeners.get(name) ?? []) listener()
  }

  #put(name: string, lane: LaneCards): void {
    this.#lanes.set(name, lane)
    this.#tell(name)
  }

  /** Reads the next page of a lane. */
  async more(name: string): Promise<void> {
    const before = this.lane(name)
    if (before.busy || before.next === null) return
    this.#put(name, { ...before, busy: true, error: undefined })
    try {
      const cursor = before.next ?? undefined
      const reply = this.#learn(await boardCards(this.shape.object.plural, this.shape, { lane: name, cursor }))
      const now = this.lane(name).cards
      const known = new Set(now.map((card) => card.row.id))
      const fresh = reply.data.filter((card) => !known.has(card.row.id))
      this.#put(name, { cards: sorted([...now, ...fresh]), next: reply.next, busy: false })
    } catch (error) {
      this.#put(name, { ...this.lane(name), busy: false, error })
    }
  }

  #learn(reply: LaneReply): LaneReply {
    learnTitles(reply.included)
    return reply
  }

  /** Counts lanes anew; all of them when none is named. */
  async count(names?: readonly string[]): Promise<void> {
    const { by, filter, sum, weigh, object } = this.shape
    const { data } = await boardFigures(object.plural, { by, filter, sum, weigh }, names)
    const found = new Map(data.map((figure) => [figure.lane, figure]))
    for (const name of names ?? new Set([...this.#figures.keys(), ...found.keys()])) {
      const next = found.get(name) ?? { lane: name, count: 0, sums: [] }
      if (JSON.stringify(next) === JSON.stringify(this.#figures.get(name))) continue
      this.#figures.set(name, next)
      this.#tell(name)
    }
    this.#tell(countedAll)
  }

  /** Records changed somewhere: those that the board shows are read again, and nothing else. */
  async hear(records: ReadonlySet<string>): Promise<void> {
    if (records.has('')) return this.again()
    const ids = [...records].filter((id) => !this.#moving.has(id)).slice(0, 200)
    if (ids.length === 0) return
    const reply = this.#learn(await boardCards(this.shape.object.plural, this.shape, { ids }))
    const found = new Map(reply.data.map((card) => [card.row.id, card]))
    const touched = new Set<string>()
    let strange = false
    for (const id of ids) if (!this.#settle(id, found.get(id), touched)) strange = true
    // Of a card that was not loaded nobody knows where it stood before, so every lane may count differently.
    if (strange) await this.count()
    else if (touched.size > 0) await this.count([...touched])
  }

  /** Puts a card where it stands now; false when it was not known here before. */
  #settle(id: string, card: BoardCard | undefined, touched: Set<string>): boolean {
    const before = this.find(id)
    const to = card && laneOf(card.row[this.shape.by])
    if (before && card && before.lane === to && same(before.card, card)) return true
    if (before) this.#without(before.lane, id)
    if (card && to !== undefined) this.#with(to, card)
    for (const name of [before?.lane, to]) if (name !== undefined) touched.add(name)
    return before !== undefined
  }

  find(id: string): { readonly lane: string; readonly card: BoardCard; readonly index: number } | undefined {
    for (const [lane, { cards }] of this.#lanes) {
      const index = cards.findIndex((card) => card.row.id === id)
      if (index >= 0) return { lane, card: cards[index]!, index }
    }
    return undefined
  }

  #without(name: string, id: string): void {
    const lane = this.lane(name)
    this.#put(name, { ...lane, cards: lane.cards.filter((card) => card.row.id !== id) })
  }

  #with(name: string, card: BoardCard): void {
    const lane = this.lane(name)
    if (lane.next === undefined) return
    const last = lane.cards.at(-1)
    // Below what has been read so far it comes with its page.
    if (lane.next !== null && last && card.rank < last.rank) return
    this.#put(name, { ...lane, cards: sorted([...lane.cards.filter((one) => one.row.id !== card.row.id), card]) })
  }

  /** Shows a card in its new place at once; the answer settles it, and a refusal puts it back. */
  async move(id: string, to: string, index: number, work: () => Promise<BoardCard>): Promise<void> {
    const before = this.find(id)
    if (before === undefined) return
    this.#moving.add(id)
    this.#without(before.lane, id)
    const lane = this.lane(to)
    const rank = lane.cards[index]?.rank ?? lane.cards[index - 1]?.rank ?? before.card.rank
    const shown = { ...before.card, rank, row: { ...before.card.row, [this.shape.by]: to === '' ? null : to } }
    this.#put(to, { ...lane, cards: [...lane.cards.slice(0, index), shown, ...lane.cards.slice(index)] })
    try {
      const card = await work()
      this.#settle(id, { ...card, row: { ...shown.row, ...card.row } }, new Set())
    } catch (error) {
      this.#settle(id, before.card, new Set())
      throw error
    } finally {
      this.#moving.delete(id)
      if (before.lane !== to) void this.count([before.lane, to]).catch(() => undefined)
    }
  }

  /** Reads everything again that is on the screen: too much was missed to be told one by one. */
  async again(): Promise<void> {
    const names = [...this.#lanes.keys()]
    for (const name of names) this.#lanes.set(name, unread)
    await Promise.all([...names.map((name) => this.more(name)), this.count()])
  }
}

/** Told when all lanes have been counted. */
export const countedAll = '*'

const same = (a: BoardCard, b: BoardCard): boolean => a.rank === b.rank && a.row.version === b.row.version
