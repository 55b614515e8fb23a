import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { associationRules, basketsFromNumbers, frequentItemsets } from '@rapport/analytics/baskets/index.ts'
import { parseCsv } from '@rapport/analytics/data/csv.ts'
import { columnNamed } from '@rapport/analytics/data/table.ts'
import { bgNbd, type Purchases, paretoNbd, rfm } from '@rapport/analytics/value/index.ts'
import { buyingHistory } from '@rapport/analytics/value/purchases.ts'
import { bask } from './generators.ts'
import type { Task } from './measure.ts'

const data = new URL('../../../shared/data/', import.meta.url)

/** Seconds of arules' apriori in C for itemsets of BASK(100000), by support. */
const arules = { 0.01: 0.183, 0.005: 0.191, 0.002: 0.211, 0.001: 0.24 }

const itemsets = Object.entries(arules).map(([support, referenceSeconds]): Task => {
  const prepare = () => {
    const items = Array.from({ length: 1000 }, (_, i) => `item ${i}`)
    const baskets = basketsFromNumbers(bask(100_000), items)
    return () => {
      const sets = frequentItemsets(baskets, { support: Number(support) })
      const rules = associationRules(sets, { confidence: 0.5 })
      const sum = sets.counts.reduce((a, b) => a + b, 0)
      return `${sets.counts.length} itemsets, counts ${sum}, ${rules.length} rules`
    }
  }
  return { name: `frequent itemsets and rules, BASK(100000), support ${support}`, referenceSeconds, prepare }
})

function retail(): {
  codes: Int32Array
  quantity: Float64Array
  price: Float64Array
  customer: Float64Array
  time: Float64Array
} {
  const bytes = gunzipSync(readFileSync(new URL('purchases/online_retail_2010-12-01_2011-08-31.csv.gz', data)))
  const table = parseCsv(bytes, { kinds: { InvoiceNo: 'category', InvoiceDate: 'date', CustomerID: 'number' } })
  const numbers = (name: string) => (columnNamed(table, name) as { values: Float64Array }).values
  return {
    codes: (columnNamed(table, 'InvoiceNo') as { codes: Int32Array }).codes,
    quantity: numbers('Quantity'),
    price: numbers('UnitPrice'),
    customer: numbers('CustomerID'),
    time: numbers('InvoiceDate'),
  }
}

function sales({ codes, quantity, price, customer, time }: ReturnType<typeof retail>): Purchases {
  const rows = new Int32Array(codes.length)
  let n = 0
  for (let i = 0; i < codes.length; i++) if (quantity[i]! > 0 && price[i]! > 0 && customer[i]! > 0) rows[n++] = i
  const take = (of: (i: number) => number) => {
    const column = new Float64Array(n)
    for (let k = 0; k < n; k++) column[k] = of(rows[k]!)
    return column
  }
  return {
    customer: take((i) => customer[i]!),
    time: take((i) => time[i]!),
    amount: take((i) => quantity[i]! * price[i]!),
    order: take((i) => codes[i]!),
  }
}

const rfmTask: Task = {
  name: 'RFM with quintiles, Online Retail',
  // The file at hand has that share of the rows that were timed.
  referenceSeconds: (0.142 * 320705) / 541909,
  prepare: () => {
    const rows = retail()
    return () => {
      const { customers, money } = rfm(sales(rows), { unit: 86_400_000 })
      return `${customers.length} customers, sum ${money.reduce((a, b) => a + b, 0).toFixed(2)}`
    }
  },
}

function cdnow() {
  const day = (text: string) => Date.UTC(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6)) / 864e5
  const lines = readFileSync(new URL('clv/CDNOW_sample.txt', data), 'utf8').trim().split('\n')
  const rows = lines.map((line) => line.trim().split(/\s+/))
  const purchases = { customer: rows.map((row) => row[1]!), time: rows.map((row) => day(row[2]!) / 7) }
  return buyingHistory(purchases, { end: day('19970930') / 7 })
}

const buying: Task[] = [
  { learner: bgNbd, task: 'BG/NBD fit, scipy L-BFGS-B numeric gradient, CDNOW sample 2357' },
  { learner: paretoNbd, task: 'Pareto/NBD fit, scipy Nelder-Mead, CDNOW sample 2357' },
].map(({ learner, task }) => ({
  name: `${learner.title}, CDNOW sample`,
  reference: { task, threads: 1 },
  prepare: () => {
    const history = cdnow()
    return () => `log-likelihood ${learner.fit(history).logLikelihood.toFixed(6)}`
  },
}))

/** Baskets and buying: what people buy together, how often, and for how much. */
export const purchaseTasks: readonly Task[] = [...itemsets, rfmTask, ...buying]
