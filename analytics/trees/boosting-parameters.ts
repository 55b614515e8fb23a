import { integer_, list_, nullable_, number_, type Values } from '../params.ts'

/** Parameters of gradient boosting. */
export const boostingParameters = {
  rounds: integer_({ default: 300, min: 1, max: 10000, help: 'trees for each output, at most' }),
  learningRate: nullable_(number_({ default: 0.1, above: 0, max: 1 }), {
    default: null,
    help: 'share of each tree that is added; null: 0.03 up to 30,000 rows, growing with their root to 0.1',
  }),
  leaves: nullable_(integer_({ default: 15, min: 2, max: 4096 }), {
    default: null,
    help: 'leaves of a tree, at most; null: 15 below 50,000 rows, else 31',
  }),
  depth: nullable_(integer_({ default: 1, min: 1 }), {
    default: null,
    help: 'depth of a tree, at most; null: no limit',
  }),
  minLeaf: integer_({ default: 20, min: 1, help: 'rows in a leaf, at least' }),
  l2: number_({ default: 1, min: 0, help: 'shrinks leaf values' }),
  minGain: number_({ default: 0, min: 0, help: 'gain of a split, at least' }),
  bins: integer_({ default: 255, min: 2, max: 255, help: 'bins of a number column, at most' }),
  rowShare: number_({ default: 0.8, above: 0, max: 1, help: 'share of rows drawn for each tree' }),
  columnShare: number_({ default: 0.8, above: 0, max: 1, help: 'share of columns drawn for each tree' }),
  patience: nullable_(integer_({ default: 1, min: 1 }), {
    default: null,
    help: 'stop after so many rounds without better log loss or squared error on held-back rows; null: never',
  }),
  validationShare: number_({ default: 0.1, above: 0, below: 1, help: 'share of rows held back when patience is set' }),
  categorical: list_(integer_({ default: 0, min: 0 }), { default: [], help: 'columns that hold category codes' }),
  monotone: list_(integer_({ default: 0, min: -1, max: 1 }), {
    default: [],
    help: 'for each column: 1 the answer may only rise with it, −1 only fall, 0 free',
  }),
}

/** Values of {@link boostingParameters} with what depends on the number of rows filled in. */
export type BoostingValues = Values<typeof boostingParameters> & {
  readonly learningRate: number
  readonly leaves: number
}

/** Fills in what was left to the number of rows. */
export function forRows(values: Values<typeof boostingParameters>, rows: number): BoostingValues {
  const learningRate = values.learningRate ?? Math.min(0.1, Math.max(0.03, 0.03 * Math.sqrt(rows / 30000)))
  return { ...values, learningRate, leaves: values.leaves ?? (rows < 50000 ? 15 : 31) }
}
