import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { MethodName } from '@rapport/vocabulary/insights/methods.ts'
import type { Compared, Report } from './report.ts'

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

export interface Choice {
  readonly won: Compared
  readonly rule: NonNullable<Report['chosen']['rule']>
}

/**
 * The simplest method among those that cross-validation cannot tell from the best: within one standard error of its mean over the
 * folds (Breiman and others 1984, section 3.4.3). Of methods that are equally simple the better one.
 */
export function simplestOfBest(compared: readonly Compared[], measure: string, folds: number): Choice {
  const able = compared.filter((one) => !one.failure)
  const scoreOf = (one: Compared) => one.mean[measure] ?? -Infinity
  const [best] = [...able].sort((a, b) => scoreOf(b) - scoreOf(a))
  // Nothing could be fitted: whoever fits next says why.
  if (!best) return { won: compared[0]!, rule: { measure, best: told(compared[0]!), mean: 0, error: 0, within: [] } }
  const mean = scoreOf(best)
  const error = (best.deviation[measure] || 0) / Math.sqrt(folds)
  const within = able.filter((one) => scoreOf(one) >= mean - error)
  const [won] = within.sort((a, b) => rankOf(a.name) - rankOf(b.name) || scoreOf(b) - scoreOf(a))
  return { won: won ?? best, rule: { measure, best: told(best), mean, error, within: within.map(told) } }
}
