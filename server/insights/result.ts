import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'

/** What the latest good run of a kind of analytic work found. */
export interface Result<Content> {
  readonly at: string
  readonly content: Content
}

export const readResult = <Content>(db: Runner, kind: string): Promise<Result<Content> | undefined> =>
  db.maybe<Result<Content>>(sql`select at, content from insight.result where kind = ${kind}`)

/** From now on this is what people see. */
export async function keepResult(db: Runner, kind: string, at: string, content: object): Promise<void> {
  await db.run(sql`
    insert into insight.result (kind, at, content) values (${kind}, ${at}, ${sql.json(content)})
    on conflict (kind) do update set at = excluded.at, content = excluded.content`)
}

/** The needs that are not met; undefined when all are. */
export function tooLittle(needs: {
  readonly [of: string]: readonly [has: number, needs: number]
}): TooLittle | undefined {
  const unmet = Object.entries(needs).filter(([, [has, needed]]) => has < needed)
  return unmet.length === 0
    ? undefined
    : { tooLittle: unmet.map(([of, [has, needed]]) => ({ of, has, needs: needed })) }
}
