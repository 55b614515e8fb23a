import { type FittedPipeline, pipelineFromJSON } from '../data/pipeline.ts'
import type { Table } from '../data/table.ts'
import { readStored, store } from '../model.ts'
import { models } from '../models.ts'
import type { Json } from '../serialise.ts'
import { mostLikely } from './scores.ts'
import { combine, type Weights } from './stack.ts'

/** One pipeline, or several with weights. */
export type Blend = {
  readonly parts: readonly FittedPipeline[]
  readonly weights: Weights
  /** Class numbers or numbers. */
  predict(table: Table, rows?: Int32Array): Float64Array
  /** Row-major rows × labels. */
  predictProbability(table: Table, rows?: Int32Array): Float64Array
  toJSON(): Json
}

const stored = { name: 'blend', version: 1 }

/** A blend of fitted pipelines; one alone passes through as it is. */
export function blend(parts: readonly FittedPipeline[], weights: Weights): Blend {
  const k = parts[0]!.labels.length
  const together = (outputs: Float64Array[]) => (parts.length === 1 ? outputs[0]! : combine(weights, outputs, k))
  const predictProbability = (table: Table, rows?: Int32Array) =>
    together(parts.map((part) => part.predictProbability(table, rows)))
  const predict = (table: Table, rows?: Int32Array) => {
    if (!k) return together(parts.map((part) => part.predict(table, rows)))
    const probability = predictProbability(table, rows)
    return Float64Array.from({ length: probability.length / k }, (_, i) => mostLikely(probability, i, k))
  }
  const toJSON = () => store(stored, { parts: parts.map((part) => part.toJSON()), weights })
  return Object.freeze({ parts, weights, predict, predictProbability, toJSON })
}

/**
 * Reads a stored choice back. @throws AnalyticsError as every model does.
 * @example
 * blendFromJSON(choice.fitted.toJSON()).predictProbability(table)
 */
export function blendFromJSON(json: unknown): Blend {
  const { parts, weights } = readStored(stored, json) as { parts: unknown[]; weights: Weights }
  return blend(
    parts.map((part) => pipelineFromJSON(part, models)),
    weights,
  )
}
