import { Mistake, mistake, type Place } from './mistake.ts'
import { type Token, tokensOf } from './tokens.ts'

/** An expression as it was written, before its names and types are known. */
export type Written =
  | (Place & { readonly is: 'number'; readonly text: string })
  | (Place & { readonly is: 'text'; readonly text: string })
  | (Place & { readonly is: 'field'; readonly text: string })
  | (Place & { readonly is: 'constant'; readonly value: boolean | null })
  | (Place & {
      readonly is: 'call'
      readonly name: string
      readonly given: readonly Written[]
      readonly sign?: boolean
    })

/** Deepest nesting and most parts of one expression. */
export const mostDepth = 40
export const mostParts = 300

/** Operators from the loosest to the tightest; each stands for the function of that name. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!=', '<>', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
]
const constants: { readonly [word: string]: boolean | null } = { true: true, false: false, empty: null }

class Parser {
  readonly #tokens: readonly Token[]
  #next = 0
  #parts = 0

  constructor(source: string) {
    this.#tokens = tokensOf(source)
  }

  whole(): Written {
    const made = this.#level(0, 0)
    const rest = this.#peek()
    if (rest.is !== 'end')
      throw mistake(
        rest,
        `“${rest.text}” is one too many; an operator such as + or = is missing before it, or it has to go`,
        `多余的“${rest.text}”：前面缺少 + 或 = 等运算符，或应删除`,
      )
    return made
  }

  #peek(): Token {
    return this.#tokens[this.#next]!
  }

  #take(): Token {
    return this.#tokens[this.#next++]!
  }

  #isSign(text: string): boolean {
    const token = this.#peek()
    return token.is === 'sign' && token.text === text
  }

  #part<T extends Written>(made: T, depth: number): T {
    if (++this.#parts > mostParts || depth > mostDepth)
      throw mistake(
        made,
        `a formula has at most ${mostParts} parts on ${mostDepth} levels: split it into two fields`,
        `公式最多 ${mostParts} 个部分、${mostDepth} 层：请拆成两个字段`,
      )
    return made
  }

  #operator(level: number): Token | undefined {
    const token = this.#peek()
    const word = token.text.toLowerCase()
    const fits = (token.is === 'sign' || token.is === 'name') && levels[level]!.includes(word)
    return fits ? token : undefined
  }

  #level(level: number, depth: number): Written {
    if (level === 2 && this.#peek().is === 'name' && this.#peek().text.toLowerCase() === 'not') return this.#not(depth)
    if (level === levels.length) return this.#minus(depth)
    let left = this.#level(level + 1, depth + 1)
    for (let found = this.#operator(level); found; found = this.#operator(level)) {
      this.#take()
      const right = this.#level(level + 1, depth + 1)
      const name = found.text === '<>' ? '!=' : found.text.toLowerCase()
      const { at, length } = found
      left = this.#part({ is: 'call', name, given: [left, right], at, length, sign: true }, depth)
    }
    return left
  }

  #not(depth: number): Written {
    const { at, length } = this.#take()
    if (depth > mostDepth) throw mistake({ at, length }, 'this is nested too deep', '嵌套过深')
    return this.#part({ is: 'call', name: 'not', given: [this.#level(2, depth + 1)], at, length, sign: true }, depth)
  }

  #minus(depth: number): Written {
    if (!this.#isSign('-')) return this.#single(depth)
    const { at, length } = this.#take()
    if (depth > mostDepth) throw mistake({ at, length }, 'this is nested too deep', '嵌套过深')
    const zero: Written = { is: 'number', text: '0', at, length }
    return this.#part({ is: 'call', name: '-', given: [zero, this.#minus(depth + 1)], at, length, sign: true }, depth)
  }

  #single(depth: number): Written {
    const token = this.#take()
    const { at, length, text } = token
    if (depth > mostDepth * 8) throw mistake(token, 'this is nested too deep', '嵌套过深')
    if (token.is === 'number' || token.is === 'text')
      return this.#part({ is: token.is, text, at, length } as Written, 0)
    if (token.is === 'sign' && text === '(') return this.#bracket(token, depth)
    if (token.is === 'name') return this.#named(token, depth)
    throw token.is === 'end'
      ? new Mistake(
          Math.max(0, at - 1),
          1,
          'something is missing at the end: a field, a number, a text in quotes or a function',
          '末尾缺少内容：字段、数字、引号中的文本或函数',
        )
      : mistake(
          token,
          `a field, a number, a text in quotes or a function should stand here, not “${text}”`,
          `此处应为字段、数字、引号中的文本或函数，而不是“${text}”`,
        )
  }

  #bracket(open: Token, depth: number): Written {
    const inner = this.#level(0, depth + 1)
    if (!this.#isSign(')')) throw mistake(open, 'this bracket is not closed: add )', '括号没有闭合：请加上 )')
    this.#take()
    return inner
  }

  #named({ text, at, length }: Token, depth: number): Written {
    const word = text.toLowerCase()
    if (!this.#isSign('(')) {
      if (Object.hasOwn(constants, word)) return this.#part({ is: 'constant', value: constants[word]!, at, length }, 0)
      return this.#part({ is: 'field', text, at, length }, 0)
    }
    const open = this.#take()
    const given: Written[] = []
    while (!this.#isSign(')')) {
      given.push(this.#level(0, depth + 1))
      if (this.#isSign(',')) this.#take()
      else if (!this.#isSign(')'))
        throw mistake(
          open,
          `the bracket of ${word} is not closed: add ) or put a comma between its values`,
          `${word} 的括号没有闭合：请加上 ) 或用逗号分隔`,
        )
    }
    this.#take()
    return this.#part({ is: 'call', name: word, given, at, length }, 0)
  }
}

/**
 * An expression as a tree. Grammar, from the loosest: `or`, `and`, `not`, comparisons, `&`, `+ -`, `* /`, `-x`, then numbers, texts in quotes,
 * `true`, `false`, `empty`, fields by name, functions with values in brackets. Names of functions take any case. Cost: linear.
 *
 * @example parse('if(amount > 1000, "large", "small")')
 */
export function parse(source: string): Written | Mistake {
  try {
    return new Parser(source).whole()
  } catch (error) {
    if (error instanceof Mistake) return error
    throw error
  }
}
