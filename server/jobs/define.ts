/** How often a job is tried and how long it may be silent. All of it is data; the work is given to `jobs.handle`. */
export interface JobOptions {
  /** Tries after the first that failed; the pause between them doubles from one second to five minutes. */
  readonly retries?: number
  /** A process that dies is noticed after so long; then another takes the job over. */
  readonly silentSeconds?: number
  /** A single run takes at most so long. */
  readonly mostSeconds?: number
  /** How many run at once in one process. */
  readonly atOnce?: number
}

/** A verb run later. `Data` is what it is told; it must survive JSON. */
export interface JobDefinition<Data extends object> extends JobOptions {
  readonly name: string
  /** For the compiler only; never set. */
  readonly __data?: Data
}

const legal = /^[a-z][a-z0-9_]{0,49}$/

/** `const runImport = defineJob<{ import: string }>('run_import', { retries: 20 })` */
export const defineJob = <Data extends object>(name: string, options: JobOptions = {}): JobDefinition<Data> => {
  if (!legal.test(name)) throw new TypeError(`The job "${name}" must be named in lower case letters, digits and _.`)
  return { name, ...options }
}

/** One run of a job, as its function sees it. */
export interface Run {
  readonly id: string
  /** 0 on the first try. */
  readonly attempt: number
  /** Aborts when the server stops or the run has taken too long: leave off at the next safe point by throwing. */
  readonly signal: AbortSignal
}

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

export interface JobReport {
  readonly id: string
  readonly name: string
  readonly state: JobState
  readonly created_at: string
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly attempts: number
  /** What the function answered, or why it failed. */
  readonly output: unknown
}
