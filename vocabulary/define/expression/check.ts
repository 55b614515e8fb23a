import type { Field } from '../field.ts'
import type { Family } from '../kind.ts'
import { kindOf } from '../kinds/index.ts'
import type { Label } from '../label.ts'
import { type FunctionName, functions, type Sign, type Signature, type Takes, type Type } from './functions.ts'
import { Mistake, mistake, type Place } from './mistake.ts'
import { parse, type Written } from './parse.ts'

/** The fields that an expression may name. */
export type Fields = { readonly [name: string]: Field }

/** An expression in which every name is known and every type fits. */
export type Meant =
  | { readonly is: 'constant'; readonly type: Type; readonly value: string | boolean | null }
  | { readonly is: 'field'; readonly type: Type; readonly name: string; readonly field: Field }
  | { readonly is: 'call'; readonly type: Type; readonly name: FunctionName | Sign; readonly given: readonly Meant[] }

const types: { readonly [F in Family]: Type } = {
  text: 'text',
  number: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  instant: 'moment',
  id: 'other',
  ids: 'other',
  texts: 'other',
  entries: 'other',
  json: 'other',
}

export const typeOfField = (field: Field): Type => (field.kind === 'choice' ? 'choice' : types[kindOf(field).family])

const named: { readonly [T in Type | Takes]: Label } = {
  number: { en: 'a number', zh: '数字' },
  text: { en: 'a text', zh: '文本' },
  choice: { en: 'a choice', zh: '选项' },
  date: { en: 'a date', zh: '日期' },
  moment: { en: 'a moment', zh: '日期时间' },
  boolean: { en: 'yes or no', zh: '是或否' },
  other: { en: 'a link or a list', zh: '关联或列表' },
  nothing: { en: 'empty', zh: '空值' },
  count: { en: 'a whole number written out', zh: '直接写出的整数' },
  any: { en: 'anything', zh: '任意值' },
  same: { en: 'a value', zh: '值' },
}

type Typed = Meant & { readonly place: Place }

const expected = (one: Typed, what: Type | Takes, by: string): Mistake =>
  mistake(
    one.place,
    `“${by}” takes ${named[what].en} here, and this is ${named[one.type].en}${hint(one.type, what).en}`,
    `“${by}”在此需要${named[what].zh}，而这里是${named[one.type].zh}${hint(one.type, what).zh}`,
  )

function hint(is: Type, wanted: Type | Takes): Label {
  if (is === 'moment' && wanted === 'date') return { en: ': write date_of(…) around it', zh: '：请用 date_of(…) 转换' }
  if (is === 'number' && wanted === 'text') return { en: ': write text(…) around it', zh: '：请用 text(…) 转换' }
  return { en: '', zh: '' }
}

const letters = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Whether two words differ by one letter: left out, put in, or another. */
const isSlip = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1 || long === '') return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  const skip = short.length === long.length ? 1 : 0
  return short.slice(at + skip) === long.slice(at + 1)
}

/** A name that was probably meant: the same letters, the same label, a slip of one letter, or one inside the other. */
function nearest(name: string, known: readonly (readonly [string, readonly string[]])[]): string | undefined {
  const wanted = letters(name)
  const fits = (test: (word: string) => boolean) =>
    known.find(([, words]) => words.some((word) => test(letters(word))))?.[0]
  return (
    fits((word) => word === wanted) ??
    fits((word) => wanted.length > 2 && isSlip(word, wanted)) ??
    fits((word) => wanted.length > 2 && (word.startsWith(wanted) || wanted.startsWith(word))) ??
    fits((word) => wanted.length > 3 && word.includes(wanted))
  )
}

class Checker {
  readonly #fields: Fields
  constructor(fields: Fields) {
    this.#fields = fields
  }

