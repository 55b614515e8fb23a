import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { MethodName } from '@rapport/vocabulary/insights/methods.ts'
import type { Compared, Measures, Report } from '@rapport/vocabulary/insights/report.ts'

/** From what can be read at a glance to what has to be believed. */
const simplicity: readonly (readonly MethodName[])[] = [
  ['regression', 'linear', 'logistic'],
  ['tree'],
  ['svm'],
  ['forest'],
  ['boosting'],
  ['mlp'],
]

const rankOf = (name: string): number => simplicity.findIndex((names) => names.some((one) => one === name))

const told = ({ name, label }: Compared): { name: string; label: Label } => ({ name, label })

/** A method with its measures on each fold; all methods have the same folds. */
export type Tried = Compared & { readonly folds: readonly Measures[] }

export interface Choice {
  readonly won: Compared
  readonly rule: NonNullable<Report['chosen']['rule']>
}

/** A chance that is far off does harm, however well it ranks: where answers are chances, these count besides. Less is better. */
const errorsOf: { readonly [measure: string]: string | undefined } = { auc: 'brier', accuracy: 'logLoss' }

/** How far a method lies behind the best, and the standard error of that, fold by fold. */
function behind(best: Tried, one: Tried, measure: string, sign: 1 | -1 = 1): { by: number; error: number } {
  const gaps = best.folds.flatMap((fold, f) => {
    const gap = sign * ((fold[measure] ?? Number.NaN) - (one.folds[f]?.[measure] ?? Number.NaN))
    return Number.isNaN(gap) ? [] : [gap]
  })
  const by = gaps.reduce((a, b) => a + b, 0) / Math.max(1, gaps.length)
  const variance = gaps.reduce((sum, gap) => sum + (gap - by) ** 2, 0) / Math.max(1, gaps.length - 1)
  return { by, error: Math.sqrt(variance / Math.max(1, gaps.length)) }
}

function isAsSure(best: Tried, one: Tried, measure: string): boolean {
  const off = errorsOf[measure]
  if (off === undefined) return true
  const { by, error } = behind(best, one, off, -1)
  return by <= error
}

/**
 * The simplest method among those that cross-validation cannot tell from the best: not further behind than one standard error of
 * the difference, neither in the measure nor, where answers are chances, in how far these lie off. As all methods have the same folds, the difference is what varies by chance, and not how hard a fold is. Of methods
 * that are equally simple the better one. Source: Breiman and others 1984, section 3.4.3; with the error of the difference: Yates and
 * others 2023.
 */
export function simplestOfBest(tried: readonly Tried[], measure: string): Choice {
  const scoreOf = (one: Compared) => one.mean[measure] ?? -Infinity
  const able = tried.filter((one) => !one.failure).sort((a, b) => scoreOf(b) - scoreOf(a))
  // Where nothing could be fitted, whoever fits next says why.
  const best = able[0] ?? tried[0]!
  const close = able
    .map((one) => ({ one, ...behind(best, one, measure) }))
    .filter(({ one, by, error }) => one === best || (by <= error && isAsSure(best, one, measure)))
  const [first] = close.sort((a, b) => rankOf(a.one.name) - rankOf(b.one.name) || scoreOf(b.one) - scoreOf(a.one))
  const { one: won, by, error } = first ?? { one: best, by: 0, error: 0 }
  const rule = { measure, best: told(best), mean: scoreOf(best), by, error, within: close.map(({ one }) => told(one)) }
  return { won, rule }
}
