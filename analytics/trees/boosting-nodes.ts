import type { Best } from './boosting-leaf.ts'
import { type GrownTree, leafColumn } from './ensemble.ts'

/** The nodes of a tree while it grows. */
export class Building {
  private readonly words: number[] = [0, 0]
  private readonly cover: number[] = [0]
  private readonly setOf: number[] = [-1]
  private readonly sets: Uint8Array[] = []
  nextSlot = 1

  split(node: number, best: Best, mass: number): number {
    const first = this.cover.length
    const flags = best.missingLeft | (best.set ? 2 : 0)
    this.words[2 * node] = best.column | ((best.set ? 0 : best.bin) << 16) | (flags << 24)
    this.words[2 * node + 1] = first
    this.cover[node] = mass
    if (best.set) this.setOf[node] = this.sets.push(best.set) - 1
    this.words.push(0, 0, 0, 0)
    this.cover.push(0, 0)
    this.setOf.push(-1, -1)
    return first
  }

  leaf(node: number, number: number, mass: number): void {
    this.words[2 * node] = leafColumn
    this.words[2 * node + 1] = number
    this.cover[node] = mass
  }

  finish(values: Float64Array): GrownTree {
    const sets = new Uint8Array(this.sets.length * 32)
    for (const [i, set] of this.sets.entries()) sets.set(set, i * 32)
    const nodes = Int32Array.from(this.words)
    return { nodes, cover: Float32Array.from(this.cover), setOf: Int32Array.from(this.setOf), sets, values }
  }
}
