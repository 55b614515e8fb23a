import { type Cast, DAY, daysFrom, isChinese, type Member, notAfter } from './cast.ts'
import type { Helping } from './helping.ts'

type Phrase = readonly [en: string, zh: string]

interface Matter {
  readonly kind: 'consultation' | 'repair' | 'return' | 'refund' | 'complaint'
  /** How often it comes up, how often it is urgent, and the days it takes. */
  readonly weight: number
  readonly urgent: number
  readonly days: readonly [least: number, most: number]
  readonly subjects: readonly Phrase[]
  readonly asked: readonly Phrase[]
  readonly answer: Phrase
}

const matters: readonly Matter[] = [
  {
    kind: 'consultation',
    weight: 4,
    urgent: 0.1,
    days: [0, 2],
    subjects: [
      ['A question before we order', '下单前的问题'],
      ['Do you have it in green?', '有绿色的吗？'],
      ['Minimum quantity', '最小起订量'],
    ],
    asked: [
      ['Could you tell us how many come in a box, and whether you ship samples?', '请问一箱有多少个，可以寄样品吗？'],
      ['Is there a price list for 200 pieces, and when could you deliver?', '200 件有价目表吗？什么时候可以交货？'],
      [
        'Which of the two sizes fits a standard shelf? Do you have measurements?',
        '哪种尺寸适合标准货架？有具体尺寸吗？',
      ],
    ],
    answer: ['Here is what you asked for, with our price list.', '您需要的信息如下，附上价目表。'],
  },
  {
    kind: 'repair',
    weight: 2,
    urgent: 0.2,
    days: [5, 14],
    subjects: [
      ['It no longer works', '不能用了'],
      ['The hinge came off', '合页掉了'],
      ['Can this be mended?', '这个能修吗？'],
    ],
    asked: [
      [
        'The mechanism stopped after two weeks. Can you repair it under warranty?',
        '用了两周就不动了，保修期内可以维修吗？',
      ],
      [
        'The handle is loose and the lamp flickers. Where do we send it for repair?',
        '把手松了，灯也闪，维修寄到哪里？',
      ],
    ],
    answer: ['Repaired free of charge and on its way back.', '已免费修好并寄回。'],
  },
  {
    kind: 'return',
    weight: 3,
    urgent: 0.05,
    days: [3, 8],
    subjects: [
      ['Sending some back', '想退回一部分'],
      ['Not what our shop needs', '不适合我们店'],
      ['Return label, please', '请寄退货单'],
    ],
    asked: [
      ['We have two boxes too many and would like to send them back unopened.', '多了两箱，没有拆封，想退回。'],
      ['They do not sell here. May we return them within the thirty days?', '这里不好卖，三十天内可以退货吗？'],
    ],
    answer: ['The return label is attached; the credit follows.', '退货单见附件，随后退款。'],
  },
  {
    kind: 'refund',
    weight: 2,
    urgent: 0.3,
    days: [1, 5],
    subjects: [
      ['Money back for broken pieces', '破损要求退款'],
      ['Charged twice', '重复扣款'],
      ['Refund still missing', '还没收到退款'],
    ],
    asked: [
      ['Four pieces arrived broken. Please refund them.', '有四个到货时碎了，请退款。'],
      ['Our card was charged twice for one order. Please pay one of them back.', '同一订单扣了两次款，请退还一次。'],
    ],
    answer: ['The refund has been paid out.', '退款已支付。'],
  },
  {
    kind: 'complaint',
    weight: 2,
    urgent: 0.6,
    days: [1, 4],
    subjects: [
      ['Late for the third time', '第三次迟到了'],
      ['Nobody calls back', '没有人回电'],
      ['This is not good enough', '太让人失望了'],
    ],
    asked: [
      ['We waited two weeks, nobody answered and our customers are angry.', '我们等了两周，没有人回复，顾客都生气了。'],
      ['Again the wrong goods, again a day lost. We are very disappointed.', '又发错货，又浪费一天，非常失望。'],
    ],
    answer: ['We apologise; a colleague has called and put it right.', '非常抱歉，同事已致电并处理好。'],
  },
]
const hurry: Phrase = ['It is urgent: we need it today.', '非常紧急，今天就要。']

const drawn = matters.flatMap((matter) => Array.from({ length: matter.weight }, () => matter))

const past = (cast: Cast, who: Member, order: Cast['orders'][number]) => {
  const { chance, newId, now } = cast
  const matter = chance.pick(drawn)
  const word = ([en, zh]: Phrase): string => (isChinese(who) ? zh : en)
  const urgent = chance.happens(matter.urgent)
  const [least, most] = matter.days
  const at = daysFrom(order.at, chance.whole(1, 20), chance)
  const replied = new Date(Date.parse(at) + chance.whole(20, urgent ? 240 : 1200) * 60_000).toISOString()
  const hours = chance.whole(least * 24, most * 24) * (urgent ? 0.5 : 1) + 1
  const resolved = new Date(Date.parse(replied) + hours * 3_600_000).toISOString()
  const text = [word(chance.pick(matter.asked)), ...(urgent ? [word(hurry)] : [])].join(' ')
  const unhappy = matter.kind === 'complaint' || matter.kind === 'refund'
  const values = {
    subject: word(chance.pick(matter.subjects)),
    customer: who.id,
    order: order.id,
    product: order.product,
    // People file some of what they are asked under something else.
    kind: chance.happens(0.09) ? chance.pick(matters).kind : matter.kind,
    status: chance.pick(['resolved', 'closed']),
    channel: chance.pick(['email', 'email', 'phone', 'web', 'chat']),
    description: text,
    priority: urgent ? chance.pick(['high', 'high', 'urgent']) : chance.pick(['low', 'normal', 'normal', 'normal']),
    due_at: daysFrom(at, most + 1, chance),
    resolution: word(matter.answer),
    satisfaction: chance.pick(unhappy ? [1, 2, 3, 4] : [3, 4, 5, 5]),
  }
  const id = newId()
  const said = (author: string, direction: string, words: string, when: string) => ({
    id: newId(),
    at: when,
    values: { ticket: id, author, direction, text: words, at: when },
  })
  return {
    ticket: { id, at, values, firstReply: replied, resolved: notAfter(resolved, now.toISOString()) },
    messages: [said(who.name, 'in', text, at), said('Rapport', 'out', word(matter.answer), replied)],
  }
}

/** What customers asked over the year, long answered: enough of it to learn the kind, urgency and time of what comes in. */
export const askingOf = (cast: Cast): Pick<Helping, 'tickets' | 'messages'> => {
  const known = new Map(cast.customers.map((one) => [one.id, one]))
  const before = new Date(cast.now.getTime() - 40 * DAY).toISOString()
  const cases = cast.chance
    .some(
      cast.orders.filter(({ at }) => at < before),
      0.7,
    )
    .map((order) => past(cast, known.get(order.customer)!, order))
  return { tickets: cases.map((one) => one.ticket), messages: cases.flatMap((one) => one.messages) }
}
