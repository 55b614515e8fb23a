import { refuse } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { checkFeatures, checkWeights, checkWidth } from '../model-checks.ts'

/** What a clustering learns from: rows, or rows with weights. */
export type ClusterInput = Matrix | { readonly x: Matrix; readonly weights?: ArrayLike<number> }

/** Checked rows and weights. @throws AnalyticsError that names the column and the row. */
export function readRows(model: string, input: ClusterInput): { x: Matrix; weights: Float64Array | undefined } {
  const { x, weights } = 'x' in input ? input : { x: input, weights: undefined }
  checkFeatures(model, x, { missing: 'refused', sparse: false })
  return { x, weights: checkWeights(model, weights, x.rows) }
}

/** Rows to assign: of the fitted width, none missing. */
export function checkRows(model: string, columns: number, x: Matrix): Matrix {
  checkWidth(model, columns, x)
  checkFeatures(model, x, { missing: 'refused', sparse: false, empty: true })
  return x
}

/** Refuses more clusters than rows. */
export function checkClusters(model: string, clusters: number, rows: number): void {
  if (clusters <= rows) return
  refuse('too_few_rows', `${model} was asked for ${clusters} clusters but was given ${rows} rows.`)
}

/** Mean of each column, with weights. */
export function columnMeans(x: Matrix, weights?: Float64Array): Float64Array {
  const out = new Float64Array(x.columns)
  let total = 0
  for (let i = 0; i < x.rows; i++) {
    const weight = weights ? weights[i]! : 1
    total += weight
    for (let j = 0; j < x.columns; j++) out[j]! += weight * x.data[i * x.columns + j]!
  }
  return out.map((sum) => sum / total)
}
