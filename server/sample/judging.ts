import type { Ready } from '../records/import/load.ts'
import { type Cast, daysFrom, isChinese, notAfter } from './cast.ts'

type Phrase = readonly [en: string, zh: string]

/** What people write with one to five stars. */
const openings: readonly (readonly Phrase[])[] = [
  [
    ['Terrible', '太差了'],
    ['Broken on arrival', '到货就坏了'],
    ['Never again', '再也不买了'],
  ],
  [
    ['Disappointing', '失望'],
    ['Poor quality', '质量差'],
    ['Not as described', '与描述不符'],
  ],
  [
    ['All right', '一般'],
    ['Mixed feelings', '有好有坏'],
    ['Average', '还行'],
  ],
  [
    ['Good', '不错'],
    ['Happy with it', '满意'],
    ['Solid', '结实'],
  ],
  [
    ['Lovely', '太好了'],
    ['Perfect', '完美'],
    ['Our best seller', '卖得最好'],
  ],
]
const details: readonly (readonly Phrase[])[] = [
  [
    ['Half of it was broken and nobody answered our letter.', '一半是坏的，写信也没有人回复。'],
    ['It fell apart within a week, a waste of money.', '一周就散架了，浪费钱。'],
    ['Wrong colour, chipped edges, and a rude reply.', '颜色发错，边缘破损，态度也差。'],
  ],
  [
    ['Thin material and scratches; two pieces were chipped.', '材料薄，有划痕，两个磕坏了。'],
    ['Smaller than in the picture and it arrived late.', '比图片小，而且送晚了。'],
    ['The paint comes off; customers bring it back.', '掉漆，顾客来退。'],
  ],
  [
    ['Does its job, but the packing could be better.', '能用，但包装可以更好。'],
    ['Sells slowly; the quality is fine.', '卖得慢，质量还可以。'],
    ['A little smaller than we thought.', '比想象中小一点。'],
  ],
  [
    ['Good quality and well packed, delivery took a while.', '质量好，包装好，送货有点慢。'],
    ['Customers like it, we would order it again.', '顾客喜欢，会再订。'],
    ['Nice colours, fair price.', '颜色好看，价格公道。'],
  ],
  [
    ['Sold out within days, customers love it.', '几天就卖完了，顾客非常喜欢。'],
    ['Beautiful, exactly as in the picture, quick delivery.', '很漂亮，和图片一模一样，送货快。'],
    ['Excellent quality, wonderful service.', '质量极好，服务很棒。'],
  ],
]

const near = (rating: number): number => Math.min(5, Math.max(1, rating))

/** Stars as shops get them: many good, few bad. */
const stars = [1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5]

/** More of what customers think of what they bought, in words of their own: enough to learn the tone of what is written. */
export const judgingOf = ({ chance, newId, now, customers, orders }: Cast): Ready[] => {
  const known = new Map(customers.map((one) => [one.id, one]))
  const bought = orders.filter((order) => order.product)
  return chance.some(bought, 0.6).map((order) => {
    const rating = chance.pick(stars)
    const word = ([en, zh]: Phrase): string => (isChinese(known.get(order.customer)!) ? zh : en)
    // Stars and words do not always agree.
    const felt = near(chance.happens(0.3) ? rating + chance.pick([-1, 1]) : rating)
    const text = [chance.pick(details[felt - 1]!)]
    // People seldom say one thing only: the second sentence is of a neighbouring mood.
    if (chance.happens(0.5)) text.push(chance.pick(details[near(felt + chance.whole(-1, 1)) - 1]!))
    const at = notAfter(daysFrom(order.at, chance.whole(5, 25), chance), now.toISOString())
    return {
      id: newId(),
      at,
      values: {
        title: word(chance.pick(openings[felt - 1]!)),
        text: [...new Set(text.map(word))].join(' '),
        rating,
        customer: order.customer,
        product: order.product,
        order: order.id,
        at,
        source: chance.pick(['Web shop', 'Web shop', 'Letter after delivery']),
        published: rating > 2,
      },
    }
  })
}
