import type { Label } from '@rapport/vocabulary/define/label.ts'

/** What a run answers when it could not do what it was asked: why, for people. */
export interface Refusal {
  readonly refusal: Label
}

export const isRefusal = (output: object | null | undefined): output is Refusal =>
  output !== null && output !== undefined && 'refusal' in output
