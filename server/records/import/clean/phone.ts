import parsePhoneNumber, { type CountryCode, isSupportedCountry, Metadata } from 'libphonenumber-js/min'

interface Plan {
  readonly code: string
  readonly country: string
  readonly national: RegExp
  readonly lengths: ReadonlySet<number>
  /** The trunk prefix, where nothing but stripping is done with what stands in front of a national number. */
  readonly trunk: string | undefined
  /** What the library strips from a national number even behind a calling code: Brazil's 90 for a call that is collected. */
  readonly stripped: RegExp | undefined
}

const plans = new Map<string, Plan | undefined>()
let metadata: Metadata | undefined

/** What is needed of a country's numbering plan, built once. */
const planOf = (country: string): Plan | undefined => {
  if (plans.has(country)) return plans.get(country)
  const plan = isSupportedCountry(country) ? build(country) : undefined
  plans.set(country, plan)
  return plan
}

type Numbering = NonNullable<Metadata['numberingPlan']> & {
  callingCode(): string
  nationalNumberPattern(): string
  nationalPrefix(): string | undefined
  nationalPrefixForParsing(): string | undefined
  nationalPrefixTransformRule(): string | undefined
  hasTypes(): boolean
  type(name: string): { pattern(): string | undefined } | undefined
}

const types = 'FIXED_LINE MOBILE PREMIUM_RATE TOLL_FREE SHARED_COST VOIP PERSONAL_NUMBER PAGER UAN VOICEMAIL'.split(' ')

/** The numbers of a plan: where countries share a calling code, those of its types, otherwise the general form. */
const patternOf = (plan: Numbering): string => {
  const patterns = plan.hasTypes() ? types.map((type) => plan.type(type)?.pattern()).filter(Boolean) : []
  return patterns.length > 0 ? patterns.join('|') : plan.nationalNumberPattern()
}

const build = (country: CountryCode): Plan => {
  metadata ??= new Metadata()
  metadata.selectNumberingPlan(country)
  const plan = metadata.numberingPlan as Numbering
  const prefix = plan.nationalPrefix()
  const parsing = plan.nationalPrefixForParsing()
  return {
    code: plan.callingCode(),
    country,
    national: new RegExp(`^(?:${patternOf(plan)})$`),
    lengths: new Set(plan.possibleLengths()),
    trunk: parsing && !plan.nationalPrefixTransformRule() ? prefix : undefined,
    stripped: parsing ? new RegExp(`^(?:${parsing})`) : undefined,
  }
}

const fits = (plan: Plan, national: string): boolean =>
  plan.lengths.has(national.length) && plan.national.test(national)

/** Countries that lead their calling code and make up most of the numbers that people have. */
const leading =
  'US GB RU IT CN DE FR ES NL BE AT CH SE DK PL PT IE GR CZ JP KR IN BR SG HK MY TH VN ID PH ZA TR MX IL AE'.split(' ')
let byCode: Map<string, Plan> | undefined
const leadingByCode = (): Map<string, Plan> =>
  new Map(leading.map((country) => [planOf(country)!.code, planOf(country)!]))

/** Numbers that people write without a trunk prefix, and that mean nothing else there. */
const withoutTrunk: { readonly [country: string]: { readonly code: string; readonly form: RegExp } } = {
  CN: { code: '+86', form: /^1[3-9]\d{9}$/ },
}

/** Numbers that are plainly written, read by the numbering plan alone: the library's full search costs ten times as much. */
const quick = (text: string, country: string): string | undefined => {
  const digits = text.replace(/[\s().\-/]/g, '')
  if (digits.startsWith('+')) return /^\+\d{7,15}$/.test(digits) ? international(digits.slice(1)) : undefined
  if (!/^\d{6,14}$/.test(digits) || digits.startsWith('00')) return undefined
  const bare = withoutTrunk[country]
  if (bare?.form.test(digits)) return bare.code + digits
  const plan = planOf(country)
  if (plan?.trunk === undefined || plan.trunk === '') return undefined
  // Some countries strip other things too, such as Britain's 18002 of text relay.
  if (plan.stripped?.exec(digits)?.[0] !== plan.trunk) return undefined
  const national = digits.slice(plan.trunk.length)
  return !national.startsWith(plan.trunk) && fits(plan, national) ? `+${plan.code}${national}` : undefined
}

const international = (digits: string): string | undefined => {
  byCode ??= leadingByCode()
  for (const length of [1, 2, 3]) {
    const plan = byCode.get(digits.slice(0, length))
    const national = digits.slice(length)
    if (plan && fits(plan, national) && !plan.stripped?.test(national)) return `+${digits}`
  }
  return undefined
}

const exact = (text: string, country: string): string | undefined => {
  const found = parsePhoneNumber(text, { defaultCountry: country as CountryCode, extract: false })
  if (!found?.isValid()) return undefined
  return found.ext ? `${found.number};ext=${found.ext}` : found.number
}

const remembered = new Map<string, string | undefined>()

/**
 * A phone in E.164 ("+442071838750", with ";ext=12" where it names an extension), or undefined when it is none.
 * Takes what people write: spaces, brackets, "(0)", 0044, full-width digits, "Tel.:" in front, and numbers that a
 * spreadsheet turned into 4.47712E+11 or 447712345678.0.
 */
export const readPhone = (given: string, country: string): string | undefined => {
  const text = /^[\x20-\x7e]*$/.test(given)
    ? given.trim()
    : given
        .normalize('NFKC')
        .replace(/[\u200b-\u200f\u202a-\u202e\ufeff]/g, '')
        .trim()
  const fast = quick(text, country)
  if (fast) return fast
  const key = `${country}${text}`
  if (remembered.has(key)) return remembered.get(key)
  const read = slow(text, country)
  if (remembered.size > 20_000) remembered.clear()
  remembered.set(key, read)
  return read
}

const slow = (given: string, country: string): string | undefined => {
  if (given.length > 60) return undefined
  const text = given
    .replace(/^(tel|telephone|phone|mobile|mob|cell|fax|电话|手机|[tmpf])\s*[.:：]+\s*/i, '')
    .replace(/^tel:/i, '')
    .replace(/\(0\)/, '')
    .replace(/^(\d+)\.0$/, '$1')
    .replace(/^00(?=[1-9])/, '+')
  if (/\d\.\d+e\+?\d+/i.test(text)) return undefined
  const place = isSupportedCountry(country) ? country : 'GB'
  return exact(text, place) ?? (/^[1-9]\d{9,14}$/.test(text) ? exact(`+${text}`, place) : undefined)
}
