import { Mistake, type Place } from './mistake.ts'

/** The words of an expression: numbers, texts in quotes, names, and signs. */
export interface Token extends Place {
  readonly is: 'number' | 'text' | 'name' | 'sign' | 'end'
  /** The number as written, the text without its quotes, the name or the sign. */
  readonly text: string
}

/** Longest expression, in characters. */
export const longestExpression = 2_000

const signs = ['<=', '>=', '!=', '<>', '+', '-', '*', '/', '&', '=', '<', '>', '(', ')', ',']
const patterns: readonly (readonly [Token['is'], RegExp])[] = [
  ['number', /\d+(?:\.\d+)?/y],
  ['name', /[\p{L}_][\p{L}\p{N}_]*/uy],
]

/** What closes a text that opens so. */
const quotes: { readonly [opening: string]: string } = { '"': '"', "'": "'", '“': '”', '‘': '’' }

/** What Chinese keyboards write for the plain signs. */
const wide: { readonly [sign: string]: string } = {
  '（': '(',
  '）': ')',
  '，': ',',
  '＝': '=',
  '＞': '>',
  '＜': '<',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '×': '*',
  '÷': '/',
}

/** A text in quotes; a doubled closing quote inside is one. */
function quotedAt(source: string, at: number): Token {
  const quote = quotes[source.charAt(at)]!
  let text = ''
  for (let i = at + 1; i < source.length; i++) {
    if (source.charAt(i) !== quote) text += source.charAt(i)
    else if (source.charAt(i + 1) === quote) {
      text += quote
      i++
    } else return { is: 'text', text, at, length: i + 1 - at }
  }
  throw new Mistake(
    at,
    source.length - at,
    `this text is not closed: add ${quote} at its end`,
    `文本没有结束：请在末尾加上 ${quote}`,
  )
}

function tokenAt(source: string, at: number): Token {
  const first = source.charAt(at)
  if (Object.hasOwn(quotes, first)) return quotedAt(source, at)
  if (Object.hasOwn(wide, first)) return { is: 'sign', text: wide[first]!, at, length: 1 }
  for (const [is, pattern] of patterns) {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found) return { is, text: found[0], at, length: found[0].length }
  }
  const sign = signs.find((one) => source.startsWith(one, at))
  if (sign) return { is: 'sign', text: sign, at, length: sign.length }
  throw new Mistake(
    at,
    1,
    `“${first}” has no meaning here; use + - * / & = != < <= > >= and ( )`,
    `“${first}”在此没有意义；可用 + - * / & = != < <= > >= 和 ( )`,
  )
}

/** The tokens of an expression with an end behind them; throws Mistake. Wide signs of Chinese keyboards count as their plain likes. */
export function tokensOf(source: string): readonly Token[] {
  if (source.length > longestExpression)
    throw new Mistake(
      longestExpression,
      source.length - longestExpression,
      `a formula has at most ${longestExpression} characters`,
      `公式最多 ${longestExpression} 个字符`,
    )
  const unstorable = source.search(/\0/)
  if (unstorable >= 0 || !source.isWellFormed())
    throw new Mistake(Math.max(0, unstorable), 1, 'this character cannot be stored', '该字符无法保存')
  const tokens: Token[] = []
  for (let at = 0; at < source.length; ) {
    if (/\s/.test(source.charAt(at))) {
      at++
      continue
    }
    const token = tokenAt(source, at)
    tokens.push(token)
    at += token.length
  }
  return [...tokens, { is: 'end', text: '', at: source.length, length: 1 }]
}
