import type { Matrix } from '../matrix.ts'

/**
 * A k-d tree (Bentley 1975): rows cut at the median of their widest column until `leafSize` are left. Answers exact
 * neighbours in Euclidean distance. Cost: O(n log n) to build; a query visits few leaves when columns are few (up to about
 * 15), and all of them when they are many. Memory: 8 n columns + 12 n bytes.
 * @example new KdTree(fromRows([[0, 0], [1, 1]])).within(Float64Array.of(0, 0), 1.5, (row, squared) => [row, squared])
 */
export class KdTree {
  readonly columns: number
  readonly n: number
  /** Row numbers in the order of the leaves, and their values in that order. */
  private readonly rows: Int32Array
  private readonly points: Float64Array
  /** Inner node i: column and cut; its children are 2i + 1 and 2i + 2; a leaf has column −1. */
  private readonly column: Int32Array
  private readonly cut: Float64Array
  private readonly start: Int32Array
  private readonly end: Int32Array

  constructor(x: Matrix, leafSize = 16) {
    this.columns = x.columns
    this.n = x.rows
    this.rows = Int32Array.from({ length: x.rows }, (_, i) => i)
    const depth = Math.max(0, Math.ceil(Math.log2(Math.max(1, x.rows / leafSize))))
    const nodes = 2 ** (depth + 1) - 1
    this.column = new Int32Array(nodes).fill(-1)
    this.cut = new Float64Array(nodes)
    this.start = new Int32Array(nodes)
    this.end = new Int32Array(nodes)
    this.build(x, 0, 0, x.rows, depth)
    this.points = new Float64Array(x.rows * x.columns)
    this.rows.forEach((row, k) => {
      this.points.set(x.data.subarray(row * x.columns, (row + 1) * x.columns), k * x.columns)
    })
  }

  private build(x: Matrix, node: number, start: number, end: number, depth: number): void {
    this.start[node] = start
    this.end[node] = end
    if (depth === 0) return
    const column = widest(x, this.rows, start, end)
    if (column < 0) return
    const middle = (start + end) >> 1
    selectMiddle(x, this.rows, start, end - 1, middle, column)
    this.column[node] = column
    this.cut[node] = x.data[this.rows[middle]! * x.columns + column]!
    this.build(x, 2 * node + 1, start, middle, depth - 1)
    this.build(x, 2 * node + 2, middle, end, depth - 1)
  }

  /** Calls `visit(row, squared distance)` for every row within `radius` of the point. */
  within(point: Float64Array, radius: number, visit: (row: number, squared: number) => void): void {
    this.search(0, point, radius * radius, visit)
  }

  private search(
    node: number,
    point: Float64Array,
    limit: number,
    visit: (row: number, squared: number) => void,
  ): void {
    const column = this.column[node]!
    if (column < 0) {
      for (let k = this.start[node]!; k < this.end[node]!; k++) {
        const squared = this.squaredTo(k, point, limit)
        if (squared <= limit) visit(this.rows[k]!, squared)
      }
      return
    }
    const gap = point[column]! - this.cut[node]!
    if (gap <= 0 || gap * gap <= limit) this.search(2 * node + 1, point, limit, visit)
    if (gap >= 0 || gap * gap <= limit) this.search(2 * node + 2, point, limit, visit)
  }

  private squaredTo(k: number, point: Float64Array, limit: number): number {
    const at = k * this.columns
    let sum = 0
    for (let j = 0; j < this.columns; j++) {
      const d = this.points[at + j]! - point[j]!
      sum += d * d
      if (sum > limit) return sum
    }
    return sum
  }

  /** The `best.size` nearest rows, into `best`. Ties go to the lower row. */
  nearest(point: Float64Array, best: Nearest): void {
    best.clear()
    this.descend(0, point, best)
  }

  private descend(node: number, point: Float64Array, best: Nearest): void {
    const column = this.column[node]!
    if (column < 0) {
      for (let k = this.start[node]!; k < this.end[node]!; k++) {
        const squared = this.squaredTo(k, point, best.limit)
        if (squared <= best.limit) best.offer(this.rows[k]!, squared)
      }
      return
    }
    const gap = point[column]! - this.cut[node]!
    const near = 2 * node + (gap < 0 ? 1 : 2)
    this.descend(near, point, best)
    if (gap * gap <= best.limit) this.descend(4 * node + 3 - near, point, best)
  }
}

/**
 * The k smallest squared distances seen, rising, with their rows.
 * @example
 * const two = new Nearest(2)
 * new KdTree(fromRows([[0], [5], [1]])).nearest(Float64Array.of(0.2), two)
 * two.rows // 0, 2
 */
export class Nearest {
  readonly rows: Int32Array
  readonly squared: Float64Array
  private count = 0

  constructor(size: number) {
    this.rows = new Int32Array(size)
    this.squared = new Float64Array(size)
  }

  get size(): number {
    return this.rows.length
  }

  /** How many are held. */
  get held(): number {
    return this.count
  }

  /** Larger distances cannot enter. */
  get limit(): number {
    return this.count < this.rows.length ? Infinity : this.squared[this.count - 1]!
  }

  clear(): void {
    this.count = 0
  }

  offer(row: number, squared: number): void {
    const full = this.count === this.rows.length
    if (full && !this.before(row, squared, this.count - 1)) return
    let at = full ? this.count - 1 : this.count++
    while (at > 0 && this.before(row, squared, at - 1)) {
      this.rows[at] = this.rows[at - 1]!
      this.squared[at] = this.squared[at - 1]!
      at--
    }
    this.rows[at] = row
    this.squared[at] = squared
  }

  private before(row: number, squared: number, place: number): boolean {
    return squared < this.squared[place]! || (squared === this.squared[place]! && row < this.rows[place]!)
  }
}

function widest(x: Matrix, rows: Int32Array, start: number, end: number): number {
  let [best, column] = [0, -1]
  for (let j = 0; j < x.columns; j++) {
    let [low, high] = [Infinity, -Infinity]
    for (let k = start; k < end; k++) {
      const value = x.data[rows[k]! * x.columns + j]!
      if (value < low) low = value
      if (value > high) high = value
    }
    if (high - low > best) [best, column] = [high - low, j]
  }
  return column
}

/** Hoare's selection: the row at `middle` is where sorting by the column would put it. */
function selectMiddle(x: Matrix, rows: Int32Array, first: number, last: number, middle: number, column: number): void {
  const value = (k: number) => x.data[rows[k]! * x.columns + column]!
  let [low, high] = [first, last]
  while (low < high) {
    const pivot = value((low + high) >> 1)
    let [i, j] = [low, high]
    while (i <= j) {
      while (value(i) < pivot) i++
      while (value(j) > pivot) j--
      if (i > j) break
      const kept = rows[i]!
      rows[i++] = rows[j]!
      rows[j--] = kept
    }
    if (middle <= j) high = j
    else if (middle >= i) low = i
    else return
  }
}
