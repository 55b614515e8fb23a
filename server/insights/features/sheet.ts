import { type Column, type Table, table } from '@rapport/analytics/data/index.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import type { Feature } from './feature.ts'

/** Features of records at a moment, one row a record; `answers` are what came after, apart. */
export interface Sheet {
  /** ISO moment that every feature lies before. */
  readonly at: string
  readonly ids: readonly string[]
  readonly table: Table
  readonly answers: { readonly [name: string]: Float64Array }
  /** Answers that are words, where the answer is one. */
  readonly words: { readonly [name: string]: readonly (string | null)[] }
}

export interface Answer {
  readonly name: string
  readonly sql: Sql
  readonly isWord?: boolean
}

const isWord = (feature: Feature): boolean => feature.unit === 'word' || feature.unit === 'text'

/** Grows as rows come, so that a million of them need no list of a million objects. */
class Numbers {
  #values = new Float64Array(1024)
  #length = 0
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }
  taken = (): Float64Array => this.#values.slice(0, this.#length)
}

const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one === 't' ? '\t' : one === 'r' ? '\r' : one))
    : text

class Words {
  readonly #index = new Map<string, number>()
  readonly #codes = new Numbers()
  push(cell: string): void {
    if (cell === '\\N' || cell === '') {
      this.#codes.push(-1)
      return
    }
    const text = unescaped(cell)
    const known = this.#index.get(text)
    if (known === undefined) this.#index.set(text, this.#index.size)
    this.#codes.push(known ?? this.#index.size - 1)
  }
  taken = (name: string): Column => ({
    kind: 'category',
    name,
    codes: Int32Array.from(this.#codes.taken()),
    levels: [...this.#index.keys()],
  })
}

class Texts {
  readonly #values: (string | null)[] = []
  push(cell: string): void {
    this.#values.push(cell === '\\N' ? null : unescaped(cell))
  }
  taken = (name: string): Column => ({ kind: 'text', name, values: this.#values })
  list = (): (string | null)[] => this.#values
}

async function eachLine(db: Runner, from: Sql, take: (cells: string[]) => void): Promise<void> {
  await db.copyOut(sql`copy (${from}) to stdout`, async (chunks) => {
    chunks.setEncoding('utf8')
    let rest = ''
    for await (const chunk of chunks) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()!
      for (const line of lines) take(line.split('\t'))
    }
  })
}

/**
 * Reads features and answers of one moment: the query writes a table of its own for the while, which is then streamed out. `from` stands
 * after `select` and its columns; `parts` are its common table expressions.
 */
export async function readSheet(
  db: Runner,
  query: {
    readonly at: string
    readonly features: readonly Feature[]
    readonly answers: readonly Answer[]
    readonly parts?: Sql
    readonly from: Sql
  },
): Promise<Sheet> {
  const { at, features, answers, parts, from } = query
  const columns = [
    ...features.map(
      (one, i) => sql`${isWord(one) ? sql`(${one.sql})::text` : sql`(${one.sql})::float8`} as ${sql.id(`f${i}`)}`,
    ),
    ...answers.map(
      (one, i) => sql`${one.isWord ? sql`(${one.sql})::text` : sql`(${one.sql})::float8`} as ${sql.id(`a${i}`)}`,
    ),
  ]
  const ids: string[] = []
  const takers = features.map((one) => (one.unit === 'text' ? new Texts() : isWord(one) ? new Words() : new Numbers()))
  const after = answers.map((one) => (one.isWord ? new Texts() : new Numbers()))
  const push = (taker: Numbers | Words | Texts, cell: string) =>
    taker instanceof Numbers ? taker.push(cell === '\\N' ? Number.NaN : Number(cell)) : taker.push(cell)
  await db.transaction(async (tx) => {
    await tx.run(
      sql`create temporary table sheet on commit drop as ${parts ? sql`with ${parts} ` : sql.empty}select c.id, ${sql.join(columns)} ${from}`,
      { prepare: false },
    )
    await eachLine(tx, sql`select * from sheet order by id`, (cells) => {
      ids.push(cells[0]!)
      takers.forEach((taker, i) => {
        push(taker, cells[i + 1]!)
      })
      after.forEach((taker, i) => {
        push(taker, cells[features.length + i + 1]!)
      })
    })
  })
  const made = features.map(({ name }, i): Column => {
    const taker = takers[i]!
    return taker instanceof Numbers ? { kind: 'number', name, values: taker.taken() } : taker.taken(name)
  })
  const numbers = answers.flatMap(({ name }, i) =>
    after[i] instanceof Numbers ? [[name, (after[i] as Numbers).taken()] as const] : [],
  )
  const words = answers.flatMap(({ name }, i) =>
    after[i] instanceof Texts ? [[name, (after[i] as Texts).list()] as const] : [],
  )
  return {
    at,
    ids,
    table: { ...table(made), rows: ids.length },
    answers: Object.fromEntries(numbers),
    words: Object.fromEntries(words),
  }
}