  meant(node: Written): Typed {
    const place = { at: node.at, length: node.length }
    if (node.is === 'number') return { is: 'constant', type: 'number', value: node.text, place }
    if (node.is === 'text')
      return { is: 'constant', type: node.text === '' ? 'nothing' : 'text', value: node.text || null, place }
    if (node.is === 'constant')
      return { is: 'constant', type: node.value === null ? 'nothing' : 'boolean', value: node.value, place }
    if (node.is === 'field') return this.#field(node.text, place)
    const given = node.given.map((one) => this.meant(one))
    return node.sign ? this.#sign(node.name as Sign, given, place) : this.#call(node.name, given, place)
  }

  #field(name: string, place: Place): Typed {
    if (Object.hasOwn(this.#fields, name)) {
      const field = this.#fields[name]!
      return { is: 'field', type: typeOfField(field), name, field, place }
    }
    const meant = nearest(
      name,
      Object.entries(this.#fields).map(([key, { label }]) => [key, [key, label.en, label.zh]]),
    )
    throw mistake(
      place,
      `there is no field “${name}”${meant ? `; perhaps ${meant} is meant` : '. Texts stand in quotes'}`,
      `没有字段“${name}”${meant ? `；是否指 ${meant}` : '。文本需要加引号'}`,
    )
  }

  #call(name: string, given: readonly Typed[], place: Place): Typed {
    if (!Object.hasOwn(functions, name)) {
      const meant = nearest(
        name,
        Object.keys(functions).map((key) => [key, [key]]),
      )
      throw mistake(
        place,
        `there is no function “${name}”${meant ? `; perhaps ${meant} is meant` : ''}`,
        `没有函数“${name}”${meant ? `；是否指 ${meant}` : ''}`,
      )
    }
    const signature: Signature = functions[name as FunctionName]
    const least = signature.takes.length - (signature.spare ?? 0)
    const most = signature.more ? 50 : signature.takes.length
    if (given.length < least || given.length > most)
      throw mistake(
        place,
        `${name} takes ${least === most ? least : `${least} to ${most}`} values, not ${given.length}, such as ${signature.example}`,
        `${name} 需要 ${least === most ? least : `${least} 到 ${most}`} 个值，而不是 ${given.length} 个，例如 ${signature.example}`,
      )
    const takes = given.map((_, at) => signature.takes[at] ?? signature.more!)
    const common = takes.includes('same')
      ? commonType(
          given.filter((_, at) => takes[at] === 'same'),
          name,
        )
      : undefined
    for (const [at, one] of given.entries()) checkTaken(one, takes[at]!, name)
    const type = signature.gives === 'same' ? common! : signature.gives
    return { is: 'call', type, name: name as FunctionName, given, place }
  }

  #sign(name: Sign, given: readonly Typed[], place: Place): Typed {
    const call = (type: Type, as: Sign = name): Typed => ({ is: 'call', type, name: as, given, place })
    const [a, b] = given as readonly [Typed, Typed]
    if (name === 'and' || name === 'or' || name === 'not') {
      for (const one of given) if (one.type !== 'boolean') throw expected(one, 'boolean', name)
      return call('boolean')
    }
    if (name === '&') {
      for (const one of given) checkTaken(one, 'text', '&')
      return call('text')
    }
    if (a.type === 'date' && (name === '+' || name === '-') && b.type === 'number')
      return call('date', name === '+' ? 'add_to_date' : 'take_from_date')
    if (a.type === 'date' && name === '-' && b.type === 'date') return call('number', 'days_apart')
    if (['+', '-', '*', '/'].includes(name)) {
      const wrong = given.find((one) => one.type !== 'number' && one.type !== 'nothing')
      if (wrong && name === '+' && wrong.type === 'text')
        throw mistake(place, 'texts are joined by &, not by +', '连接文本请用 &，而不是 +')
      if (wrong) throw expected(wrong, 'number', name)
      return call('number')
    }
    return { is: 'call', type: 'boolean', name, given: comparable(name, a, b), place }
  }
}

function checkTaken(one: Typed, takes: Takes, by: string): void {
  if (takes === 'any' || takes === 'same') return
  if (takes === 'count') {
    const count =
      one.is === 'constant' && one.type === 'number' && /^\d{1,4}$/.test(String(one.value)) ? Number(one.value) : -1
    if (count < 0 || (by === 'round' && count > 10)) throw expected(one, 'count', by)
    return
  }
  const fits = one.type === takes || one.type === 'nothing' || (takes === 'text' && one.type === 'choice')
  if (!fits) throw expected(one, takes, by)
}

