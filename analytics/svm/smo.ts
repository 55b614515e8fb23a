import type { Team } from '../numeric/team.ts'
import { decisionsOf, type KernelRows } from './kernel-rows.ts'

/** Solution of the dual: y α of every row, and the bias. */
export type SmoResult = { factors: Float64Array; bias: number; steps: number }

/** What the solver needs besides rows. `progress` is called now and then and may throw. */
export type SmoProblem = {
  rows: KernelRows
  gamma: number
  y: Int8Array
  cost: Float64Array
  tolerance: number
  cacheBytes: number
  maxSteps: number
  progress: () => void
}

const shrinkEvery = 1000
const words = 13

/**
 * min ½ αᵀQα − Σα with 0 ≤ α ≤ cost and y·α = 0 for the kernel e^(−γ|x − x′|²): sequential minimal optimisation with the
 * second-order choice of pairs, a cache of kernel rows, and shrinking. Rows that are certain to stay at a bound leave the
 * active set; at the end their gradients are rebuilt and the work goes on until no row violates.
 *
 * Source: Fan, Chen & Lin, Working set selection using second order information, 2005; Chang & Lin, LIBSVM, 2011.
 */
export class Smo {
  private readonly team: Team
  private readonly problem: SmoProblem
  private readonly n: number
  private readonly alpha: Float64Array
  private readonly gradient: Float64Array
  private readonly doubles: Float64Array
  private readonly ints: Int32Array
  private readonly args: number
  private readonly activeAt: number
  private readonly cacheAt: number
  private readonly slots: number
  private readonly parts: number
  private m: number
  private readonly cached = new Map<number, number>()
  private free: number[] = []
  private steps = 0

  constructor(team: Team, problem: SmoProblem) {
    const { rows, y, cost } = problem
    this.team = team
    this.problem = problem
    this.n = rows.n
    this.m = rows.n
    const alphaAt = team.alloc(this.n * 8)
    const gradientAt = team.alloc(this.n * 8)
    this.alpha = team.f64(alphaAt, this.n).fill(0)
    this.gradient = team.f64(gradientAt, this.n).fill(-1)
    this.activeAt = team.place(Uint32Array.from({ length: this.n }, (_, i) => i))
    this.parts = team.alloc(64 * 24)
    this.slots = Math.max(4, Math.min(this.n, Math.floor(problem.cacheBytes / (this.n * 4))))
    this.cacheAt = team.alloc(this.slots * this.n * 4)
    this.free = Array.from({ length: this.slots }, (_, k) => k)
    const labels = team.place(new Uint8Array(y.buffer, y.byteOffset, y.length))
    const places = [rows.at, rows.norms, labels, alphaAt, team.place(cost), gradientAt, this.activeAt, 0, 0, this.parts]
    this.args = team.args([problem.gamma, 0, 0, 0], [...places, this.n, rows.width, 0, 0, 0])
    this.doubles = team.f64(this.args, 4)
    this.ints = team.i32(this.args + 32, words + 2)
  }

  solve(): SmoResult {
    this.optimise()
    while (this.m < this.n) {
      this.unshrink()
      this.optimise()
    }
    const { y } = this.problem
    return { factors: this.alpha.map((alpha, i) => alpha * y[i]!).slice(), bias: this.bias(), steps: this.steps }
  }

  private get chunk(): number {
    return Math.max(512, Math.ceil(this.m / 64))
  }

  private run(kernel: 'smoSecond' | 'smoUpdate' | 'kernelRow'): number {
    const chunk = this.chunk
    this.ints[10] = this.m
    this.ints[12] = chunk
    const tasks = Math.ceil(this.m / chunk)
    this.team.run(kernel, tasks, this.args)
    return tasks
  }

  private optimise(): void {
    const active = this.team.i32(this.activeAt, this.n)
    const { tolerance, maxSteps, progress } = this.problem
    let pending = this.selectFirst(0, 0)
    while (this.steps < maxSteps && pending.up - pending.down > tolerance && pending.place >= 0) {
      if (++this.steps % shrinkEvery === 0) {
        progress()
        if (this.shrink(pending.up, pending.down)) pending = this.selectFirst(0, 0)
        if (pending.up - pending.down <= tolerance || pending.place < 0) break
      }
      const i = active[pending.place]!
      this.ints[7] = this.slotOf(i, -1)
      this.doubles[3] = pending.up
      const j = this.second(i)
      if (j < 0) break
      const first = this.ints[7]!
      this.ints[8] = this.slotOf(active[j]!, i)
      if (this.ints[14]) this.fillSecond(active[j]!)
      this.ints[7] = first
      const change = this.step(i, active[j]!, pending.up, j)
      pending = this.selectFirst(change, -change)
    }
  }

  /** Applies the last step to the gradients; the most violating rows of both kinds. */
  private selectFirst(di: number, dj: number): { up: number; down: number; place: number } {
    this.doubles[1] = di
    this.doubles[2] = dj
    const tasks = this.run('smoUpdate')
    const values = this.team.f64(this.parts, tasks * 3)
    const places = this.team.i32(this.parts, tasks * 6)
    let [up, down, place] = [-Infinity, Infinity, -1]
    for (let t = 0; t < tasks; t++) {
      if (values[3 * t]! > up) {
        up = values[3 * t]!
        place = places[6 * t + 4]!
      }
      down = Math.min(down, values[3 * t + 1]!)
    }
    return { up, down, place }
  }

