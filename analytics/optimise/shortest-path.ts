import { refuse } from '../errors.ts'

/** A directed edge with its length. */
export type Edge = { readonly from: number; readonly to: number; readonly length: number }

/** Length of the shortest way to each node (Infinity where there is none) and the node before it (−1 at the start). */
export type ShortestPaths = { readonly distance: Float64Array; readonly before: Int32Array }

/**
 * Shortest ways from one node to all others: Dijkstra with a heap when no length is negative, otherwise Bellman–Ford.
 * Cost: O(edges · log nodes), or nodes × edges.
 *
 * @throws AnalyticsError `bad_input`, `unbounded` when a cycle of negative length can be reached.
 * Sources: Dijkstra 1959; Bellman 1958.
 * @example
 * const { distance, before } = shortestPaths(3, [{ from: 0, to: 1, length: 2 }, { from: 1, to: 2, length: 2 }], 0)
 * pathTo(before, 2) // [0, 1, 2]
 */
export function shortestPaths(nodes: number, edges: readonly Edge[], start: number): ShortestPaths {
  edges.forEach(({ from, to, length }, e) => {
    const known = [from, to].every((node) => Number.isInteger(node) && node >= 0 && node < nodes)
    if (!known || !(length > -Infinity && length < Infinity))
      refuse('bad_input', `Edge ${e} goes from ${from} to ${to} over ${length}; nodes are 0 to ${nodes - 1}.`)
  })
  if (!(start >= 0 && start < nodes)) refuse('bad_input', `There is no node ${start}; nodes are 0 to ${nodes - 1}.`)
  return edges.some(({ length }) => length < 0) ? bellmanFord(nodes, edges, start) : dijkstra(nodes, edges, start)
}

/** The nodes from the start to `target`, or [] when it cannot be reached. @example pathTo(Int32Array.of(-1, 0, 1), 2) // [0, 1, 2] */
export function pathTo(before: Int32Array, target: number): number[] {
  const path: number[] = []
  for (let node = target; node >= 0; node = before[node]!) path.push(node)
  return path.reverse()
}

function dijkstra(nodes: number, edges: readonly Edge[], start: number): ShortestPaths {
  const leaving = Map.groupBy(edges, ({ from }) => from)
  const distance = new Float64Array(nodes).fill(Infinity)
  const before = new Int32Array(nodes).fill(-1)
  const heap: { node: number; at: number }[] = []
  distance[start] = 0
  push(heap, { node: start, at: 0 })
  for (let next = pop(heap); next; next = pop(heap)) {
    if (next.at > distance[next.node]!) continue
    for (const { to, length } of leaving.get(next.node) ?? []) {
      const at = next.at + length
      if (at >= distance[to]!) continue
      distance[to] = at
      before[to] = next.node
      push(heap, { node: to, at })
    }
  }
  return { distance, before }
}

type Entry = { node: number; at: number }

function push(heap: Entry[], entry: Entry): void {
  let k = heap.push(entry) - 1
  for (; k > 0 && heap[(k - 1) >> 1]!.at > entry.at; k = (k - 1) >> 1) heap[k] = heap[(k - 1) >> 1]!
  heap[k] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (!last || heap.length === 0) return top
  let k = 0
  for (;;) {
    let child = 2 * k + 1
    if (child + 1 < heap.length && heap[child + 1]!.at < heap[child]!.at) child++
    if (child >= heap.length || heap[child]!.at >= last.at) break
    heap[k] = heap[child]!
    k = child
  }
  heap[k] = last
  return top
}

function bellmanFord(nodes: number, edges: readonly Edge[], start: number): ShortestPaths {
  const distance = new Float64Array(nodes).fill(Infinity)
  const before = new Int32Array(nodes).fill(-1)
  distance[start] = 0
  for (let round = 0; round < nodes; round++) {
    let changed = false
    for (const { from, to, length } of edges) {
      if (distance[from]! + length >= distance[to]!) continue
      distance[to] = distance[from]! + length
      before[to] = from
      changed = true
    }
    if (!changed) return { distance, before }
  }
  return refuse('unbounded', `A cycle of negative length can be reached from node ${start}, so no way is shortest.`)
}
