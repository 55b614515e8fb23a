import { defineJob } from '../../jobs/define.ts'

/** Runs or undoes an import in the background. A server that stops in the middle leaves it to the next. */
export const importJob = defineJob<{ import: string; what: 'run' | 'undo' }>('import', { retries: 20, atOnce: 1 })