  /** The partner of row i that promises the largest fall; fills i's kernel row if it is not in the cache. */
  private second(i: number): number {
    this.ints[13] = i
    const tasks = this.run('smoSecond')
    this.ints[14] = 0
    const values = this.team.f64(this.parts, tasks * 3)
    const places = this.team.i32(this.parts, tasks * 6)
    let [best, place] = [0, -1]
    for (let t = 0; t < tasks; t++) {
      if (values[3 * t]! > best) {
        best = values[3 * t]!
        place = places[6 * t + 4]!
      }
    }
    return place
  }

  private fillSecond(row: number): void {
    const kept = this.ints[7]!
    this.ints[7] = this.ints[8]!
    this.ints[13] = row
    this.run('kernelRow')
    this.ints[14] = 0
    this.ints[7] = kept
  }

  /** Address of a row's place in the cache; asks for it to be filled when it is new. `keep` must not be thrown out. */
  private slotOf(row: number, keep: number): number {
    let slot = this.cached.get(row)
    if (slot !== undefined) {
      this.cached.delete(row)
      this.ints[14] = 0
    } else {
      slot = this.free.pop() ?? this.evict(keep)
      this.ints[14] = 1
    }
    this.cached.set(row, slot)
    return this.cacheAt + slot * this.n * 4
  }

  private evict(keep: number): number {
    for (const [row, slot] of this.cached) {
      if (row === keep) continue
      this.cached.delete(row)
      return slot
    }
    return 0
  }

  /** Moves α of the pair along their line as far as is best and legal; returns the change of y α of i. */
  private step(i: number, j: number, up: number, placeOfJ: number): number {
    const { y, cost } = this.problem
    const similarity = this.team.f32(this.ints[7]!, this.m)[placeOfJ]!
    const curve = Math.max(2 - 2 * similarity, 1e-12)
    const room = (row: number, rising: boolean) => (rising ? cost[row]! - this.alpha[row]! : this.alpha[row]!)
    const wanted = (up + y[j]! * this.gradient[j]!) / curve
    const roomI = room(i, y[i]! > 0)
    const roomJ = room(j, y[j]! < 0)
    const change = Math.min(wanted, roomI, roomJ)
    this.alpha[i] = change === roomI ? (y[i]! > 0 ? cost[i]! : 0) : this.alpha[i]! + y[i]! * change
    this.alpha[j] = change === roomJ ? (y[j]! > 0 ? 0 : cost[j]!) : this.alpha[j]! - y[j]! * change
    return change
  }

  private shrink(up: number, down: number): boolean {
    const active = this.team.i32(this.activeAt, this.n)
    const { y, cost } = this.problem
    const kept: number[] = []
    for (let k = 0; k < this.m; k++) {
      const row = active[k]!
      const value = -y[row]! * this.gradient[row]!
      const [atZero, atCost] = [this.alpha[row]! <= 0, this.alpha[row]! >= cost[row]!]
      const onlyUp = y[row]! > 0 ? atZero : atCost
      const onlyDown = y[row]! > 0 ? atCost : atZero
      if (!((onlyUp && value < down) || (onlyDown && value > up))) kept.push(k)
    }
    if (kept.length > 0.9 * this.m || kept.length < 2) return false
    for (const slot of this.cached.values()) {
      const row = this.team.f32(this.cacheAt + slot * this.n * 4, this.m)
      for (let k = 0; k < kept.length; k++) row[k] = row[kept[k]!]!
    }
    const keptRows = new Set(kept.map((k) => active[k]!))
    const rest = active.filter((row) => !keptRows.has(row))
    active.set(kept.map((k) => active[k]!))
    active.set(rest, kept.length)
    this.m = kept.length
    return true
  }

  /** All rows are active again, with gradients rebuilt from the rows whose α is not 0. */
  private unshrink(): void {
    const { team, problem, n } = this
    const active = team.i32(this.activeAt, n)
    const mark = team.mark()
    const out = decisionsOf(
      team,
      problem.rows,
      problem.rows,
      this.alpha.map((a, i) => a * problem.y[i]!),
      problem.gamma,
    )
    for (let k = this.m; k < n; k++) {
      const row = active[k]!
      this.gradient[row] = problem.y[row]! * out[row]! - 1
    }
    team.release(mark)
    this.m = n
    this.cached.clear()
    this.free = Array.from({ length: this.slots }, (_, k) => k)
  }

  private bias(): number {
    const { y, cost } = this.problem
    let [sum, count, upper, lower] = [0, 0, Infinity, -Infinity]
    for (let i = 0; i < this.n; i++) {
      if (cost[i] === 0) continue
      const value = -y[i]! * this.gradient[i]!
      if (this.alpha[i]! > 0 && this.alpha[i]! < cost[i]!) {
        sum += value
        count++
      } else if (this.alpha[i]! <= 0 === y[i]! > 0) lower = Math.max(lower, value)
      else upper = Math.min(upper, value)
    }
    if (count) return sum / count
    return Number.isFinite(upper + lower) ? (upper + lower) / 2 : Number.isFinite(upper) ? upper : lower
  }
}
