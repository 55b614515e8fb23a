import { defineJob } from '../jobs/define.ts'

/** Loads the sample company in the background, once. It is not begun a second time: what stands already would stand twice. */
export const sampleJob = defineJob<{ person: string }>('sample', { retries: 0 })
