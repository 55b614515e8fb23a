import type { RawRow } from './row.ts'

/** An even sample of a stream of rows of unknown length: every k-th row, where k doubles whenever the sample is full. */
export class EvenSample {
  readonly #most: number
  #every = 1
  #seen = 0
  rows: RawRow[] = []

  constructor(most: number) {
    this.#most = most
  }

  get seen(): number {
    return this.#seen
  }

  add(row: RawRow): void {
    if (this.#seen++ % this.#every !== 0) return
    this.rows.push(row)
    if (this.rows.length <= this.#most) return
    this.rows = this.rows.filter((_, at) => at % 2 === 0)
    this.#every *= 2
  }
}
