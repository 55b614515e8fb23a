/** The analysis of a file, for the command line: it needs neither a database nor records. */
export { analyze as analyzeFile, renderReport } from '@rapport/analytics/analyze/index.ts'
export { AnalyticsError } from '@rapport/analytics/errors.ts'
