/* Invented customers, the same for the same seed: one in five Chinese, one in six a company. */
const first =
  'Ann Bob Carl Dana Eva Finn Gina Hugo Ida Jon Karla Liam Mia Noah Olga Paul Quinn Rosa Sam Tina Uwe Vera Will Xenia Yann Zoe John Mary James Emma Oliver Sophia Lucas Amelia Mason Harper Ethan Evelyn Logan Abigail'.split(
    ' ',
  )
const family =
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Edwards Hughes Green Hall Lewis Harris Clarke Jackson Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Hoffmann Rossi Ferrari García López Martínez Dubois Moreau Laurent Novák Kowalski Jensen Hansen Larsen Berg Lindqvist Virtanen Ivanov Petrov Sato Tanaka Kim'.split(
    ' ',
  )
const syllables =
  'ba be bi bo da de di do fa fe fi fo ga ge go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo za ze zi zo'.split(
    ' ',
  )
const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文梅']
const sorts = ['Ltd', 'GmbH', 'Inc', 'SA', 'Trading', 'Studio', 'Foods', 'Systems']
const countries = [
  'United Kingdom',
  'Germany',
  'France',
  'Spain',
  'China',
  'Netherlands',
  'Italy',
  'Norway',
  'Japan',
  'Australia',
]
const sources = ['web', 'fair', 'referral', 'advert', 'import']

export type Invented = { readonly [field: string]: unknown }

/** A small generator of chance with a seed (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

export function inventedCustomer(i: number): Invented {
  const draw = chance(i * 7919 + 13)
  const one = <T>(list: readonly T[]): T => list[draw(list.length)]!
  const word = () => one(syllables) + one(syllables) + one(syllables)
  const chinese = draw(5) === 0
  const company = draw(6) === 0
  const coined = word()
  const name = company
    ? `${coined.charAt(0).toUpperCase()}${coined.slice(1)} ${one(sorts)}`
    : chinese
      ? one(surnames) + one(given) + (draw(3) ? one(given) : '')
      : `${one(first)} ${draw(3) ? one(family) : coined.charAt(0).toUpperCase() + coined.slice(1)}`
  const stem = company || chinese ? coined : name.split(' ')[0]!.toLowerCase()
  return {
    type: company ? 'company' : 'person',
    name,
    emails: [{ value: `${stem}.${word()}${i}@example.${one(['com', 'org', 'net'])}`, label: 'work' }],
    phones: draw(4)
      ? [
          {
            value: chinese
              ? `+861${3 + draw(7)}${String(draw(1e9)).padStart(9, '0')}`
              : `+447${String(draw(1e9)).padStart(9, '0')}`,
          },
        ]
      : null,
    country: chinese ? 'China' : one(countries),
    lifecycle: one(['prospective', 'active', 'active', 'lapsed']),
    source: one(sources),
    external_id: `C${String(i).padStart(8, '0')}`,
    orders: draw(40),
    value: `${draw(100_000)}.${String(draw(100)).padStart(2, '0')}`,
  }
}
