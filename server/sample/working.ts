import type { Ready } from '../records/import/load.ts'
import { type Cast, daysFrom, isChinese, notAfter } from './cast.ts'

export interface Working {
  readonly tasks: readonly (Ready & { readonly doneAt: string | null })[]
  readonly calls: readonly Ready[]
  readonly meetings: readonly Ready[]
  readonly notes: readonly Ready[]
  readonly reviews: readonly Ready[]
}

const chores = [
  ['Send the new catalogue', '寄送新目录'],
  ['Ask how the last order sold', '询问上次订单的销售情况'],
  ['Check the price for 500 pieces', '核对 500 件的价格'],
  ['Call back about samples', '回电确认样品'],
] as const
const talks = [
  ['About the next order', '关于下次订单'],
  ['Delivery dates', '交货日期'],
  ['Samples arrived', '样品已到'],
] as const
const remarks = [
  ['Prefers deliveries on Tuesdays.', '希望周二送货。'],
  ['Opens a second shop next year.', '明年开第二家店。'],
  ['Very happy with the last delivery.', '对上次交货非常满意。'],
  ['Pays early when there is a discount.', '有折扣时会提前付款。'],
] as const
const praise = [
  [5, 'Lovely', 'Sold out within a week.', '太好了', '一周就卖完了。'],
  [5, 'Just right', 'Exactly as in the picture.', '正合适', '和图片一模一样。'],
  [4, 'Good', 'Good quality, slow delivery.', '不错', '质量好，送货慢。'],
  [3, 'All right', 'A little smaller than we thought.', '一般', '比想象中小一点。'],
  [2, 'Not again', 'Two of twelve were chipped.', '不会再买', '十二个里有两个磕坏了。'],
] as const

const tasksOf = ({ chance, newId, now, customers }: Cast): Working['tasks'] =>
  Array.from({ length: 40 }, () => {
    const who = chance.pick(customers)
    const days = chance.whole(-40, 21)
    const done = days < 0 && chance.happens(0.75)
    const [en, zh] = chance.pick(chores)
    const due = daysFrom(now, days, chance)
    const at = notAfter(daysFrom(due, -chance.whole(2, 14), chance), now.toISOString())
    const values = {
      title: isChinese(who) ? zh : en,
      status: done ? 'done' : chance.pick(['open', 'open', 'doing']),
      priority: chance.pick(['low', 'normal', 'normal', 'high']),
      due_at: due,
      customer: who.id,
      about: `customer/${who.id}`,
    }
    return { id: newId(), at, values, doneAt: done ? due : null }
  })

const about = (
  cast: Cast,
  count: number,
  make: (who: Cast['customers'][number], at: string) => Ready['values'],
): Ready[] =>
  Array.from({ length: count }, () => {
    const who = cast.chance.pick(cast.customers)
    const at = daysFrom(cast.now, -cast.chance.whole(1, 150), cast.chance)
    return { id: cast.newId(), at, values: { ...make(who, at), customer: who.id, about: `customer/${who.id}` } }
  })

const reviewsOf = ({ chance, newId, now, customers, orders }: Cast): Ready[] => {
  const known = new Map(customers.map((one) => [one.id, one]))
  return chance
    .some(
      orders.filter((order) => order.product),
      0.25,
    )
    .map((order) => {
      const [rating, title, text, zhTitle, zhText] = chance.pick(praise)
      const chinese = isChinese(known.get(order.customer)!)
      const at = notAfter(daysFrom(order.at, chance.whole(5, 25), chance), now.toISOString())
      return {
        id: newId(),
        at,
        values: {
          title: chinese ? zhTitle : title,
          text: chinese ? zhText : text,
          rating,
          customer: order.customer,
          product: order.product,
          order: order.id,
          at,
          source: 'Web shop',
          published: rating > 2,
        },
      }
    })
}

/** Tasks, calls, meetings and notes about customers, and what these think of what they bought. */
export const workingOf = (cast: Cast): Working => {
  const { chance } = cast
  const word = (who: { country: string | null }, [en, zh]: readonly [string, string]): string =>
    isChinese(who) ? zh : en
  return {
    tasks: tasksOf(cast),
    calls: about(cast, 70, (who, at) => ({
      title: word(who, chance.pick(talks)),
      direction: chance.pick(['in', 'out']),
      outcome: chance.pick(['reached', 'reached', 'missed', 'voicemail']),
      at,
      duration: chance.whole(2, 25),
    })),
    meetings: about(cast, 18, (who, at) => ({
      title: word(who, ['Visit', '拜访']),
      starts_at: at,
      ends_at: new Date(Date.parse(at) + 3_600_000).toISOString(),
      place: who.country,
      status: 'held',
    })),
    notes: about(cast, 60, (who) => ({ text: word(who, chance.pick(remarks)) })),
    reviews: reviewsOf(cast),
  }
}
