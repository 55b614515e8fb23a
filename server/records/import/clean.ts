import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { Refusal, refuse } from '@rapport/vocabulary/define/refusal.ts'
import type { Given } from './area.ts'
import { isBlank } from './blanks.ts'
import { countryCode } from './clean/country.ts'
import type { CellPlan, NodePlan, Plan, RoutePlan } from './plan.ts'
import type { RawRow } from './row.ts'

/** Why a cell, or a whole row, is refused. */
export interface Reason {
  /** Index of the column; absent when it is the row as a whole. */
  readonly column?: number
  readonly field?: string
  readonly say: Label
}

/** A row made into values, one set for each node of its route; what it lacks is undefined. */
export interface CleanRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly route?: RoutePlan
  readonly given: (Given | undefined)[]
  readonly reasons: Reason[]
}

const broken = refuse(
  'format',
  'holds a character that could not be read: the file is damaged or its encoding is another',
  '含有无法读取的字符：文件已损坏或编码不正确',
)

/** The same number with its other sign: "-12" and "(12)" become "12", "12" becomes "-12". */
const negated = (text: string): string => {
  const bare = text.trim()
  if (/^\(.*\)$/.test(bare)) return bare.slice(1, -1)
  return /^[-\u2212]/.test(bare) ? bare.slice(1) : `-${bare}`
}

const readCell = (cell: CellPlan, text: string, country: string): unknown => {
  if (text.includes('\ufffd')) return broken
  const plain = cell.floats && text.endsWith('.0') ? text.slice(0, -2) : text
  return kindOf(cell.field).read(cell.negate ? negated(plain) : plain, cell.field, cell.reader(country))
}

const labelled = (value: unknown, label: string | undefined): unknown =>
  label ? (value as object[]).map((one) => ({ ...one, label })) : value

/** Puts a value where it belongs: entries add up, parts of an address come together, anything else stands alone. */
const place = (into: Given, cell: CellPlan, value: unknown): void => {
  if (cell.part) {
    const address = (into[cell.name] as [{ [part: string]: unknown }] | undefined) ?? [{}]
    address[0][cell.part] = value
    into[cell.name] = address
  } else if (Array.isArray(value) && Array.isArray(into[cell.name])) {
    const known = new Map((into[cell.name] as { value: string }[]).map((one) => [one.value, one]))
    for (const one of labelled(value, cell.label) as { value: string }[])
      if (!known.has(one.value)) known.set(one.value, one)
    into[cell.name] = [...known.values()]
  } else into[cell.name] = Array.isArray(value) ? labelled(value, cell.label) : value
}

const addressOf = (given: Given, name: string, cell: CellPlan): Refusal | undefined => {
  const [address] = given[name] as [{ country?: string }]
  const country = address.country === undefined ? undefined : (countryCode(address.country) ?? address.country)
  const checked = kindOf(cell.field).check([country === undefined ? address : { ...address, country }], cell.field)
  if (checked instanceof Refusal) return checked
  given[name] = checked
  return undefined
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const countryOf = (node: NodePlan, cells: readonly string[], fallback: string): string =>
  node.country === undefined ? fallback : (countryCode(cells[node.country]!) ?? fallback)

const textIn = (cell: CellPlan, value: string): unknown =>
  cell.part ? value.replace(/\s+/g, ' ').trim().slice(0, 300) : undefined

/** The values that one node of a row gives, or undefined when the row says nothing about it. */
const cleanNode = (node: NodePlan, cells: readonly string[], reasons: Reason[], plan: Plan): Given | undefined => {
  const given: Given = {}
  const country = countryOf(node, cells, plan.country)
  let any = false
  for (const cell of node.cells) {
    const text = cells[cell.column]!
    if (isBlank(text, cell.names)) continue
    const value = textIn(cell, text) ?? readCell(cell, text, country)
    if (value instanceof Refusal) reasons.push({ column: cell.column, field: cell.name, say: value.say })
    else if (!isNothing(value)) {
      place(given, cell, value)
      any = true
    }
  }
  if (!any) return undefined
  const addressed = node.cells.find((cell) => cell.part && given[cell.name])
  const wrong = addressed && addressOf(given, addressed.name, addressed)
  if (wrong) reasons.push({ column: addressed.column, field: addressed.name, say: wrong.say })
  return finished(node, given, country, reasons)
}

const finished = (node: NodePlan, given: Given, country: string, reasons: Reason[]): Given | undefined => {
  const linked = node.path !== ''
  if (linked && isNothing(given[node.key!])) return undefined
  for (const name in node.constants) if (given[name] === undefined) given[name] = node.constants[name]
  const wrong = node.shape?.(given, country)
  if (wrong) reasons.push({ say: wrong.say })
  return given
}

const leftOut = (plan: Plan, reasons: Reason[], route: RoutePlan): Reason[] =>
  plan.badCells === 'refuse' || route.refuse ? reasons : reasons.filter((reason) => reason.column === undefined)

const corrected = (plan: Plan, row: RawRow): readonly string[] => {
  const fixes = plan.fixes[row.line]
  return fixes ? row.cells.map((cell, at) => fixes[at] ?? cell) : row.cells
}

const refusedRow = (row: RawRow, say: Label): CleanRow => ({
  line: row.line,
  cells: row.cells,
  given: [],
  reasons: [{ say }],
})

/** Makes a row into clean values by the first route that takes it. What is wrong with it stands in `reasons`. */
export const cleanRow = (plan: Plan, row: RawRow): CleanRow => {
  if (row.problem) return refusedRow(row, row.problem)
  const cells = corrected(plan, row)
  const route = plan.routes.find((one) => one.takes(cells))!
  if (route.refuse) return refusedRow({ ...row, cells }, route.refuse)
  const reasons: Reason[] = []
  const given = route.nodes.map((node) => cleanNode(node, cells, reasons, plan))
  if (given.at(-1) === undefined && reasons.length === 0) given[given.length - 1] = ownOf(route, plan, reasons)
  return { line: row.line, cells, route, given, reasons: leftOut(plan, reasons, route) }
}

/** A row whose own object has no value of its own, only links: a membership, a line without details. */
const ownOf = (route: RoutePlan, plan: Plan, reasons: Reason[]): Given | undefined => {
  const node = route.nodes.at(-1)!
  return finished(node, {}, plan.country, reasons)
}
