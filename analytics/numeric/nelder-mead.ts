/** What a search without gradients found. */
export type SimplexMinimum = { w: Float64Array; value: number; evaluations: number; converged: boolean }

type Corner = { w: Float64Array; value: number }

/**
 * Nelder–Mead simplex search: no gradient needed, for few parameters (up to about 10) and smooth functions. Ends when the
 * corners' values differ by at most `tolerance` and their places by at most √tolerance, or at `maxEvaluations`.
 * Source: Lagarias et al. 1998, with the parameters that adapt to the dimension of Gao & Han 2012.
 * @example nelderMead(([a, b]) => (a - 1) ** 2 + (b + 2) ** 2, [0, 0]).w // 0.999998, −2
 */
export function nelderMead(
  f: (w: Float64Array) => number,
  start: ArrayLike<number>,
  options: { tolerance?: number; maxEvaluations?: number; step?: number } = {},
): SimplexMinimum {
  const { tolerance = 1e-10, maxEvaluations = 400 * start.length, step = 0.1 } = options
  const n = start.length
  const search = { f, n, evaluations: 0 }
  const at = (w: Float64Array): Corner => {
    search.evaluations++
    const value = f(w)
    return { w, value: Number.isNaN(value) ? Infinity : value }
  }
  let corners = [at(Float64Array.from(start))]
  for (let j = 0; j < n; j++) {
    const w = Float64Array.from(start)
    w[j] = w[j] === 0 ? step / 4 : w[j]! * (1 + step)
    corners.push(at(w))
  }
  let converged = false
  while (!converged && search.evaluations < maxEvaluations) {
    corners.sort((a, b) => a.value - b.value)
    converged = isSmall(corners, tolerance)
    if (!converged) corners = improve(corners, at)
  }
  corners.sort((a, b) => a.value - b.value)
  return { w: corners[0]!.w, value: corners[0]!.value, evaluations: search.evaluations, converged }
}

function isSmall(corners: readonly Corner[], tolerance: number): boolean {
  const [best, worst] = [corners[0]!, corners.at(-1)!]
  if (!(worst.value - best.value <= tolerance * (1 + Math.abs(best.value)))) return false
  const reach = Math.sqrt(tolerance)
  return corners.every((corner) =>
    corner.w.every((value, j) => Math.abs(value - best.w[j]!) <= reach * (1 + Math.abs(value))),
  )
}

function improve(corners: Corner[], at: (w: Float64Array) => Corner): Corner[] {
  const n = corners.length - 1
  const worst = corners[n]!
  const centre = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) centre[j]! += corners[i]!.w[j]! / n
  const along = (t: number) => at(centre.map((c, j) => c + t * (worst.w[j]! - c)))
  const kept = corners.slice(0, n)
  const reflected = along(-1)
  if (reflected.value < corners[0]!.value) {
    const expanded = along(-(1 + 2 / n))
    return [...kept, expanded.value < reflected.value ? expanded : reflected]
  }
  if (reflected.value < corners[n - 1]!.value) return [...kept, reflected]
  const squeeze = n > 1 ? 0.75 - 1 / (2 * n) : 0.5
  const contracted = along(reflected.value < worst.value ? -squeeze : squeeze)
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...kept, contracted]
  const shrink = n > 1 ? 1 - 1 / n : 0.5
  return corners.map((corner, i) => (i ? at(corners[0]!.w.map((b, j) => b + shrink * (corner.w[j]! - b))) : corner))
}
