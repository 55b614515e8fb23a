import { refuse } from '../errors.ts'
import { numpyPermutation } from '../numeric/mt19937.ts'
import { childSeed, mulberry32, permutation, shuffle } from '../numeric/random.ts'

/** Rows to learn from and rows to judge by. */
export type Split = { readonly train: Int32Array; readonly test: Int32Array }

const encoder = new TextEncoder()

/** FNV-1a of the UTF-8 bytes, 32 bits. @example fnv1a32('a') // 3826002220 */
export function fnv1a32(text: string): number {
  let h = 0x811c9dc5
  for (const byte of encoder.encode(text)) h = Math.imul(h ^ byte, 0x01000193)
  return h >>> 0
}

/** The final mixing of MurmurHash3. @example fmix32(1) // 1364076727 */
export function fmix32(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * Uniform in [0, 1) that depends on a name and a row alone: fmix32(fnv1a32("name:row")) / 2³².
 * @example
 * hashUniform('telco', 0) // 0.43003
 */
export function hashUniform(name: string, row: number | string): number {
  return fmix32(fnv1a32(`${name}:${row}`)) / 4294967296
}

function partition(rows: number, isTest: (row: number) => boolean): Split {
  const all = Array.from({ length: rows }, (_, i) => i)
  return { train: Int32Array.from(all.filter((i) => !isTest(i))), test: Int32Array.from(all.filter(isTest)) }
}

/**
 * The split that never changes when rows are added: row i is a test row when `hashUniform(name, i)` < share. With `keys`
 * (a customer's id, say) a row goes where its key goes.
 * @example hashSplit('churn', 1000).test.length // 212
 */
export function hashSplit(name: string, rows: number, share = 0.2, keys?: readonly (string | number)[]): Split {
  return partition(rows, (i) => hashUniform(name, keys?.[i] ?? i) < share)
}

/** A random split with ⌈share · rows⌉ test rows. @example randomSplit(10, { share: 0.3, seed: 1 }).test.length // 3 */
export function randomSplit(rows: number, options: { share?: number; seed?: number } = {}): Split {
  return cut(permutation(rows, mulberry32(options.seed ?? 1)), options.share ?? 0.2)
}

/**
 * The split that scikit-learn's `train_test_split(random_state=seed)` makes: ⌈share · rows⌉ test rows come first.
 * @example
 * numpySplit(10, 42).test // 8, 1
 */
export function numpySplit(rows: number, seed: number, share = 0.2): Split {
  return cut(numpyPermutation(seed, rows), share)
}

function cut(order: Int32Array, share: number): Split {
  const size = Math.ceil(order.length * share)
  if (size < 1 || size >= order.length) {
    refuse(
      'too_few_rows',
      `A test share of ${share} leaves ${size} of ${order.length} rows to test and the rest to learn from; both need at least one.`,
    )
  }
  return { test: order.slice(0, size), train: order.slice(size) }
}

/**
 * A random split in which each class keeps its share. `labels` are class numbers or any keys.
 * @example
 * stratifiedSplit([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]).test.length // 2
 */
export function stratifiedSplit(labels: ArrayLike<number>, options: { share?: number; seed?: number } = {}): Split {
  const uniform = mulberry32(options.seed ?? 1)
  const test = new Uint8Array(labels.length)
  for (const rows of rowsByLabel(labels)) {
    shuffle(rows, uniform)
    for (let k = 0; k < Math.round(rows.length * (options.share ?? 0.2)); k++) test[rows[k]!] = 1
  }
  return partition(labels.length, (i) => test[i] === 1)
}

/**
 * A split that keeps all rows of a group together; groups are hashed, so it does not change when groups are added.
 * @example
 * groupedSplit(['a', 'a', 'b', 'b', 'c'], { share: 0.4 }).train // 0, 1, 4
 */
export function groupedSplit(
  groups: ArrayLike<number | string>,
  options: { share?: number; seed?: number } = {},
): Split {
  return partition(groups.length, (i) => hashUniform(`group-${options.seed ?? 1}`, groups[i]!) < (options.share ?? 0.2))
}

/**
 * Learns from the past: the rows with the latest times are the test rows; equal times stay together.
 * @example
 * timeSplit([3, 1, 2, 5, 4]).test // row 3, the latest
 */
export function timeSplit(times: ArrayLike<number>, options: { share?: number } = {}): Split {
  const sorted = Float64Array.from(times).sort()
  const cutoff = sorted[Math.max(0, Math.ceil(sorted.length * (1 - (options.share ?? 0.2))) - 1)] ?? 0
  return partition(times.length, (i) => times[i]! > cutoff)
}

function rowsByLabel(labels: ArrayLike<number>): number[][] {
  const rows = new Map<number, number[]>()
  for (let i = 0; i < labels.length; i++) {
    const list = rows.get(labels[i]!)
    if (list) list.push(i)
    else rows.set(labels[i]!, [i])
  }
  return [...rows.keys()].sort((a, b) => a - b).map((label) => rows.get(label)!)
}

function foldsFrom(fold: ArrayLike<number>, folds: number): Split[] {
  return Array.from({ length: folds }, (_, f) => partition(fold.length, (i) => fold[i] === f))
}

function checkFolds(folds: number, rows: number): void {
  if (!Number.isInteger(folds) || folds < 2 || folds > rows) {
    refuse(
      'too_few_rows',
      `Cross-validation of ${rows} rows needs between 2 and ${rows} folds but was asked for ${folds}.`,
    )
  }
}

/** Random folds of equal size. @example kFolds(10, { folds: 5 }).length // 5 */
export function kFolds(rows: number, options: { folds?: number; seed?: number } = {}): Split[] {
  const folds = options.folds ?? 5
  checkFolds(folds, rows)
  const fold = new Int32Array(rows)
  permutation(rows, mulberry32(options.seed ?? 1)).forEach((row, k) => {
    fold[row] = k % folds
  })
  return foldsFrom(fold, folds)
}

/**
 * Random folds in which each class keeps its share.
 * @example
 * stratifiedFolds([0, 1, 0, 1, 0, 1], { folds: 3 }).length // 3
 */
export function stratifiedFolds(labels: ArrayLike<number>, options: { folds?: number; seed?: number } = {}): Split[] {
  const folds = options.folds ?? 5
  checkFolds(folds, labels.length)
  const fold = new Int32Array(labels.length)
  let next = 0
  rowsByLabel(labels).forEach((rows, label) => {
    for (const row of shuffle(rows, mulberry32(childSeed(options.seed ?? 1, label)))) fold[row] = next++ % folds
  })
  return foldsFrom(fold, folds)
}

/**
 * Folds that keep all rows of a group together; the largest groups are dealt out first, to the smallest fold.
 * @example
 * groupedFolds(['a', 'b', 'c', 'a', 'b', 'c'], { folds: 3 }).length // 3
 */
export function groupedFolds(
  groups: ArrayLike<number | string>,
  options: { folds?: number; seed?: number } = {},
): Split[] {
  const folds = options.folds ?? 5
  const sizes = new Map<number | string, number>()
  for (let i = 0; i < groups.length; i++) sizes.set(groups[i]!, (sizes.get(groups[i]!) ?? 0) + 1)
  checkFolds(folds, sizes.size)
  const filled = new Int32Array(folds)
  const home = new Map<number | string, number>()
  const order = shuffle([...sizes], mulberry32(options.seed ?? 1)).sort((a, b) => b[1] - a[1])
  for (const [group, size] of order) {
    const fold = filled.indexOf(Math.min(...filled))
    filled[fold]! += size
    home.set(group, fold)
  }
  return foldsFrom(
    Array.from({ length: groups.length }, (_, i) => home.get(groups[i]!)!),
    folds,
  )
}

/**
 * Expanding windows: fold f learns from everything before the f-th of the last `folds` equal stretches of time.
 * @example
 * timeFolds([1, 2, 3, 4, 5, 6], { folds: 2 }).length // 2
 */
export function timeFolds(times: ArrayLike<number>, options: { folds?: number } = {}): Split[] {
  const folds = options.folds ?? 5
  checkFolds(folds + 1, times.length)
  const sorted = Float64Array.from(times).sort()
  const edge = (k: number) => sorted[Math.ceil((sorted.length * k) / (folds + 1)) - 1]!
  return Array.from({ length: folds }, (_, f) => {
    const [from, to] = [edge(f + 1), f === folds - 1 ? Infinity : edge(f + 2)]
    const all = Array.from({ length: times.length }, (_, i) => i)
    return {
      train: Int32Array.from(all.filter((i) => times[i]! <= from)),
      test: Int32Array.from(all.filter((i) => times[i]! > from && times[i]! <= to)),
    }
  })
}
