import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { TaskKind } from '@rapport/vocabulary/insights/report.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'

/** How a field is predicted: as what, from which expression, and how an answer becomes a value of its score. */
export interface FieldKind {
  readonly task: TaskKind
  readonly labels: readonly string[]
  readonly sql: Sql
  readonly show: (answer: number, labels: readonly string[]) => string | number
  /** The kind of the field that holds the answers. */
  readonly score: Pick<Field, 'kind' | 'choices' | 'currency'>
}

const rounded = (value: number): number => Math.round(value * 100) / 100

/** Yes and no, choices, numbers and amounts can be predicted; dates as days after the record was made. */
export function predictable(
  field: Field,
  name: string,
  asked: { readonly wanted?: string; readonly hours?: boolean } = {},
): FieldKind {
  const column = sql`c.${sql.id(name)}`
  const { family } = kindOf(field)
  const chance = (answer: number) => Math.round(answer * 1000) / 10
  if (asked.wanted !== undefined)
    return {
      task: 'yes_no',
      labels: ['no', 'yes'],
      sql: sql`(${column} = ${asked.wanted})::int`,
      show: chance,
      score: { kind: 'percent' },
    }
  if (asked.hours)
    return {
      task: 'number',
      labels: [],
      sql: sql`extract(epoch from ${column} - c.created_at) / 3600`,
      show: (answer) => Math.max(0, rounded(answer)),
      score: { kind: 'number' },
    }
  if (family === 'boolean')
    return {
      task: 'yes_no',
      labels: ['no', 'yes'],
      sql: sql`(${column})::int`,
      show: chance,
      score: { kind: 'percent' },
    }
  if (field.choices && family === 'text') {
    const labels = Object.keys(field.choices)
    return {
      task: 'choice',
      labels,
      sql: column,
      show: (answer, said) => said[answer]!,
      score: { kind: 'choice', choices: field.choices },
    }
  }
  if (family === 'number') return { task: 'number', labels: [], sql: column, show: rounded, score: { kind: 'number' } }
  if (family === 'decimal') return { task: 'number', labels: [], sql: column, show: rounded, score: { kind: 'money' } }
  if (family === 'date' || family === 'instant')
    return {
      task: 'number',
      labels: [],
      sql: sql`extract(epoch from ${column}::timestamptz - c.created_at) / 86400`,
      show: rounded,
      score: { kind: 'number' },
    }
  throw new Problem(
    'invalid',
    `"${field.label.en}" cannot be predicted: choose a field of yes and no, a choice, a number or a date.`,
  )
}
