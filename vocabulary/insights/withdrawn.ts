/** What a version learned from that may not be learned from any more: its model is to be retrained. */
export interface Withdrawn {
  /** Erased for ever, or of customers who refused profiling since. */
  readonly records: number
  readonly rows: number
  /** The first of them, ISO. */
  readonly since: string
}
