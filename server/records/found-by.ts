import type { Compare } from '@rapport/vocabulary/define/filter-check.ts'
import { lowered } from '../database/schema/column.ts'
import { trigramKey } from '../database/schema/trigrams.ts'
import { type Sql, sql } from '../database/sql.ts'
import { tokensOfMiddle, tokensOfStart } from './search-tokens.ts'
import { operand, type Slot } from './template.ts'

/*
 * Indexes know the beginnings of words and runs of three letters. Neither says for certain that a text begins with or contains
 * another, but either leaves few rows where that has to be looked at.
 */

/** Kinds whose words are filed for search just as they stand in the value. */
const filedAsWritten = new Set(['text', 'code', 'email', 'emails'])

const fixedText = ({ operands: [first] }: Compare): string | undefined =>
  first && 'fixed' in first ? String(first.fixed) : undefined

const tokensIn = (op: string, text: string): readonly number[] =>
  op === 'starts' ? tokensOfStart(text) : op === 'contains' ? tokensOfMiddle(text) : []

function tokensOf(node: Compare): readonly number[] {
  const text = fixedText(node)
  return text === undefined || !node.field.search || !filedAsWritten.has(node.field.kind) ? [] : tokensIn(node.op, text)
}

/** Letters of other scripts are no letters to the index in every locale. */
const threeLetters = /[a-z0-9]{3}/i
/** What stands in JSON just as it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON writes them otherwise
const bare = /^[^"\\\x00-\x1f]*$/

const byTrigrams = (node: Compare): boolean => {
  const text = fixedText(node)
  return (
    node.op === 'contains' &&
    text !== undefined &&
    threeLetters.test(text) &&
    trigramKey(node.field, sql.empty) !== undefined &&
    (node.family === 'text' || bare.test(text))
  )
}

/** The part of a shape's name that says what a comparison is found by. */
export const foundShape = (node: Compare): string =>
  `${tokensOf(node).length > 0 ? ' by tokens' : ''}${byTrigrams(node) ? ' by trigrams' : ''}`

const escaped = (text: Sql): Sql => sql`replace(replace(replace(${text}, '\\', '\\\\'), '%', '\\%'), '_', '\\_')`

/** Conditions that an index answers and that hold wherever the comparison holds. */
export function foundBy(node: Compare, column: Sql, at: Sql, index: number): Sql[] {
  const tokens: Slot = (run) => tokensIn(node.op, String(run.operands[index]))
  const text = escaped(lowered(sql`${operand(index)}::text`))
  return [
    ...(tokensOf(node).length > 0 ? [sql`${at}.search @> ${tokens}::int4[]`] : []),
    ...(byTrigrams(node) ? [sql`${trigramKey(node.field, column)} like '%' || ${text} || '%'`] : []),
  ]
}
