import { plainText } from './normalise.ts'

const soundexDigits: { readonly [letter: string]: string } = Object.fromEntries(
  ['bfpv', 'cgjkqsxz', 'dt', 'l', 'mn', 'r'].flatMap((letters, k) =>
    [...letters].map((letter) => [letter, `${k + 1}`]),
  ),
)

/**
 * American Soundex: the first letter and three digits; empty without a Latin letter.
 * Source: Russell 1918; the rules of the US National Archives. @example soundex('Robert') // 'R163'
 */
export function soundex(text: string): string {
  const letters = latin(text)
  if (letters === '') return ''
  let code = letters[0]!.toUpperCase()
  let last = soundexDigits[letters[0]!]
  for (const letter of letters.slice(1)) {
    const digit = soundexDigits[letter]
    if (digit !== undefined && digit !== last) code += digit
    if (letter !== 'h' && letter !== 'w') last = digit
  }
  return code.padEnd(4, '0').slice(0, 4)
}

const cologneRules: readonly (readonly [RegExp, string])[] = [
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/[dt](?=[csz])/g, 'z'],
  [/^c(?=[ahkloqrux])/g, 'k'],
  [/(?<![sz])c(?=[ahkoqux])/g, 'k'],
  [/c/g, 's'],
]

const cologneDigits: { readonly [letter: string]: string } = Object.fromEntries(
  [
    ['aeijouy', '0'],
    ['bp', '1'],
    ['dt', '2'],
    ['fvw', '3'],
    ['gkq', '4'],
    ['l', '5'],
    ['mn', '6'],
    ['r', '7'],
    ['sz', '8'],
  ].flatMap(([letters, digit]) => [...letters!].map((letter) => [letter, digit!])),
)

/**
 * Kölner Phonetik, for German names: digits of any length; empty without a Latin letter.
 * Source: Postel, IBM-Nachrichten 19, 1969. @example cologne('Müller-Lüdenscheidt') // '65752682'
 */
export function cologne(text: string): string {
  const letters = cologneRules.reduce((word, [from, to]) => word.replace(from, to), latin(text))
  let [code, last] = ['', '']
  for (const letter of letters) {
    const digit = cologneDigits[letter] ?? ''
    if (digit !== '' && digit !== last) code += digit
    if (letter !== 'h') last = digit
  }
  return code.slice(0, 1) + code.slice(1).replaceAll('0', '')
}

const nysiisStart: readonly (readonly [RegExp, string])[] = [
  [/^mac/, 'mcc'],
  [/^kn/, 'nn'],
  [/^k/, 'c'],
  [/^p[hf]/, 'ff'],
  [/^sch/, 'sss'],
  [/(ee|ie)$/, 'y'],
  [/(dt|rt|rd|nt|nd)$/, 'd'],
]

const nysiisInside: readonly (readonly [RegExp, string])[] = [
  [/^ev/, 'af'],
  [/^[aeiou]/, 'a'],
  [/^q/, 'g'],
  [/^z/, 's'],
  [/^m/, 'n'],
  [/^kn/, 'nn'],
  [/^k/, 'c'],
  [/^sch/, 'sss'],
  [/^ph/, 'ff'],
]

/**
 * NYSIIS (original, cut to six letters): closer to pronunciation than Soundex for names from many countries.
 * Source: Taft, "Name search techniques", 1970. @example nysiis('Macintosh') // 'MCANT'
 */
export function nysiis(text: string): string {
  const word = nysiisStart.reduce((letters, [from, to]) => letters.replace(from, to), latin(text))
  if (word === '') return ''
  let [code, rest] = [word[0]!, word.slice(1)]
  let before = word[0]!
  while (rest !== '') {
    rest = nysiisInside.reduce((letters, [from, to]) => letters.replace(from, to), rest)
    let letter = rest[0]!
    const next = rest[1] ?? ''
    if (letter === 'h' && (!/[aeiou]/.test(before) || (next !== '' && !/[aeiou]/.test(next)))) letter = before
    if (letter === 'w' && /[aeiou]/.test(before)) letter = before
    if (letter !== code.at(-1)) code += letter
    before = letter
    rest = rest.slice(1)
  }
  code = code[0]! + code.slice(1).replace(/s$/, '').replace(/ay$/, 'y').replace(/a$/, '')
  return code.slice(0, 6).toUpperCase()
}

function latin(text: string): string {
  return plainText(text).replace(/[^a-z]/g, '')
}
