import { stratifiedFolds } from '../data/split.ts'
import { type Features, takeRows, takeValues } from '../matrix.ts'
import { type FitData, type FittedClassifier, mostProbable, readStored, runOf, store } from '../model.ts'
import type { AnyClassifier } from '../models.ts'
import { childSeed } from '../numeric/random.ts'
import type { Json } from '../serialise.ts'
import { isotonic, platt } from './calibrate.ts'

const methods = { platt, isotonic }

type Curve = { transform(scores: ArrayLike<number>): Float64Array; toJSON(): Json }

/** A classifier whose probabilities are corrected on rows that it did not learn from. */
export type CalibratedModel = Omit<AnyClassifier, 'fit'> & {
  fit(data: FitData & { folds?: number; [parameter: string]: unknown }): FittedClassifier
}

/**
 * Wraps a classifier: its scores for each fold come from a fit on the other folds, the curve (Platt's sigmoid or isotonic
 * steps) is learned on those, and the model itself on all rows. More than two classes get a curve each, and are scaled to
 * sum to 1. Parameters other than `folds` (5) go to the model.
 *
 * Cost: folds + 1 fits. Source: Niculescu-Mizil & Caruana 2005.
 * @example calibrated(naiveBayes, 'isotonic').fit({ x, y }).predictProbability(x)
 */
export function calibrated(model: AnyClassifier, method: 'platt' | 'isotonic' = 'platt'): CalibratedModel {
  const spec = { name: `${model.name}_${method}`, version: 1 }
  const wake = (inner: FittedClassifier, curves: readonly Curve[]): FittedClassifier => {
    const predictProbability = (x: Features) => corrected(inner, curves, x)
    const toJSON = () => store(spec, { inner: inner.toJSON(), curves: curves.map((curve) => curve.toJSON()) })
    const predict = (x: Features) => mostProbable(predictProbability(x), inner.classes)
    const { columns, names, parameters, classes } = inner
    return Object.freeze({ model: spec.name, columns, names, parameters, classes, predict, predictProbability, toJSON })
  }
  const fit: CalibratedModel['fit'] = ({ folds = 5, ...data }) => {
    const inner = model.fit(data)
    return wake(inner, learnCurves(model, method, data, inner.classes, folds))
  }
  const fromJSON = (json: unknown) => {
    const state = readStored(spec, json) as { inner: unknown; curves: unknown[] }
    return wake(
      model.fromJSON(state.inner),
      state.curves.map((curve) => methods[method].fromJSON(curve)),
    )
  }
  return { ...model, ...spec, title: `${model.title}, calibrated`, fit, fromJSON }
}

function learnCurves(
  model: AnyClassifier,
  method: keyof typeof methods,
  data: FitData,
  classes: Float64Array,
  folds: number,
): Curve[] {
  const { x, y, weights, seed = 1 } = data
  const k = classes.length
  const scores = new Float64Array(x.rows * k)
  const run = runOf(data)
  stratifiedFolds(y, { folds, seed }).forEach(({ train, test }, f) => {
    run.progress(f / folds, 'Calibrating')
    const part = {
      ...data,
      x: takeRows(x, train),
      y: takeValues(y, train),
      weights: weights && takeValues(weights, train),
    }
    const fitted = model.fit({ ...part, seed: childSeed(seed, f) })
    const probability = fitted.predictProbability(takeRows(x, test))
    const columns = Array.from(fitted.classes, (label) => classes.indexOf(label))
    test.forEach((row, i) => {
      columns.forEach((c, d) => {
        scores[row * k + c] = probability[i * columns.length + d]!
      })
    })
  })
  const curveOf = (c: number) => {
    const labels = Float64Array.from(y, (label) => (label === classes[c] ? 1 : 0))
    const column = logits(scores, c, k)
    return methods[method].fit({ scores: column, y: labels, weights })
  }
  return k === 2 ? [curveOf(1)] : Array.from(classes, (_, c) => curveOf(c))
}

/** Log odds of class c, which Platt's sigmoid can straighten; order, which isotonic steps need, stays. */
function logits(probability: Float64Array, c: number, k: number): Float64Array {
  return Float64Array.from({ length: probability.length / k }, (_, i) => {
    const p = Math.min(1 - 1e-12, Math.max(1e-12, probability[i * k + c]!))
    return Math.log(p / (1 - p))
  })
}

function corrected(inner: FittedClassifier, curves: readonly Curve[], x: Features): Float64Array {
  const k = inner.classes.length
  const raw = inner.predictProbability(x)
  if (k === 2) {
    const p = curves[0]!.transform(logits(raw, 1, 2))
    return Float64Array.from({ length: raw.length }, (_, e) => (e % 2 ? p[e >> 1]! : 1 - p[e >> 1]!))
  }
  const columns = curves.map((curve, c) => curve.transform(logits(raw, c, k)))
  const out = new Float64Array(raw.length)
  for (let i = 0; i < x.rows; i++) {
    const total = columns.reduce((sum, column) => sum + column[i]!, 0)
    for (let c = 0; c < k; c++) out[i * k + c] = total > 0 ? columns[c]![i]! / total : 1 / k
  }
  return out
}
