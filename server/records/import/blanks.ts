/** Words that stand for nothing in any column. Compared in lower case without surrounding space. */
const always = new Set([
  '-',
  '--',
  '---',
  '–',
  '—',
  '.',
  '..',
  '...',
  '/',
  '\\',
  '?',
  '??',
  '???',
  '*',
  '_',
  "'",
  '""',
  "''",
  'n/a',
  'n.a.',
  'n.a',
  '#n/a',
  '#null!',
  '#ref!',
  '#value!',
  '#name?',
  '#div/0!',
  '#num!',
  'n/d',
  'n.d.',
  'select',
  '- select -',
  '--select--',
  '-- select --',
  'please select',
  'select one',
  'select...',
  'choose',
  'please choose',
  '(none)',
  '<none>',
  '[none]',
  '(null)',
  '<null>',
  '(blank)',
  '(empty)',
  '(not set)',
  'not set',
  'not specified',
  'not available',
  'not applicable',
  'not provided',
  'no data',
  'nan',
  '\\n',
  'keine angabe',
  'k.a.',
  'sin datos',
  'non renseigné',
  '无',
  '無',
  '暂无',
  '没有',
  '未知',
  '不详',
  '未填',
  '未填写',
  '请选择',
  '空',
  '(空)',
  '（空）',
  '未提供',
  '不适用',
  '待定',
  '－',
  '——',
])
/** Words that may be a value where names, countries or choices stand: Null is a surname, NA is Namibia. */
const mostly = new Set([
  'na',
  'null',
  'none',
  'nil',
  'nul',
  'undefined',
  'unknown',
  'empty',
  'blank',
  'missing',
  'tbd',
  'tba',
  'keine',
  'unbekannt',
])

/** With what such words begin, so that most cells need no closer look. */
const first = new Set([...always, ...mostly].map((word) => word.charCodeAt(0)))
const mayBeBlank = (cell: string): boolean => {
  const unit = cell.charCodeAt(0)
  const lower = unit >= 65 && unit <= 90 ? unit + 32 : unit
  return first.has(lower) || unit <= 32 || unit > 127
}

/** Whether a cell says that there is no value. `names`: the column holds names, countries or choices. */
export const isBlank = (cell: string, names = false): boolean => {
  if (cell === '') return true
  if (cell.length > 20) return cell.trim() === ''
  if (!mayBeBlank(cell)) return false
  const word = cell.trim().toLowerCase()
  if (word === '' || always.has(word)) return true
  if (!mostly.has(word)) return false
  return !names || (word !== 'na' && (cell === cell.toUpperCase() || cell === word))
}
