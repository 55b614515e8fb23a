import { refuse } from '../errors.ts'
import { type Matrix, takeRows } from '../matrix.ts'
import type { Fitted, FittedClassifier, Progress } from '../model.ts'
import { decode, encode, type Json } from '../serialise.ts'

/** Rows, the 0/1 answer and whether the row was treated (1) or not (0). */
export type TreatedRows = { readonly x: Matrix; readonly y: ArrayLike<number>; readonly treated: ArrayLike<number> }

/** What the uplift models need of a learner: any classifier (two models) or regressor (transformed outcome) of the library. */
export type Learner<F> = {
  readonly name: string
  fit(data: { x: Matrix; y: ArrayLike<number>; seed?: number } & Progress): F
  fromJSON(json: unknown): F
}

/** A fitted uplift model: `predict` gives what treatment adds to the chance of the answer 1, for each row. */
export type FittedUplift = { readonly model: string; predict(x: Matrix): Float64Array; toJSON(): Json }

/**
 * Uplift by two models: P(1 | x, treated) − P(1 | x, not treated), each learned on its own rows. Works with any
 * classifier; parameters other than the defaults are bound with `{ ...learner, fit: (d) => learner.fit({ ...d, l2: 5 }) }`.
 *
 * @throws AnalyticsError `wrong_shape`, `bad_input`, `too_few_rows`, and those of the learner.
 * Source: Radcliffe, Surry, "Differential response analysis", 1999.
 * @example
 * const model = twoModelUplift(logisticRegression).fit({ x, y, treated })
 * model.predict(x) // largest where the message helps most
 */
export function twoModelUplift(learner: Learner<FittedClassifier>) {
  const wake = (withIt: FittedClassifier, without: FittedClassifier): FittedUplift => ({
    model: 'two_model_uplift',
    predict: (x) => {
      const [a, b] = [chanceOfOne(withIt, x), chanceOfOne(without, x)]
      return a.map((chance, i) => chance - b[i]!)
    },
    toJSON: () => ({
      model: 'two_model_uplift',
      version: 1,
      learner: learner.name,
      parts: [withIt.toJSON(), without.toJSON()],
    }),
  })
  return {
    name: 'two_model_uplift',
    fit(rows: TreatedRows, options: { seed?: number } & Progress = {}): FittedUplift {
      checkTreated(rows)
      const part = (wanted: number) => {
        const chosen = rowsWhere(rows, wanted)
        return learner.fit({ x: takeRows(rows.x, chosen), y: Float64Array.from(chosen, (i) => rows.y[i]!), ...options })
      }
      return wake(part(1), part(0))
    },
    fromJSON(json: unknown): FittedUplift {
      const [withIt, without] = partsOf(json, 'two_model_uplift', learner.name, 2)
      return wake(learner.fromJSON(withIt), learner.fromJSON(without))
    },
  }
}

/**
 * Uplift by the transformed outcome z = y (w − e) / (e (1 − e)), whose mean given x is the uplift when treatment w was
 * drawn at random with chance e; any regressor learns it. Unbiased, but noisier than two models when answers are rare.
 *
 * @throws AnalyticsError `wrong_shape`, `bad_input`, `too_few_rows`, and those of the learner.
 * Source: Athey, Imbens, "Machine learning methods for estimating heterogeneous causal effects", 2015.
 * @example
 * transformedOutcomeUplift(linearRegression).fit({ x, y, treated }).predict(x)
 */
export function transformedOutcomeUplift(learner: Learner<Fitted>) {
  const wake = (fitted: Fitted, chance: number): FittedUplift => ({
    model: 'transformed_outcome_uplift',
    predict: (x) => fitted.predict(x),
    toJSON: () => {
      const parts = [fitted.toJSON(), encode(chance)]
      return { model: 'transformed_outcome_uplift', version: 1, learner: learner.name, parts }
    },
  })
  return {
    name: 'transformed_outcome_uplift',
    fit(rows: TreatedRows, options: { seed?: number } & Progress = {}): FittedUplift {
      checkTreated(rows)
      const chance = rowsWhere(rows, 1).length / rows.x.rows
      const z = Float64Array.from(
        { length: rows.x.rows },
        (_, i) => (rows.y[i]! * (rows.treated[i]! - chance)) / (chance * (1 - chance)),
      )
      return wake(learner.fit({ x: rows.x, y: z, ...options }), chance)
    },
    fromJSON(json: unknown): FittedUplift {
      const [fitted, chance] = partsOf(json, 'transformed_outcome_uplift', learner.name, 2)
      return wake(learner.fromJSON(fitted), decode(chance) as number)
    },
  }
}

function chanceOfOne(model: FittedClassifier, x: Matrix): Float64Array {
  const k = model.classes.length
  const one = model.classes.indexOf(1)
  const all = model.predictProbability(x)
  return Float64Array.from({ length: x.rows }, (_, i) => (one < 0 ? 0 : all[i * k + one]!))
}

function rowsWhere({ treated }: TreatedRows, wanted: number): Int32Array {
  return Int32Array.from({ length: treated.length }, (_, i) => i).filter((i) => treated[i] === wanted)
}

function checkTreated(rows: TreatedRows): void {
  const { x, y, treated } = rows
  if (y.length !== x.rows || treated.length !== x.rows) {
    refuse('wrong_shape', `There are ${x.rows} rows but ${y.length} answers and ${treated.length} entries of treated.`)
  }
  for (const [name, column] of Object.entries({ y, treated })) {
    const bad = Array.from(column).findIndex((value) => value !== 0 && value !== 1)
    if (bad >= 0) refuse('bad_input', `Row ${bad} has ${name} ${column[bad]}; give 0 or 1.`)
  }
  const [yes, no] = [rowsWhere(rows, 1).length, rowsWhere(rows, 0).length]
  if (yes < 2 || no < 2) refuse('too_few_rows', `Uplift needs treated and untreated rows; there are ${yes} and ${no}.`)
}

function partsOf(json: unknown, model: string, learner: string, count: number): unknown[] {
  const stored = (typeof json === 'string' ? JSON.parse(json) : json) as { [key: string]: unknown } | null
  if (stored?.model !== model) refuse('wrong_model', `Stored data belongs to ${stored?.model}, not to ${model}.`)
  if (stored?.version !== 1)
    refuse('newer_version', `${model} reads stored version 1 but was given version ${stored?.version}.`)
  if (stored?.learner !== learner)
    refuse('wrong_model', `Stored data was learned by ${stored?.learner}, not by ${learner}.`)
  const parts = stored?.parts
  return Array.isArray(parts) && parts.length === count
    ? parts
    : refuse('malformed', `Stored data of ${model} is damaged.`)
}
