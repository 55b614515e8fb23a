import { type Kind, share } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, refuse } from '../refusal.ts'

const yes = new Set(['yes', 'y', 'true', 't', '1', 'x', 'on', '✓', '✔', '是', '对', '真', '有'])
const no = new Set(['no', 'n', 'false', 'f', '0', 'off', '✗', '✘', '否', '不', '假', '无', '没有'])

/** Yes or no. */
export const boolean: Kind<boolean> = {
  name: 'boolean',
  label: label('Yes or no', '是或否'),
  family: 'boolean',
  type: () => 'boolean',
  schema: () => ({ type: 'boolean' }),
  operators: ['eq', 'ne', 'empty', 'not_empty'],
  aggregates: ['count'],
  sortable: true,
  check: (value) =>
    typeof value === 'boolean'
      ? value
      : refuse('type', `must be true or false, not ${quoted(value)}`, `必须是 true 或 false，而不是${quoted(value)}`),
  read: (given) => {
    const word = given.trim().toLowerCase()
    if (yes.has(word)) return true
    if (no.has(word)) return false
    return refuse('format', `${quoted(given)} is neither yes nor no`, `${quoted(given)} 既不是“是”也不是“否”`)
  },
  show: (value, _field, locale) => (locale === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No'),
  guess: (texts) => 0.85 * share(texts, (one) => yes.has(one.trim().toLowerCase()) || no.has(one.trim().toLowerCase())),
}
