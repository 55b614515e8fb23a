import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { Profile } from './profiles.ts'

/** A measure is worth a word when a group's mean is so many times that of everybody, or so small a part of it. */
const telling = 1.35

type Word = { readonly of: 'recency' | 'frequency' | 'average' | 'returned'; readonly high: Label; readonly low: Label }
const words: readonly Word[] = [
  { of: 'recency', high: label('long absent', '久未下单'), low: label('recent', '近期下单') },
  { of: 'frequency', high: label('frequent', '高频'), low: label('occasional', '低频') },
  { of: 'average', high: label('large orders', '大单'), low: label('small orders', '小单') },
  { of: 'returned', high: label('return much', '退货多'), low: label('return little', '退货少') },
]

const ratio = (own: number, all: number): number => Math.max(own, 1e-3) / Math.max(all, 1e-3)

/** The words by which a group differs from everybody, the most telling first. */
const wordsFor = (own: Profile, all: Profile): Label[] =>
  words
    .map(({ of, high, low }) => ({ by: Math.log(ratio(own[of], all[of])), high, low }))
    .filter(({ by }) => Math.abs(by) >= Math.log(telling))
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .map(({ by, high, low }) => (by > 0 ? high : low))

const ordinary = label('typical buyers', '普通客户')

const sentence = (parts: readonly Label[]): Label => {
  const en = parts.map((part) => part.en).join(', ')
  return label(`${en[0]!.toUpperCase()}${en.slice(1)}`, parts.map((part) => part.zh).join('、'))
}

/** A name in words for every profile, no two alike: two traits, a third where two groups share them, else a number. */
export function namesOf(profiles: readonly Profile[], all: Profile): Label[] {
  const taken = new Set<string>()
  return profiles.map((profile) => {
    const telling = wordsFor(profile, all)
    const found = telling.length === 0 ? [ordinary] : telling.slice(0, 2)
    const tries = [sentence(found), ...(telling.length > 2 ? [sentence(telling.slice(0, 3))] : [])]
    const free = tries.find(({ en }) => !taken.has(en)) ?? numbered(tries.at(-1)!, taken)
    taken.add(free.en)
    return free
  })
}

function numbered({ en, zh }: Label, taken: ReadonlySet<string>): Label {
  let n = 2
  while (taken.has(`${en} ${n}`)) n++
  return label(`${en} ${n}`, `${zh} ${n}`)
}
