/** How many customers went from one group to another between two moments; null: had not bought yet. */
export interface Move<G> {
  readonly from: G | null
  readonly to: G
  readonly customers: number
}

/** Moves between two groupings by id. Whoever is in the first alone has left the records and is not counted. */
export function movesBetween<G>(before: ReadonlyMap<string, G>, after: ReadonlyMap<string, G>): Move<G>[] {
  const counts = new Map<G | null, Map<G, number>>()
  for (const [id, to] of after) {
    const from = before.get(id) ?? null
    const row = counts.get(from) ?? new Map<G, number>()
    counts.set(from, row)
    row.set(to, (row.get(to) ?? 0) + 1)
  }
  return [...counts].flatMap(([from, row]) => [...row].map(([to, customers]) => ({ from, to, customers })))
}
