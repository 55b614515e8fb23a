import { words as wordsOf } from '@rapport/analytics/data/tokens.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

type Described = { id: string; name: string | null; category: string | null; brand: string | null }

/** The words by which things are alike: of their name, and whole their category and brand. */
export async function wordsFor(db: Runner, items: readonly string[]): Promise<string[][]> {
  const rows = await db.query<Described>(sql`
    select p.id, p.name, c.name as category, p.brand from product p left join category c on c.id = p.category
    where p.id = any(${items}::uuid[])`)
  const described = new Map(rows.map((row) => [row.id, row]))
  return items.map((item) => {
    const { name, category, brand } = described.get(item) ?? {}
    return [...wordsOf(name ?? ''), ...(category ? [`category ${category}`] : []), ...(brand ? [`brand ${brand}`] : [])]
  })
}
