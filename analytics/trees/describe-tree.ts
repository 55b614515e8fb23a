import { leafColumn } from './ensemble.ts'
import type { PrunedTree } from './pruning.ts'

/** A tree for people and programs: a question with two answers, or a leaf. */
export type TreeNode = {
  /** Weight of the learning rows that came here. */
  readonly rows: number
  /** Mean answer, or the share of each class in the order of `classes`. */
  readonly value: readonly number[]
  readonly question?: Question
  readonly yes?: TreeNode
  readonly no?: TreeNode
}

/** `column ≤ threshold`, `column in categories`, or `column is known`; `missing` tells which way missing values go, when
 * the column had any. */
export type Question = {
  readonly column: number
  readonly name: string
  readonly threshold?: number
  readonly categories?: readonly number[]
  readonly missing?: 'yes' | 'no'
}

type Readable = PrunedTree & { readonly names?: readonly string[]; readonly classes?: Float64Array }

/** How to word a tree. */
export type Wording = {
  /** Text of a category code of a column. */
  category?: (column: number, code: number) => string
  /** Digits of numbers; 4 when not given. */
  digits?: number
}

/**
 * A decision tree as nested data, ready for JSON.
 * @example treeAsData(decisionTree.fit({ x, y })).question // { column: 2, name: 'tenure', threshold: 10.5, missing: 'yes' }
 */
export function treeAsData(tree: Readable): TreeNode {
  const { trees, nodeValues } = tree
  const at = (node: number): TreeNode => {
    const own = Array.from(nodeValues.subarray(node * trees.width, (node + 1) * trees.width))
    const value = tree.classes?.length === 2 && trees.width === 1 ? [1 - own[0]!, own[0]!] : own
    const common = { rows: trees.cover[node]!, value }
    if ((trees.nodes[2 * node]! & 0xffff) === leafColumn) return common
    const next = trees.nodes[2 * node + 1]!
    return { ...common, question: questionOf(tree, node), yes: at(next), no: at(next + 1) }
  }
  return at(0)
}

function questionOf(tree: Readable, node: number): Question {
  const { trees, names } = tree
  const word = trees.nodes[2 * node]!
  const column = word & 0xffff
  const { starts, edges } = trees.bins
  const common = { column, name: names?.[column] ?? `column ${column}`, ...missingWay(tree, column, word) }
  if (word & (2 << 24))
    return { ...common, categories: categoriesOf(trees.sets, trees.setOf[node]!, edges, starts[column]!) }
  const at = starts[column]! + ((word >>> 16) & 0xff)
  return at < starts[column + 1]! ? { ...common, threshold: edges[at]! } : common
}

function missingWay({ trees }: Readable, column: number, word: number): { missing?: 'yes' | 'no' } {
  if (!trees.bins.missing[column]) return {}
  return { missing: word & (1 << 24) ? 'yes' : 'no' }
}

function categoriesOf(sets: Uint8Array, set: number, edges: Float64Array, start: number): number[] {
  const out: number[] = []
  for (let bin = 0; bin < 256; bin++) if ((sets[set * 32 + (bin >> 3)]! >> (bin & 7)) & 1) out.push(edges[start + bin]!)
  return out
}

/**
 * A decision tree as indented text, one line for each branch.
 * @example
 * describeTree(tree)
 * // tenure ≤ 10.5
 * //   yes: Fiber ≤ 0.5
 * //     yes: 0 (78.1 % of 512 rows)
 */
export function describeTree(tree: Readable, wording: Wording = {}): string {
  const digits = wording.digits ?? 4
  const lines: string[] = []
  const write = (node: TreeNode, indent: string, lead: string) => {
    if (!node.question) return void lines.push(`${indent}${lead}${leafText(node, tree.classes, digits)}`)
    lines.push(`${indent}${lead}${questionText(node.question, wording, digits)}`)
    const inner = lead ? `${indent}  ` : '  '
    write(node.yes!, inner, 'yes: ')
    write(node.no!, inner, 'no: ')
  }
  write(treeAsData(tree), '', '')
  return lines.join('\n')
}

function questionText(question: Question, wording: Wording, digits: number): string {
  const { name, threshold, categories, missing, column } = question
  const known = missing === 'yes' ? ' or missing' : ''
  if (categories) {
    const words = categories.map((code) => wording.category?.(column, code) ?? String(code))
    return `${name} in {${words.join(', ')}}${known}`
  }
  return threshold === undefined ? `${name} is known` : `${name} ≤ ${Number(threshold.toPrecision(digits))}${known}`
}

function leafText({ value, rows }: TreeNode, classes: Float64Array | undefined, digits: number): string {
  const count = `${Number(rows.toPrecision(6))} rows`
  if (!classes?.length) return `${Number(value[0]!.toPrecision(digits))} (mean of ${count})`
  const top = value.reduce((best, share, c) => (share > value[best]! ? c : best), 0)
  return `${classes[top]} (${(100 * value[top]!).toFixed(1)} % of ${count})`
}
