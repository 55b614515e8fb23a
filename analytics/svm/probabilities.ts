import { mulberry32, permutation } from '../numeric/random.ts'
import { plattSigmoid, temperatureOf } from './platt.ts'

/** How decision values become probabilities: [a, b] of Platt's sigmoid for two classes, [temperature] for more. */
export type Calibration = Float64Array

/** Learns the calibration from decision values (n for two classes, n × k for more) of rows they were not fitted on. */
export function calibrate(f: Float64Array, y: Int32Array, k: number, weights?: Float64Array): Calibration {
  if (k > 2) return Float64Array.of(temperatureOf(f, y, k, weights))
  const { a, b } = plattSigmoid(f, y, weights)
  return Float64Array.of(a, b)
}

/** Probabilities, n × k, of decision values. */
export function probabilitiesOf(f: Float64Array, calibration: Calibration, k: number): Float64Array {
  if (k > 2) return softmax(f, calibration[0]!, k)
  const out = new Float64Array(f.length * 2)
  for (let i = 0; i < f.length; i++) {
    const p = 1 / (1 + Math.exp(calibration[0]! * f[i]! + calibration[1]!))
    out[2 * i] = 1 - p
    out[2 * i + 1] = p
  }
  return out
}

function softmax(f: Float64Array, t: number, k: number): Float64Array {
  const out = new Float64Array(f.length)
  for (let at = 0; at < f.length; at += k) {
    let [top, sum] = [-Infinity, 0]
    for (let c = 0; c < k; c++) top = Math.max(top, t * f[at + c]!)
    for (let c = 0; c < k; c++) sum += out[at + c] = Math.exp(t * f[at + c]! - top)
    for (let c = 0; c < k; c++) out[at + c]! /= sum
  }
  return out
}

/** Fold of each row: classes are spread evenly, rows at random. */
export function foldsOf(y: Int32Array, folds: number, seed: number): Uint8Array {
  const order = permutation(y.length, mulberry32(seed))
  const seen = new Map<number, number>()
  const out = new Uint8Array(y.length)
  for (const i of order) {
    const count = seen.get(y[i]!) ?? 0
    out[i] = count % folds
    seen.set(y[i]!, count + 1)
  }
  return out
}

/** The folds to use: none when a class has fewer rows than there are folds. */
export function usableFolds(y: Int32Array, classes: number, folds: number): number {
  const counts = new Int32Array(classes)
  for (const label of y) counts[label]!++
  return folds < 2 || counts.some((count) => count < folds) ? 0 : folds
}
