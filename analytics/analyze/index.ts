export { type AnalyzeOptions, analyze } from './analyze.ts'
export { renderReport } from './render.ts'
export type { Baseline, ColumnNote, Comparison, Report } from './report.ts'
