import { type Table, table } from '@rapport/analytics/data/index.ts'
import { idText, readBinary } from '../../database/binary.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Numbers, type Taker, Texts, Words } from './columns.ts'
import type { Feature } from './feature.ts'
import { forManyRows } from './many-rows.ts'

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

interface Asked {
  readonly at: string
  readonly features: readonly Feature[]
  readonly answers: readonly Answer[]
  readonly parts?: Sql
  readonly from: Sql
}

/** The query writes a table of its own for the while: COPY takes no parameters. */
function sheetTable({ features, answers, parts, from }: Asked): Sql {
  const value = (of: Sql, isText: boolean, name: string) =>
    sql`${isText ? sql`(${of})::text` : sql`(${of})::float8`} as ${sql.id(name)}`
  const columns = [
    ...features.map((one, i) => value(one.sql, isWord(one), `f${i}`)),
    ...answers.map((one, i) => value(one.sql, one.isWord === true, `a${i}`)),
  ]
  return sql`create temporary table sheet on commit drop as ${parts ? sql`with ${parts} ` : sql.empty}select c.id, ${sql.join(columns)} ${from}`
}

/**
 * Reads features and answers of one moment, streamed into columns. `from` stands after `select` and its columns; `parts` are its common
 * table expressions.
 */
export async function readSheet(db: Runner, query: Asked): Promise<Sheet> {
  const { at, features, answers } = query
  const ids: string[] = []
  const takers = features.map((one) => (one.unit === 'text' ? new Texts() : isWord(one) ? new Words() : new Numbers()))
  const after = answers.map((one) => (one.isWord ? new Texts() : new Numbers()))
  const all: readonly Taker[] = [{ take: (data, from) => ids.push(idText(data, from)) }, ...takers, ...after]
  await db.transaction(async (tx) => {
    await forManyRows(tx)
    await tx.run(sheetTable(query), { prepare: false })
    await tx.copyOut(sql`copy (select * from sheet order by id) to stdout (format binary)`, (chunks) =>
      readBinary(chunks, (column, data, from, length) => all[column]!.take(data, from, length)),
    )
  })
  const made = features.map(({ name }, i) => takers[i]!.column(name))
  const numbers = answers.flatMap(({ name }, i) => {
    const of = after[i]
    return of instanceof Numbers ? [[name, of.taken()] as const] : []
  })
  const words = answers.flatMap(({ name }, i) => {
    const of = after[i]
    return of instanceof Texts ? [[name, of.list] as const] : []
  })
  return {
    at,
    ids,
    table: { ...table(made), rows: ids.length },
    answers: Object.fromEntries(numbers),
    words: Object.fromEntries(words),
  }
}
