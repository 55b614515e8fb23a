import type { Positive } from './filter-check.ts'
import type { Family, Operator } from './kind.ts'
import type { Label } from './label.ts'

/** A comparison in words, and its contrary. */
type Words = readonly [Label, Label]

const says = (en: string, zh: string, notEn: string, notZh: string): Words => [
  { en, zh },
  { en: notEn, zh: notZh },
]

const words: { readonly [P in Positive]: Words } = {
  eq: says('is', '是', 'is not', '不是'),
  in: says('is one of', '属于', 'is none of', '不属于'),
  lt: says('is below', '小于', 'is not below', '不小于'),
  lte: says('is at most', '不超过', 'is not at most', '超过'),
  gt: says('is above', '大于', 'is not above', '不大于'),
  gte: says('is at least', '不低于', 'is not at least', '低于'),
  within: says('is within', '在', 'is not within', '不在'),
  contains: says('contains', '包含', 'does not contain', '不包含'),
  starts: says('starts with', '开头是', 'does not start with', '开头不是'),
  has: says('has', '含有', 'does not have', '不含'),
  has_any: says('has any of', '含有任一', 'has none of', '不含任一'),
  has_all: says('has all of', '含有全部', 'does not have all of', '不含全部'),
  not_empty: says('is filled', '不为空', 'is empty', '为空'),
}

const timeWords: { readonly [op: string]: Words } = {
  lt: says('is before', '早于', 'is not before', '不早于'),
  lte: says('is until', '不晚于', 'is not until', '晚于'),
  gt: says('is after', '晚于', 'is not after', '不晚于'),
  gte: says('is since', '不早于', 'is not since', '早于'),
}

/** How a comparison is said between a field and its value, and how its contrary is. */
export const comparingWords = (op: Positive, family: Family): Words =>
  ((family === 'date' || family === 'instant') && timeWords[op]) || words[op]

const contraries: { readonly [op: string]: Positive } = { ne: 'eq', not_in: 'in', empty: 'not_empty' }

/** An operator as it stands between a field and its value. */
export const operatorWord = (op: Operator, family: Family): Label =>
  op in contraries ? comparingWords(contraries[op]!, family)[1] : comparingWords(op as Positive, family)[0]

/** How having linked records is said: # is how many. */
export const linkedWords: { readonly [how in 'any' | 'least' | 'exactly']: Words } = {
  any: says('has', '有', 'has no', '没有'),
  least: says('has at least #', '至少有 # 个', 'has fewer than #', '少于 # 个'),
  exactly: says('has exactly #', '恰有 # 个', 'does not have exactly #', '并非恰有 # 个'),
}

export const joints = {
  all: { en: ' and ', zh: '，且' },
  any: { en: ' or ', zh: '，或' },
  everything: { en: 'everything', zh: '全部' },
  nothing: { en: 'nothing', zh: '无' },
} as const