/** The one type that all of these have; choices beside texts are texts. */
function commonType(given: readonly Typed[], by: string): Type {
  const known = given.filter((one) => one.type !== 'nothing')
  const first = known[0]?.type ?? 'nothing'
  const isText = (type: Type) => type === 'text' || type === 'choice'
  for (const one of known)
    if (one.type !== first && !(isText(one.type) && isText(first))) throw expected(one, first, by)
  if (first === 'other') throw expected(known[0]!, 'text', by)
  if (known.some((one) => one.type === 'text')) return 'text'
  return known.length > 1 && first === 'choice' ? 'text' : first
}

/** A choice by its value or by its label in any language. */
export const choiceNamed = (field: Field, text: string): string | undefined =>
  Object.entries(field.choices ?? {}).find(([value, { label }]) =>
    [value, label.en, label.zh].some((word) => word.toLowerCase() === text.toLowerCase()),
  )?.[0]

function comparable(name: Sign, a: Typed, b: Typed): readonly Typed[] {
  const nothing = [a, b].find((one) => one.type === 'nothing')
  if (nothing)
    throw mistake(nothing.place, 'to ask whether a value is missing write is_empty(…)', '判断是否为空请用 is_empty(…)')
  if (a.type === 'choice' && b.type === 'text') return checkOrder(name, [a, choiceOf(a, b)])
  if (b.type === 'choice' && a.type === 'text') return checkOrder(name, [choiceOf(b, a), b])
  if (a.type !== b.type || a.type === 'other') throw expected(b, a.type === 'other' ? 'text' : a.type, name)
  return checkOrder(name, [a, b])
}

function checkOrder(name: Sign, pair: readonly [Typed, Typed]): readonly Typed[] {
  const ordered = ['number', 'date', 'moment'].includes(pair[0].type)
  if (!ordered && name !== '=' && name !== '!=')
    throw mistake(
      pair[0].place,
      'texts, choices and yes/no can be compared by = and != only',
      '文本、选项和是否值只能用 = 和 != 比较',
    )
  return pair
}

/** The text beside a choice must be one of its values; a label stands for its value. */
function choiceOf(choice: Typed, text: Typed): Typed {
  if (choice.is !== 'field' || text.is !== 'constant') return text
  const value = choiceNamed(choice.field, String(text.value))
  if (value !== undefined) return { ...text, value }
  const offered = Object.keys(choice.field.choices ?? {}).join(', ')
  throw mistake(
    text.place,
    `“${text.value}” is no choice of ${choice.name}: ${offered}`,
    `“${text.value}”不是 ${choice.name} 的选项：${offered}`,
  )
}

/**
 * An expression with its types, or the first mistake in it. Cost: linear in its length.
 *
 * @example checkExpression('amount * probability / 100', deal.own)
 */
export function checkExpression(source: string, fields: Fields): Meant | Mistake {
  const written = parse(source)
  if (written instanceof Mistake) return written
  try {
    return new Checker(fields).meant(written)
  } catch (error) {
    if (error instanceof Mistake) return error
    throw error
  }
}

/** The fields that an expression reads. */
export const fieldsIn = (node: Meant): readonly string[] =>
  node.is === 'field' ? [node.name] : node.is === 'call' ? [...new Set(node.given.flatMap(fieldsIn))] : []

/** Whether its value changes as days pass. */
export const isTimely = (node: Meant): boolean =>
  node.is === 'call' && (node.name === 'today' || node.given.some(isTimely))

/** What leaves an expression: its own value, or one of the branches of `if` and `value_or`. */
export const leavesOf = (node: Meant): readonly Meant[] =>
  node.is === 'call' && (node.name === 'if' || node.name === 'value_or')
    ? node.given.slice(node.name === 'if' ? 1 : 0).flatMap(leavesOf)
    : [node]
