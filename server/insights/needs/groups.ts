import type { Groups } from '@rapport/vocabulary/insights/report.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

/** The group of each product, as a number into `keys`. */
export interface Grouped {
  readonly products: readonly string[]
  readonly codes: readonly number[]
}

export interface Goods {
  readonly id: string
  readonly name: string
  readonly category: string | null
  readonly called: string | null
  /** Lines of orders that it stands on. */
  readonly lines: number
}

const most = 11
const fewestCategories = 3

/** Words that say how a thing looks, how many there are, or nothing: they do not say what it is. */
const empty = new Set(
  'the and with for from set pack piece assorted small medium large mini big new design vintage metal wooden retrospot polkadot paper glass ceramic red pink blue white green black ivory cream gold silver design designs'.split(
    ' ',
  ),
)

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** The different words of a name that may say what a thing is. */
export function wordsOf(name: string): Set<string> {
  const found = Array.from(words.segment(name.toLowerCase()))
    .filter((one) => one.isWordLike && !/\d/.test(one.segment))
    .map((one) => one.segment.replace(/(?<=[a-z]{3})(?<!s)s$/, ''))
  return new Set(found.filter((word) => word.length > (/[a-z]/.test(word) ? 2 : 1) && !empty.has(word)))
}

/** Every product that is no charge, with how often it was sold before the moment. */
export const readGoods = (db: Runner, at: string): Promise<Goods[]> =>
  db.query<Goods>(sql`
    with sold as (
      select l.product, count(*)::int as lines from order_line l join "order" o on o.id = l."order"
      where l.deleted_at is null and o.deleted_at is null and o.status <> 'cancelled' and o.placed_at < ${at}::timestamptz
      group by l.product)
    select p.id, p.name, p.category, g.name as called, coalesce(s.lines, 0) as lines
    from product p left join category g on g.id = p.category left join sold s on s.product = p.id
    where p.deleted_at is null and p.kind <> 'charge' order by p.id`)

const bySales = <T>(lines: ReadonlyMap<T, number>): T[] =>
  [...lines].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1)).map(([one]) => one)

function categoriesOf(goods: readonly Goods[]): Groups | undefined {
  const lines = new Map<string, number>()
  const names = new Map<string, string>()
  for (const one of goods)
    if (one.category !== null && one.lines > 0) {
      lines.set(one.category, (lines.get(one.category) ?? 0) + one.lines)
      names.set(one.category, one.called ?? '')
    }
  if (lines.size < fewestCategories) return undefined
  const keys = bySales(lines).slice(0, most)
  return { from: 'categories', keys: [...keys, ''], names: [...keys.map((key) => names.get(key)!), 'Other'] }
}

/** One word after the other, each the one on the most lines whose goods have no word yet. */
function commonWords(goods: readonly Goods[]): Groups {
  let left = goods.filter((one) => one.lines > 0).map((one) => ({ lines: one.lines, words: wordsOf(one.name) }))
  const keys: string[] = []
  while (keys.length < most && left.length > 0) {
    const lines = new Map<string, number>()
    for (const one of left) for (const word of one.words) lines.set(word, (lines.get(word) ?? 0) + one.lines)
    const [word] = bySales(lines)
    if (word === undefined) break
    keys.push(word)
    left = left.filter((one) => !one.words.has(word))
  }
  const named = keys.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return { from: 'names', keys: [...keys, ''], names: [...named, 'Other'] }
}

export const groupsOf = (goods: readonly Goods[]): Groups => categoriesOf(goods) ?? commonWords(goods)

/** Which group each product belongs to: the first that fits, else what is left. */
export function grouped(goods: readonly Goods[], { from, keys }: Groups): Grouped {
  const rest = keys.length - 1
  const codes = goods.map((one) => {
    const own = from === 'categories' ? undefined : wordsOf(one.name)
    const code = keys.findIndex((key) => key !== '' && (own ? own.has(key) : one.category === key))
    return code < 0 ? rest : code
  })
  return { products: goods.map((one) => one.id), codes }
}
