import type { Field } from './field.ts'
import type { Operand, Positive } from './filter-check.ts'
import { parseMoment, parsePeriod } from './filter-moment.ts'
import type { Operator } from './kind.ts'
import { kindOf } from './kinds/index.ts'
import { quoted, Refusal, refuse } from './refusal.ts'

const mostOperands = 2_000
const listed = new Set<Operator>(['in', 'has_any', 'has_all'])

/** The values of a comparison as they are kept: one, a list for the operators that take one, or none for `not_empty`. */
export function checkOperands(op: Positive, value: unknown, field: Field): readonly Operand[] | Refusal {
  if (op === 'not_empty') return []
  if (op === 'within') return checkPeriod(value)
  if (!listed.has(op)) {
    const one = checkOperand(op, value, field)
    return one instanceof Refusal ? one : [one]
  }
  if (!Array.isArray(value))
    return refuse(
      'type',
      `${op} takes a list of values, not ${quoted(value)}`,
      `${op} 需要值的列表，而不是${quoted(value)}`,
    )
  if (value.length > mostOperands)
    return refuse('too_long', `A list in a filter has at most ${mostOperands} values`, `列表最多 ${mostOperands} 个值`)
  const operands: Operand[] = []
  for (const item of value) {
    const one = checkOperand(op, item, field)
    if (one instanceof Refusal) return one
    operands.push(one)
  }
  return operands
}

/** Bounds of a field hold for what is kept, not for what one may ask. */
const unbounded = (field: Field): Field => ({ ...field, min: undefined, max: undefined, pattern: undefined })

function checkOperand(op: Positive, value: unknown, field: Field): Operand | Refusal {
  const kind = kindOf(field)
  const { family } = kind
  if ((family === 'id' || family === 'ids') && value === 'me') return { relative: 'me' }
  if ((family === 'date' || family === 'instant') && typeof value === 'string') {
    const moment = parseMoment(value, family)
    if (moment) return { relative: value }
  }
  if (op === 'contains' || op === 'starts') return checkPiece(value)
  const single = family === 'ids' || family === 'texts' || family === 'entries'
  const checked = kind.check(single ? [family === 'entries' ? { value } : value] : value, unbounded(field))
  if (checked instanceof Refusal) return checked
  if (family === 'entries') return { fixed: (checked as { value: string }[])[0]!.value }
  return { fixed: single ? (checked as string[])[0] : checked }
}

function checkPeriod(value: unknown): readonly Operand[] | Refusal {
  if (typeof value === 'string' && parsePeriod(value)) return [{ relative: value }]
  return refuse(
    'format',
    `must be a period such as today, this_month, last_week, next_quarter, last_90d or next_2w, not ${quoted(value)}`,
    `必须是 today、this_month、last_week、next_quarter、last_90d、next_2w 之类的时段，而不是${quoted(value)}`,
  )
}

function checkPiece(value: unknown): Operand | Refusal {
  if (
    typeof value !== 'string' ||
    value === '' ||
    value.length > 1_000 ||
    value.includes('\0') ||
    !value.isWellFormed()
  )
    return refuse(
      'type',
      `must be a text of 1 to 1,000 characters, not ${quoted(value)}`,
      `必须是 1 到 1,000 个字符的文本，而不是${quoted(value)}`,
    )
  return { fixed: value }
}
