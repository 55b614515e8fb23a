import type { Given, ImportArea } from '../records/import/area.ts'
import type { ColumnTarget, Mapping, Route, Test } from '../records/import/mapping.ts'
import type { Column } from '../records/import/suggest.ts'

/** Exact in units of 1/10,000, as the database rounds: half away from zero. */
const times = (quantity: number, price: string, percent: number): string | undefined => {
  const exact = quantity * Number(price) * (1 - percent / 100) * 10_000
  if (!Number.isFinite(exact) || Math.abs(exact) > 2 ** 50) return undefined
  const rounded = Math.round(Math.abs(exact) + 1e-6) * Math.sign(exact)
  return (rounded / 10_000).toFixed(4)
}

/** The amount that the rules would write after the line; written with it, it is written once. */
const amount = (given: Given): void => {
  const {
    quantity = 1,
    unit_price: price = '0',
    discount = 0,
  } = given as { quantity?: number; unit_price?: string; discount?: number }
  given.amount = times(quantity, price, discount) ?? null
}

const find = (columns: readonly ColumnTarget[], to: string): number | undefined =>
  columns.find((one) => one.to === to)?.column
const some = (column: Column | undefined, test: RegExp): boolean =>
  column?.texts.some((text) => test.test(text)) ?? false

/** Where the columns of an order line go when the row is a return: the same facts under other names, numbers turned round. */
const asReturn = (columns: readonly ColumnTarget[]): ColumnTarget[] => {
  const renamed: { readonly [to: string]: string | undefined } = {
    'order.number': 'return.number',
    'order.placed_at': 'return.returned_at',
    'order.note': 'return.note',
    'order.currency': 'return.currency',
  }
  return columns.flatMap((one) => {
    if (one.to === 'quantity') return [{ ...one, negate: true }]
    if (one.to.startsWith('order.customer.')) return [{ ...one, to: `return.${one.to.slice('order.'.length)}` }]
    if (one.to.startsWith('order.')) return renamed[one.to] ? [{ ...one, to: renamed[one.to]! }] : []
    return /^(name|unit_price|unit_cost)$|^product\./.test(one.to) ? [one] : []
  })
}

const returned = (name: string, when: readonly Test[], columns: readonly ColumnTarget[]): Route => ({
  name,
  label: { en: 'Returns', zh: '退货' },
  when,
  object: 'return_line',
  columns: asReturn(columns),
  values: { 'return.status': 'done', 'return.reason': 'other' },
})

const routesOf = (columns: readonly ColumnTarget[], texts: readonly Column[]): Route[] => {
  const [number, quantity, price] = ['order.number', 'quantity', 'unit_price'].map((to) => find(columns, to))
  if (number === undefined || quantity === undefined || !some(texts[quantity], /^\s*[-\u2212(]\s*\d/)) return []
  const write: Route = {
    name: 'stock',
    label: { en: 'Stock corrections', zh: '库存调整' },
    when: [
      { column: quantity, is: 'negative' },
      ...(price === undefined ? [] : [{ column: price, is: 'zero' as const }]),
    ],
    refuse: {
      en: 'A correction of the stock (less than none, at no price) is no sale.',
      zh: '库存调整（数量为负且无价格），不是销售。',
    },
  }
  const cancelled = some(texts[number], /^c\d{3,}/i)
    ? [
        returned(
          'cancelled',
          [
            { column: number, is: 'starts', value: 'C' },
            { column: quantity, is: 'negative' },
          ],
          columns,
        ),
      ]
    : []
  const rest = returned('returned', [{ column: quantity, is: 'negative' }], columns)
  return [...cancelled, ...(price === undefined ? [] : [write]), rest]
}

const also = (columns: readonly ColumnTarget[], from: string, to: string): ColumnTarget[] => {
  const column = find(columns, from)
  return column === undefined || find(columns, to) !== undefined ? [] : [{ column, to }]
}

/** Lines of a shop's export: the description also names the product, the country is also the customer's, negative quantities came back. */
const completeLines = (mapping: Mapping, texts: readonly Column[]): Mapping => {
  const has = (prefix: string): boolean => mapping.columns.some((one) => one.to.startsWith(prefix))
  const columns = [
    ...mapping.columns,
    ...(has('product.code') ? also(mapping.columns, 'name', 'product.name') : []),
    ...(has('order.customer.') ? also(mapping.columns, 'order.country', 'order.customer.country') : []),
  ]
  return {
    ...mapping,
    columns,
    routes: routesOf(columns, texts),
    values: { 'order.status': 'done', ...mapping.values },
  }
}

/** What data cannot say about importing orders. */
export const salesImport: ImportArea = {
  newborn: { order_line: amount, return_line: amount },
  complete: (mapping, _suggestion, columns) =>
    mapping.object === 'order_line' ? completeLines(mapping, columns) : mapping,
}
