import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Family } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'

const special = /[\\\t\n\r]/
const names: { readonly [character: string]: string } = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A text as COPY reads it. */
export const escaped = (text: string): string =>
  special.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => names[character]!) : text

const item = (value: unknown): string => {
  const text = String(value)
  return text.includes('"') || text.includes('\\') ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}

const listed = (values: readonly unknown[]): string => {
  let text = '{'
  for (const value of values) text += text === '{' ? item(value) : `,${item(value)}`
  return `${text}}`
}

/** An array of texts or ids as COPY reads it. */
export const arrayText = (values: readonly unknown[] | null | undefined): string =>
  values === null || values === undefined ? '\\N' : escaped(listed(values))

/** An array of numbers as COPY reads it. */
export const numbersText = (values: readonly number[] | null): string =>
  values === null ? '\\N' : `{${values.join()}}`

type Writer = (value: unknown) => string

const ofFamily = (family: Family): Writer => {
  if (family === 'text') return (value) => escaped(value as string)
  if (family === 'entries' || family === 'json') return (value) => escaped(JSON.stringify(value))
  return (value) => (Array.isArray(value) ? arrayText(value) : String(value))
}

/** How values of a field are written for COPY. */
export const copyWriter = (field: Field): Writer => {
  const write = ofFamily(kindOf(field).family)
  return (value) => (value === null || value === undefined ? '\\N' : write(value))
}

/** Texts gathered into chunks of a size that COPY takes well. */
export function* chunked(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += line
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

export async function* asStream(chunks: Iterable<string>): AsyncGenerator<string> {
  yield* chunks
}
