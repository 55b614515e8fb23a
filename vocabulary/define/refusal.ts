import type { Label } from './label.ts'

/**
 * A value that a kind would not take: which rule it broke, and a sentence for the person who gave it.
 * `code` is closed (see {@link refusalCodes}); `say` names what was given and what would be right.
 */
export class Refusal {
  readonly code: RefusalCode
  readonly say: Label
  constructor(code: RefusalCode, say: Label) {
    this.code = code
    this.say = say
  }
}

export const refusalCodes = [
  'required',
  'type',
  'format',
  'too_long',
  'too_small',
  'too_large',
  'unknown_choice',
  'unknown_field',
  'read_only',
  'not_unique',
  'not_found',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal from its code and its sentence in both languages. */
export const refuse = (code: RefusalCode, en: string, zh: string): Refusal => new Refusal(code, { en, zh })

/** A value as it may stand in a sentence: short, on one line, in quotes. */
export const quoted = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}”`.replace(/\s+/g, ' ')
}
