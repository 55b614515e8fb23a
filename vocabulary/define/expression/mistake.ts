import type { Label } from '../label.ts'

/** What is wrong with an expression: where it stands in the text, and what would be right. */
export class Mistake {
  /** Place of the first wrong character, counted from 0. */
  readonly at: number
  readonly length: number
  readonly say: Label
  constructor(at: number, length: number, en: string, zh: string) {
    this.at = at
    this.length = Math.max(1, length)
    this.say = { en, zh }
  }
}

/** Where a part of an expression stands in its text. */
export interface Place {
  readonly at: number
  readonly length: number
}

/** A mistake at a place. Thrown inside the room of expressions, and caught at its door. */
export const mistake = ({ at, length }: Place, en: string, zh: string): Mistake => new Mistake(at, length, en, zh)
