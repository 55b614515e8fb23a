/** What a version said of the cases of a month before they were known, and what came. */
export interface Watched {
  /** The number of the version. */
  readonly number: number
  /** YYYY-MM */
  readonly month: string
  readonly rows: number
  readonly said: number
  readonly came: number
  /** Ends of the 95 % interval of a share that came; null for numbers. */
  readonly low: number | null
  readonly high: number | null
}
