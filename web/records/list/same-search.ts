import type { ListSearch } from './state.ts'

/** The database keeps objects with their keys in an order of its own, so none may matter. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return entries.map(([name, one]) => [name, inOrder(one)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

const written = ({ saved: _, open: _open, ...search }: ListSearch): string => JSON.stringify(inOrder(search))

export const sameSearch = (a: ListSearch, b: ListSearch): boolean => written(a) === written(b)
