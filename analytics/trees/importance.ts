/** Gains as shares of their sum; all zero when there was no gain. */
export function normalised(gains: Float64Array): Float64Array {
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  return gains.map((gain) => (total > 0 ? gain / total : 0))
}
