import type { KMeansData } from './kmeans-rows.ts'

/** Result of one start: centres k × w (centred, padded), labels, loss, passes. */
export type KMeansResult = { centres: Float64Array; labels: Int32Array; inertia: number; passes: number }

/** The memory of Lloyd's iterations, used by one start after the other. */
export class Lloyd {
  private readonly data: KMeansData
  private readonly k: number
  private readonly kp: number
  private readonly kq: number
  private readonly doubles: Float64Array
  private readonly ints: Int32Array
  private readonly args: number
  private readonly sums: Float64Array

  constructor(data: KMeansData, k: number) {
    const { team, n, w, tasks } = data
    this.data = data
    this.k = k
    this.kp = (k + 1) & ~1
    this.kq = (k + 3) & ~3
    const vector = (length: number) => team.alloc(length * 8)
    const places = [data.at, data.weights, data.squares, team.alloc(n * 4), vector(n), vector(n), vector(k * w)]
    const more = [vector(w * this.kp), vector(this.kp), vector(k), vector(k), vector(tasks * this.partSize())]
    const sizes = [vector(this.kp * team.threads), n, w, k, this.kp, data.chunk, 0, 1]
    const singles = [data.single, vector((w * this.kq) / 2), vector(this.kq / 2), this.kq, vector((k * w) / 2), 0]
    this.args = team.args([0, 0], [...places, ...more, ...sizes, ...singles, 0, 0])
    this.doubles = team.f64(this.args, 2)
    this.ints = team.i32(this.args + 16, 26)
    this.sums = new Float64Array(k * (w + 1))
  }

  private partSize(): number {
    return this.k * (this.data.w + 1) + 2
  }

  private get centres(): Float64Array {
    return this.data.team.f64(this.ints[6]!, this.k * this.data.w)
  }

  private get labels(): Int32Array {
    return this.data.team.i32(this.ints[3]!, this.data.n)
  }

  /** Lloyd's iterations with Hamerly's bounds (2010) until no label changes or the centres move less than `tolerance`. */
  run(start: Float64Array, maxPasses: number, tolerance: number): KMeansResult {
    const { team, tasks } = this.data
    this.centres.set(start)
    this.sums.fill(0)
    this.prepare(undefined)
    this.ints[19] = 1
    let passes = 0
    while (passes < maxPasses) {
      passes++
      team.run('kmeansAssign', tasks, this.args)
      this.ints[19] = 0
      const changed = this.gather()
      if (!changed) break
      const before = this.centres.slice()
      this.moveCentres()
      const moved = this.prepare(before)
      if (moved <= tolerance) break
    }
    return this.finish(passes)
  }

  /** Adds up the changes of the chunks in their order; returns how many labels changed. */
  private gather(): number {
    const { team, tasks } = this.data
    const size = this.partSize()
    const parts = team.f64(this.ints[11]!, tasks * size)
    let changed = 0
    for (let t = 0; t < tasks; t++) {
      for (let s = 0; s < size - 2; s++) this.sums[s]! += parts[t * size + s]!
      changed += parts[t * size + size - 2]!
    }
    return changed
  }

  private moveCentres(): void {
    const { w } = this.data
    const centres = this.centres
    for (let c = 0; c < this.k; c++) {
      const weight = this.sums[c * (w + 1) + w]!
      if (weight > 1e-12) for (let j = 0; j < w; j++) centres[c * w + j] = this.sums[c * (w + 1) + j]! / weight
      else this.revive(c)
    }
  }

  /** A centre without rows goes to the row that is farthest from its own centre. */
  private revive(c: number): void {
    const { team, n, w } = this.data
    const upper = team.f64(this.ints[4]!, n)
    let far = 0
    for (let i = 1; i < n; i++) if (upper[i]! > upper[far]!) far = i
    this.centres.set(team.f64(this.data.at + far * w * 8, w), c * w)
    upper[far] = 0
  }

  /** Tables that a pass needs: transposed centres, norms, moves, half distances. Returns the summed squared moves. */
  private prepare(before: Float64Array | undefined): number {
    const { team } = this.data
    const { w } = this.data
    const { k, kp } = this
    const centres = this.centres
    const transposed = team.f64(this.ints[7]!, w * kp).fill(0)
    const norms = team.f64(this.ints[8]!, kp).fill(Infinity)
    const moves = team.f64(this.ints[9]!, k)
    let [far, far2, which, total, largest] = [0, 0, 0, 0, 0]
    for (let c = 0; c < k; c++) {
      let [norm, move] = [0, 0]
      for (let j = 0; j < w; j++) {
        const value = centres[c * w + j]!
        transposed[j * kp + c] = value
        norm += value * value
        if (before) move += (value - before[c * w + j]!) ** 2
      }
      norms[c] = norm
      largest = Math.max(largest, norm)
      total += move
      moves[c] = Math.sqrt(move) * (1 + 1e-12)
      if (moves[c]! > far) [far, far2, which] = [moves[c]!, far, c]
      else if (moves[c]! > far2) far2 = moves[c]!
    }
    this.doubles[0] = far
    this.doubles[1] = far2
    this.ints[18] = which
    team.f64(this.args + 16 + 104, 1)[0] = largest
    this.fillLanes(centres, norms)
    this.fillNear(centres)
    return total
  }

  private fillLanes(centres: Float64Array, norms: Float64Array): void {
    const { w, team } = this.data
    const lanes = team.f32(this.ints[21]!, w * this.kq)
    team.f32(this.ints[24]!, this.k * w).set(centres)
    team.f32(this.ints[22]!, this.kq).fill(Infinity).set(norms.subarray(0, this.k))
    for (let c = 0; c < this.k; c++) for (let j = 0; j < w; j++) lanes[j * this.kq + c] = centres[c * w + j]!
  }

  private fillNear(centres: Float64Array): void {
    const { w, team } = this.data
    const near = team.f64(this.ints[10]!, this.k).fill(Infinity)
    for (let a = 0; a < this.k; a++) {
      for (let b = 0; b < a; b++) {
        let sum = 0
        for (let j = 0; j < w; j++) sum += (centres[a * w + j]! - centres[b * w + j]!) ** 2
        const half = Math.sqrt(sum) * 0.5 * (1 - 1e-12)
        if (half < near[a]!) near[a] = half
        if (half < near[b]!) near[b] = half
      }
    }
  }

  /** Exact means of the final labels, and their loss. */
  private finish(passes: number): KMeansResult {
    const { team, tasks } = this.data
    team.run('kmeansSums', tasks, this.args)
    this.sums.fill(0)
    this.gather()
    this.moveCentres()
    team.run('kmeansSums', tasks, this.args)
    const size = this.partSize()
    const parts = team.f64(this.ints[11]!, tasks * size)
    let inertia = 0
    for (let t = 0; t < tasks; t++) inertia += parts[t * size + size - 1]!
    return { centres: this.centres.slice(), labels: this.labels.slice(), inertia, passes }
  }
}
