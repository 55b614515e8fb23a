/** Every way in which the library says no, with what it means. The list is closed: a new refusal is a new line here. */
export const analyticsErrorCodes = {
  illegal_parameter: 'a parameter has a value that is not legal',
  unknown_parameter: 'a parameter that the model does not have',
  wrong_shape: 'sizes that do not fit together',
  missing_value: 'a missing value where the model needs a number',
  not_finite: 'an infinite value, or a missing one in the answer or the weights',
  too_few_rows: 'not enough rows for the question',
  one_class: 'only one class to learn from',
  bad_input: 'input that cannot be read as what it should be',
  unknown_column: 'a column that the table does not have',
  not_positive_definite: 'a matrix that cannot be factorised',
  infeasible: 'no solution keeps all the conditions',
  unbounded: 'the objective can improve without end',
  not_converged: 'the iterations ended before the answer was good',
  cancelled: 'the caller stopped the work',
  wrong_model: 'stored data that belongs to another model',
  newer_version: 'stored data written by a newer version of the library',
  malformed: 'stored data that is damaged',
} as const

/** Code of an {@link AnalyticsError}. */
export type AnalyticsErrorCode = keyof typeof analyticsErrorCodes

/**
 * The one error this library throws on purpose: a code for programs and one sentence for people that says what is wrong,
 * where, and what would be right.
 *
 * @example
 * try { logisticRegression.fit({ x, y, l2: -1 }) } catch (error) { if (error instanceof AnalyticsError) error.message }
 */
export class AnalyticsError extends Error {
  readonly code: AnalyticsErrorCode

  constructor(code: AnalyticsErrorCode, sentence: string) {
    super(sentence)
    this.name = 'AnalyticsError'
    this.code = code
  }
}

/**
 * Throws an {@link AnalyticsError}; usable as an expression: `column ?? refuse('unknown_column', '…')`.
 * @example
 * try { refuse('bad_input', 'Nothing to learn from.') } catch (error) { error.code }
 */
export function refuse(code: AnalyticsErrorCode, sentence: string): never {
  throw new AnalyticsError(code, sentence)
}
