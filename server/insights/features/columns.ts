import type { Column } from '@rapport/analytics/data/index.ts'

/** Gathers the values of one column as they come from the database; a length of −1 is null. */
export interface Taker {
  take(data: Buffer, at: number, length: number): void
}

/** Grows as rows come, so that a million of them need no list of a million objects. */
export class Numbers implements Taker {
  #values = new Float64Array(1024)
  #length = 0

  take(data: Buffer, at: number, length: number): void {
    this.push(length < 0 ? Number.NaN : data.readDoubleBE(at))
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  taken = (): Float64Array => this.#values.slice(0, this.#length)
  column = (name: string): Column => ({ kind: 'number', name, values: this.taken() })
}

const textAt = (data: Buffer, at: number, length: number): string => data.toString('utf8', at, at + length)

/** Words are few and come again and again: each is a number of a list. */
export class Words implements Taker {
  readonly #index = new Map<string, number>()
  readonly #codes = new Numbers()

  take(data: Buffer, at: number, length: number): void {
    if (length <= 0) {
      this.#codes.push(-1)
      return
    }
    const text = textAt(data, at, length)
    const known = this.#index.get(text)
    if (known === undefined) this.#index.set(text, this.#index.size)
    this.#codes.push(known ?? this.#index.size - 1)
  }

  column = (name: string): Column => ({
    kind: 'category',
    name,
    codes: Int32Array.from(this.#codes.taken()),
    levels: [...this.#index.keys()],
  })
}

export class Texts implements Taker {
  readonly list: (string | null)[] = []

  take(data: Buffer, at: number, length: number): void {
    this.list.push(length < 0 ? null : textAt(data, at, length))
  }

  column = (name: string): Column => ({ kind: 'text', name, values: this.list })
}
