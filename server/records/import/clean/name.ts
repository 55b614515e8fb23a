const salutations =
  /^(mr|mrs|ms|miss|mx|dr|prof|sir|dame|rev|hon|herr|frau|mme|mlle|monsieur|madame|sr|sra|señor|señora|dott|ing|m\/s)\.?(?:\s+(dr|prof)\.?)?\s+(?=\S)/i
const suffixes = /^(jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq|mba|cpa)\.?$/i
const chineseSalutation = /(先生|女士|小姐|老师|教授|博士|经理|总监|总经理|主任|医生)$/
const compounds = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 长孙 宇文 夏侯 轩辕 端木 百里 南宫 西门 独孤'.split(' '),
)
const companies =
  /\b(ltd|limited|inc|llc|llp|plc|gmbh|ag|kg|corp|corporation|company|co|s\.?a\.?|s\.?r\.?l\.?|b\.?v\.?|n\.?v\.?|oy|ab|a\/s|pty|group|holdings?|university|school|hospital|bank|association|foundation|trust)\b\.?|公司|集团|大学|学校|医院|银行|事务所|协会|工厂|中心|商店|商行/i
const han = /^\p{Script=Han}[\p{Script=Han}·]*$/u

const small = new Set([
  'de',
  'van',
  'von',
  'der',
  'den',
  'la',
  'le',
  'du',
  'da',
  'dos',
  'del',
  'di',
  'bin',
  'al',
  'y',
  'e',
  'zu',
  'zum',
  'ter',
  'ten',
])

const capital = (word: string): string =>
  word
    .replace(/(^|[-'’])(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^(Mc)(\p{L})/u, (_all, mc: string, letter: string) => mc + letter.toUpperCase())

/** A name in its usual case when it was written in capitals or small letters only; as given otherwise. */
export const properCase = (name: string): string => {
  const shouted = name === name.toUpperCase()
  if (name.length < 2 || (!shouted && name !== name.toLowerCase()) || !/\p{Ll}|\p{Lu}/u.test(name)) return name
  return name
    .toLowerCase()
    .split(' ')
    .map((word, at) => (at > 0 && small.has(word) ? word : capital(word)))
    .join(' ')
}

export interface PersonName {
  readonly name: string
  readonly first_name?: string
  readonly last_name?: string
  readonly salutation?: string
}

/** Whether a name is that of a company rather than of a person. */
export const isCompanyName = (name: string): boolean => companies.test(name)

const chinese = (given: string): PersonName => {
  const title = chineseSalutation.exec(given)?.[0]
  const bare = title && given.length > title.length ? given.slice(0, -title.length) : given
  const length = bare.length > 2 && compounds.has(bare.slice(0, 2)) ? 2 : 1
  if (bare.length < 2 || bare.length > 4 || bare.includes('·'))
    return { name: bare, ...(title && bare !== given && { salutation: title }) }
  const parts = { last_name: bare.slice(0, length), first_name: bare.slice(length) }
  return { name: bare, ...parts, ...(title && bare !== given && { salutation: title }) }
}

const western = (given: string): PersonName => {
  const salutation = salutations.exec(given)?.[0].trim()
  const bare = salutation ? given.slice(salutation.length).trim() : given
  const comma = bare.indexOf(',')
  const sides = [bare.slice(comma + 1), bare.slice(0, comma)].map((side) => properCase(side.trim()))
  const turned = comma > 0 && !suffixes.test(sides[0]!) ? sides.join(' ') : bare
  const name = properCase(turned.replace(/\s+/g, ' ').trim())
  const words = name.split(' ')
  const last = comma > 0 && turned !== bare ? properCase(bare.slice(0, comma).trim()) : lastName(words)
  const first =
    last === undefined
      ? undefined
      : name
          .slice(0, name.length - last.length)
          .replace(/,$/, '')
          .trim()
  return { name, ...(salutation && { salutation }), ...(first && last && { first_name: first, last_name: last }) }
}

/** The surname: the last word with the particles before it, without a suffix such as "Jr". */
const lastName = (words: readonly string[]): string | undefined => {
  if (words.length < 2) return undefined
  let at = words.length - 1
  while (at > 1 && (suffixes.test(words[at]!) || small.has(words[at - 1]!.toLowerCase()))) at--
  return words.slice(at).join(' ')
}

/** A person's name in its parts: "MÜLLER, Dr. Anna", "Mr John de la Cruz", "欧阳娜娜女士". Companies keep their name as it is. */
export const readName = (given: string): PersonName => {
  const name = given.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (isCompanyName(name)) return { name }
  return han.test(name) ? chinese(name) : western(name)
}

/** First and last name as one: Chinese names begin with the surname and take no space. */
export const joinName = (first: string | undefined, last: string | undefined): string => {
  const [given, family] = [first?.trim() ?? '', last?.trim() ?? '']
  if (han.test(given) && han.test(family)) return family + given
  return properCase(`${given} ${family}`.trim())
}
