import { isDeepStrictEqual } from 'node:util'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Family } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'

/** Amounts are the same whatever zeros follow: "12.5" is "12.5000". */
const digits = (value: unknown): string => {
  const text = String(value)
  return text.includes('.') ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : text
}

const forms: { readonly [F in Family]?: (value: unknown) => unknown } = {
  decimal: digits,
  instant: (value) => Date.parse(String(value)),
  ids: (value) => [...(value as string[])].sort(),
}

/** Whether two values of a field are the same to a person, so that writing one over the other is no change. */
export function sameValue(field: Field, a: unknown, b: unknown): boolean {
  const [one, other] = [a ?? null, b ?? null]
  if (one === null || other === null) return one === other
  const form = forms[kindOf(field).family]
  return form ? isDeepStrictEqual(form(one), form(other)) : isDeepStrictEqual(one, other)
}
