/* Sales for tests: made up order by order, or those of the whole online shop where its file lies beside the repository. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Sold } from './sold.ts'

export type Order = readonly [customer: string, day: number, items: readonly string[]]

/** Orders as they would be read, by customer and day. */
export function soldOf(orders: readonly Order[]): Sold {
  const sorted = [...orders].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]))
  const customers = [...new Set(sorted.map(([customer]) => customer))]
  const items = [...new Set(sorted.flatMap(([, , names]) => names))]
  const numbers = new Map(items.map((item, n) => [item, n]))
  const lists = sorted.map(([, , names]) => [...new Set(names)].map((name) => numbers.get(name)!).sort((a, b) => a - b))
  const starts = new Int32Array(lists.length + 1)
  lists.forEach((list, o) => {
    starts[o + 1] = starts[o]! + list.length
  })
  return {
    items,
    customers,
    customer: Int32Array.from(sorted, ([customer]) => customers.indexOf(customer)),
    day: Float64Array.from(sorted, ([, day]) => day),
    starts,
    members: Int32Array.from(lists.flat()),
  }
}

/** The nine months that the repository's slice is from; beside the repository, where somebody has put them. */
const whole =
  process.env.RAPPORT_ONLINE_RETAIL ??
  new URL('../../../shared/data/purchases/online_retail_2010-12-01_2011-08-31.csv.gz', import.meta.url).pathname
export const wholeFile = whole.split('/').at(-1)!
export const hasWholeShop = existsSync(whole)

/** Sales of the raw file: lines with a customer, goods alone. */
export function wholeShop(): { sold: Sold; names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>()
  const orders = new Map<string, [string, number, string[]]>()
  for (const line of gunzipSync(readFileSync(whole)).toString().split('\n').slice(1)) {
    const [, invoice, code, name, quantity, at, , customer] =
      /^([^,]*),([^,]*),("(?:[^"]|"")*"|[^,]*),(-?\d+),([^,]*),([^,]*),([^,]*),/.exec(line) ?? []
    if (!customer || !invoice || Number(quantity) <= 0 || !/^\d{5}/.test(code!)) continue
    names.set(code!, name!)
    const order = orders.get(invoice) ?? [customer, Date.parse(`${at!.replace(' ', 'T')}Z`) / 86_400_000, []]
    order[2].push(code!)
    orders.set(invoice, order)
  }
  return { sold: soldOf([...orders.values()]), names }
}
