import { defineJob } from '../../jobs/define.ts'

/** Works out derived fields of a large object for the records that stand. */
export const recountJob = defineJob<{ object: string }>('recount', { retries: 20 })

/** Every night: what lay too long in the trash of definitions goes, and formulas that know the day are worked out anew. */
export const nightlyDesignJob = defineJob<object>('design_nightly')
export const nightlyDesignTime = '2 0 * * *'
