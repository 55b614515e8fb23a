import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { Refusal, refuse } from '@rapport/vocabulary/define/refusal.ts'
import { Problem } from '../errors.ts'

/** What a body may hold: the same fields, with the same checks, as records have. */
export type Body = { readonly [name: string]: Field }

type ValueOf<T> = T extends Field<infer V, infer R> ? (R extends true ? V : V | null | undefined) : never
export type BodyOf<B extends Body> = { readonly [K in keyof B]: ValueOf<B[K]> }

const required = refuse('required', 'must be given', '必须填写')
const unknown = refuse('unknown_field', 'is not known here', '此处没有该字段')

const checkField = (field: Field, value: unknown): unknown => {
  if (value === undefined || value === null || value === '') return field.required ? required : (field.default ?? null)
  return kindOf(field).check(value, field)
}

/** The problem that names every wrong field, in both languages. */
const refusalsProblem = (wrong: ReadonlyMap<string, Refusal>): Problem => {
  const named = [...wrong].map(([name, { say }]) => `${name} ${say.en}`)
  const fields = Object.fromEntries([...wrong].map(([name, { code, say }]) => [name, { code, detail: say }]))
  return new Problem('invalid', `The body is not right: ${named.join('; ')}.`, { fields })
}

/** The values of a body, each checked by its kind; every mistake is told at once. */
export const readBody = <B extends Body>(fields: B, given: unknown): BodyOf<B> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Problem('invalid', 'The body must be a JSON object.', { fields: {} })
  const wrong = new Map<string, Refusal>()
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(given)) if (!Object.hasOwn(fields, name)) wrong.set(name.slice(0, 60), unknown)
  for (const [name, field] of Object.entries(fields)) {
    const value = checkField(field, Object.hasOwn(given, name) ? (given as Record<string, unknown>)[name] : undefined)
    if (value instanceof Refusal) wrong.set(name, value)
    else values[name] = value
  }
  if (wrong.size > 0) throw refusalsProblem(wrong)
  return values as BodyOf<B>
}

const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })

/** The JSON Schema of such a body. */
export const bodySchema = (fields: Body): Schema => {
  const needed = Object.keys(fields).filter((name) => fields[name]!.required)
  return {
    type: 'object',
    additionalProperties: false,
    ...(needed.length > 0 && { required: needed }),
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const schema = { ...kindOf(field).schema(field), description: field.help?.en ?? field.label.en }
        return [name, field.required ? schema : nullable(schema)]
      }),
    ),
  }
}
