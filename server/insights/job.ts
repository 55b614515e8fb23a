import { defineJob } from '../jobs/define.ts'

/** One piece of analytic work; the record `insight_run` says which. One at a time in each process: it fills the processor. */
export const insightJob = defineJob<{ run: string }>('insight', { retries: 2, atOnce: 1 })

/** Every night: scores are brought up to the day, and models whose data have changed learn anew. */
export const insightNightJob = defineJob<object>('insight_night')
export const insightNight = '30 2 * * *'

/** Every minute: models of words answer for what has come in. */
export const insightArrivalJob = defineJob<object>('insight_arrival')
export const insightArrival = '* * * * *'
