import type { Filter } from '../define/filter.ts'

export const levels = ['product', 'category'] as const
/** What counts as one thing: a product, or its category. */
export type Level = (typeof levels)[number]

const holds = (level: Level, item: string): Filter => ({
  some: 'order_line.order',
  where: { field: level === 'product' ? 'product' : 'product.category', op: 'eq', value: item },
})
const stands: Filter = { field: 'status', op: 'ne', value: 'cancelled' }

export interface Sides {
  readonly left: readonly string[]
  readonly right: string
}

/** Orders that hold all of these things. */
const orderWith = (level: Level, items: readonly string[], since: string | null): Filter => ({
  some: 'order.customer',
  where: {
    all: [
      stands,
      ...(since === null ? [] : [{ field: 'placed_at', op: 'gte', value: since } as const]),
      ...items.map((item) => holds(level, item)),
    ],
  },
})

/**
 * Customers who match the left side of a rule and lack the right, in the one filter language: `together` in one order, else in
 * orders of their own. Nobody who ever bought the right side is among them.
 */
export const lackingRight = (
  level: Level,
  { left, right }: Sides,
  { together, since }: { readonly together: boolean; readonly since: string | null },
): Filter => ({
  all: [
    ...(together ? [orderWith(level, left, since)] : left.map((item) => orderWith(level, [item], since))),
    { none: 'order.customer', where: { all: [stands, holds(level, right)] } },
  ],
})
