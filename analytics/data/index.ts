export { binner } from './bin.ts'
export { type CsvOptions, parseCsv } from './csv.ts'
export { type ColumnKind, guessKind, missingTexts, parseDate } from './csv-types.ts'
export { datePartNames, dateParts } from './date-parts.ts'
export { type ColumnSummary, clipOutliers, describe, missingPatterns, outliers } from './describe.ts'
export { encodingOf, toUtf8 } from './encoding.ts'
export { features } from './features.ts'
export { imputer } from './impute.ts'
export {
  type FittedPipeline,
  fitPipeline,
  learn,
  type PipelineModel,
  pipelineFromJSON,
  type Recipe,
  type Task,
} from './pipeline.ts'
export { quantileScaler, scaler } from './scale.ts'
export * from './split.ts'
export * from './table.ts'
export { type Answers, answersOf } from './target.ts'
export { outOfFoldMeans, targetEncoder } from './target-encode.ts'
export { hashTexts, tfidf } from './tfidf.ts'
export { termsOf, words } from './tokens.ts'
