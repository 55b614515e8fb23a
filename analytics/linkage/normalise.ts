/** Text for comparing: compatibility forms unified (full-width, ligatures), lower case, accents dropped, anything else than letters and digits to single spaces. @example plainText('  Ünal & Söhne-GmbH ') // 'unal sohne gmbh' */
export function plainText(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return folded
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Only the digits, the last `most` of them: numbers written with and without country code, spaces or dashes become equal. @example plainDigits('+86 (10) 6552-9988', 8) // '65529988' */
export function plainDigits(text: string, most = Infinity): string {
  const digits = text.normalize('NFKC').replace(/\D+/g, '')
  return most === Infinity ? digits : digits.slice(-most)
}

/** An address at a domain: lower case, what follows + dropped. @example plainMailbox('Ann+news@Example.COM') // 'ann@example.com' */
export function plainMailbox(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')
}

/** Words in alphabetical order, so that "Li Ming" and "Ming, Li" become equal. @example sortedWords('Ming, Li') // 'li ming' */
export function sortedWords(text: string): string {
  return plainText(text).split(' ').sort().join(' ')
}

/**
 * Text in Latin letters through a function that knows one character (pinyin, romaji …); what it does not know stays.
 * Syllables are separated by spaces.
 *
 * @example
 * romanised('王明 Wang', (c) => ({ 王: 'wang', 明: 'ming' })[c]) // 'wang ming wang'
 */
export function romanised(text: string, syllable: (character: string) => string | undefined): string {
  const parts = Array.from(text.normalize('NFKC'), (character) => {
    const known = syllable(character)
    return known === undefined ? character : ` ${known} `
  })
  return plainText(parts.join(''))
}
