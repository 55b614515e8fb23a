/** ISO 3166-1 alpha-2 codes of countries and territories that have phones and addresses. */
const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  )

const others: { readonly [name: string]: string } = {
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  'united states of america': 'US',
  america: 'US',
  eire: 'IE',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  'south korea': 'KR',
  korea: 'KR',
  'republic of korea': 'KR',
  russia: 'RU',
  uae: 'AE',
  prc: 'CN',
  "people's republic of china": 'CN',
  'hong kong': 'HK',
  macau: 'MO',
  taiwan: 'TW',
  rsa: 'ZA',
  'channel islands': 'JE',
  vietnam: 'VN',
  deutschland: 'DE',
  österreich: 'AT',
  schweiz: 'CH',
  suisse: 'CH',
  españa: 'ES',
  italia: 'IT',
  belgique: 'BE',
  brasil: 'BR',
  中华人民共和国: 'CN',
  香港: 'HK',
  澳门: 'MO',
  台湾: 'TW',
  大陆: 'CN',
  中国大陆: 'CN',
}

const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

const byName = (): Map<string, string> => {
  const known = new Map<string, string>()
  for (const locale of ['en', 'zh-CN', 'de', 'fr', 'es']) {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    for (const code of codes) known.set(folded(names.of(code) ?? code), code)
  }
  for (const code of codes) known.set(code.toLowerCase(), code)
  for (const [name, code] of Object.entries(others)) known.set(name, code)
  return known
}

let known: Map<string, string> | undefined

/** The ISO code of a country by its code or its name in English, Chinese, German, French or Spanish; undefined when it is none. */
export const countryCode = (given: string): string | undefined => {
  known ??= byName()
  return known.get(given) ?? known.get(folded(given))
}
