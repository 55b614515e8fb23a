import { refuse } from '../errors.ts'
import { type Matrix, matrix } from '../matrix.ts'

/**
 * Distances of a TSPLIB text with plane coordinates (EUC_2D: rounded to the next whole number; CEIL_2D: rounded up).
 *
 * @throws AnalyticsError `bad_input` for other kinds.
 * Source: Reinelt, "TSPLIB", ORSA Journal on Computing 3(4), 1991.
 * @example shortestTour(readTsplib(tsplib)).length
 */
export function readTsplib(text: string): Matrix {
  const kind = text.match(/EDGE_WEIGHT_TYPE\s*:\s*(\S+)/)?.[1]
  if (kind !== 'EUC_2D' && kind !== 'CEIL_2D')
    refuse('bad_input', `The text has the distances ${kind}; EUC_2D and CEIL_2D can be read.`)
  const body = text.split(/NODE_COORD_SECTION\s*/)[1] ?? refuse('bad_input', 'The text has no NODE_COORD_SECTION.')
  const lines = body.split(/\r?\n/).map((line) => line.trim().split(/\s+/).map(Number))
  const places = lines.filter((fields) => fields.length === 3 && fields.every(Number.isFinite))
  const n = places.length
  const distances = matrix(n, n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const exact = Math.hypot(places[i]![1]! - places[j]![1]!, places[i]![2]! - places[j]![2]!)
      distances.data[i * n + j] = kind === 'EUC_2D' ? Math.floor(exact + 0.5) : Math.ceil(exact)
    }
  }
  return distances
}
