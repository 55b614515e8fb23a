import type { Label } from '@rapport/vocabulary/define/label.ts'

/** A row of a file as text, before anything is made of it. `line` is what the person sees in the file: line, sheet row or card. */
export interface RawRow {
  readonly line: number
  readonly cells: readonly string[]
  /** Why the row cannot be read at all; it is refused with this sentence, and the rest of the file goes on. */
  readonly problem?: Label
}

/** Text past this length in one row is a mistake of the file, such as a quote that is never closed. */
export const LONGEST_ROW = 1_000_000

/** A file that cannot be imported as a whole; found before anything is written. */
export class BrokenFile extends Error {
  readonly say: Label
  constructor(en: string, zh: string) {
    super(en)
    this.name = 'BrokenFile'
    this.say = { en, zh }
  }
}
