import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { languageOf } from '../language/detect.ts'

const mostRead = 1_000
/** A language is known from so many reviews in it, and when it is no rarity among them. */
const fewest = 20
const leastShare = 0.05

/** The languages that reviews with stars are written in, as far as they can be told from the latest of them. */
export async function languagesLearned(db: Runner): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ words: string }>(sql`
    select concat_ws(E'\n', title, text) as words from review
    where rating is not null and deleted_at is null order by created_at desc, id desc limit ${mostRead}`)
  const counts = new Map<string, number>()
  for (const { words } of rows) {
    const language = await languageOf(words)
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  const told = [...counts.values()].reduce((a, b) => a + b, 0)
  return new Set([...counts].filter(([, n]) => n >= fewest && n >= leastShare * told).map(([language]) => language))
}
