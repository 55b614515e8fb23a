import { refuse } from '../errors.ts'
import { isSparse, type Matrix, type SparseMatrix, toSparse } from '../matrix.ts'
import { defineClassifier, type Prepared } from '../model.ts'
import { choice_, number_, type Values } from '../params.ts'
import { normaliseLogs } from './naive-bayes.ts'

const parameters = {
  kind: choice_(['multinomial', 'complement'], {
    default: 'multinomial',
    help: 'complement learns each class from all the others, which helps when classes are of unequal size',
  }),
  smoothing: number_({ default: 0.1, above: 0, help: 'occurrences added to every term in every class' }),
}

/** What naive Bayes for text learns: log P(term | class), or the complement's weights, classes × terms. */
export type TextBayes = { readonly logPrior: Float64Array; readonly termWeights: Float64Array }

function learn(data: Prepared<Matrix | SparseMatrix, Int32Array>, values: Values<typeof parameters>): TextBayes {
  const x = isSparse(data.x) ? data.x : toSparse(data.x)
  const k = data.classes.length
  const counts = new Float64Array(k * x.columns)
  const sizes = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    const weight = data.weights?.[i] ?? 1
    sizes[data.y[i]!]! += weight
    for (let at = x.starts[i]!; at < x.starts[i + 1]!; at++) {
      if (x.values[at]! < 0) refuseNegative(x, i, at)
      counts[data.y[i]! * x.columns + x.indices[at]!]! += weight * x.values[at]!
    }
  }
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const logPrior = sizes.map((size) => Math.log(Math.max(size, 1e-12) / total))
  const termWeights =
    values.kind === 'multinomial'
      ? logShares(counts, k, values.smoothing)
      : complement(counts, k, x.columns, values.smoothing)
  return { logPrior, termWeights }
}

function refuseNegative(x: SparseMatrix, i: number, at: number): never {
  const place = `column ${x.indices[at]}, row ${i}`
  return refuse('bad_input', `text_naive_bayes needs counts or weights of at least 0 and ${place} is ${x.values[at]}.`)
}

function logShares(counts: Float64Array, k: number, smoothing: number): Float64Array {
  const terms = counts.length / k
  const out = new Float64Array(counts.length)
  for (let c = 0; c < k; c++) {
    let total = smoothing * terms
    for (let t = 0; t < terms; t++) total += counts[c * terms + t]!
    for (let t = 0; t < terms; t++) out[c * terms + t] = Math.log((counts[c * terms + t]! + smoothing) / total)
  }
  return out
}

/** −log of the term's share in all other classes, scaled so that each class's weights sum to 1 in absolute value. */
function complement(counts: Float64Array, k: number, terms: number, smoothing: number): Float64Array {
  const all = new Float64Array(terms)
  for (let at = 0; at < counts.length; at++) all[at % terms]! += counts[at]!
  const others = counts.map((count, at) => all[at % terms]! - count)
  const logs = logShares(others, k, smoothing)
  for (let c = 0; c < k; c++) {
    let size = 0
    for (let t = 0; t < terms; t++) size += Math.abs(logs[c * terms + t]!)
    for (let t = 0; t < terms; t++) logs[c * terms + t]! /= -size
  }
  return logs
}

type State = TextBayes & { classes: Float64Array; parameters: { readonly [name: string]: unknown } }

function probability(state: State, given: Matrix | SparseMatrix): Float64Array {
  const x = isSparse(given) ? given : toSparse(given)
  const k = state.classes.length
  const out = new Float64Array(x.rows * k)
  const prior = state.parameters.kind === 'multinomial'
  for (let i = 0; i < x.rows; i++) {
    for (let c = 0; c < k; c++) {
      let sum = prior ? state.logPrior[c]! : 0
      for (let at = x.starts[i]!; at < x.starts[i + 1]!; at++) {
        sum += x.values[at]! * state.termWeights[c * x.columns + x.indices[at]!]!
      }
      out[i * k + c] = sum
    }
  }
  return normaliseLogs(out, k)
}

/**
 * Naive Bayes for text: term counts or TF-IDF weights, sparse or dense, never negative.
 * Multinomial: log P(c | x) = log prior + Σ_t x_t log P(t | c); complement: Rennie et al. 2003 with normalised weights.
 * One pass, O(entries); O(entries × classes) to predict.
 * Cost: O(entries of x).
 * Source: McCallum & Nigam 1998; Rennie et al. 2003 (complement).
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 *
 * @example textNaiveBayes.fit({ x: tfidf.fit(texts).transform(texts), y, kind: 'complement' })
 */
export const textNaiveBayes = defineClassifier({
  name: 'text_naive_bayes',
  version: 1,
  title: 'Naive Bayes for text',
  parameters,
  fit: learn,
  probability,
  sparse: { fit: learn, probability },
})
