import type { Ready } from '../records/import/load.ts'
import { type Cast, daysFrom, isChinese, type Member, notAfter } from './cast.ts'

type Kind = 'consultation' | 'repair' | 'return' | 'refund' | 'complaint'
type Script = {
  readonly kind: Kind
  readonly en: readonly [subject: string, asked: string, answered: string]
  readonly zh: readonly [string, string, string]
}

const scripts: readonly Script[] = [
  {
    kind: 'consultation',
    en: ['Is it dishwasher safe?', 'Can we put these in the dishwasher?', 'Up to 60 degrees, yes.'],
    zh: ['可以用洗碗机吗？', '这些能放进洗碗机吗？', '可以，最高 60 度。'],
  },
  {
    kind: 'consultation',
    en: [
      'Delivery before the weekend?',
      'Would an order placed today reach us by Friday?',
      'It would: we ship within a day.',
    ],
    zh: ['周末前能到吗？', '今天下单周五能到吗？', '可以，我们一天内发货。'],
  },
  {
    kind: 'repair',
    en: ['The clock stopped', 'One of the clocks stopped after a week.', 'Please send it in; the repair is free.'],
    zh: ['时钟停了', '有一个时钟用了一周就停了。', '请寄回，我们免费维修。'],
  },
  {
    kind: 'return',
    en: ['We ordered too many', 'May we send some of them back?', 'Of course, within 30 days. Here is the label.'],
    zh: ['订多了', '可以退回一部分吗？', '可以，30 天内均可，退货单见附件。'],
  },
  {
    kind: 'refund',
    en: ['Refund for broken mugs', 'Three mugs arrived in pieces.', 'We are sorry. The money is on its way.'],
    zh: ['破损退款', '有三个杯子到货时碎了。', '非常抱歉，退款已办理。'],
  },
  {
    kind: 'complaint',
    en: [
      'Wrong colour again',
      'This is the second time we got red instead of blue.',
      'That must not happen. The right ones leave today.',
    ],
    zh: ['颜色又发错了', '这是第二次把蓝色发成红色。', '实在抱歉，今天就补发正确的。'],
  },
]

export interface Helping {
  readonly tickets: readonly (Ready & { readonly firstReply: string | null; readonly resolved: string | null })[]
  readonly messages: readonly Ready[]
  readonly articles: readonly Ready[]
}

interface Case {
  readonly ticket: Helping['tickets'][number]
  readonly messages: Ready[]
}

const caseOf = (cast: Cast, who: Member, script: Script, started: string, links: object): Case => {
  const { chance, newId, now } = cast
  const today = now.toISOString()
  const at = notAfter(started, today)
  const [subject, asked, answered] = isChinese(who) ? script.zh : script.en
  const fresh = Date.parse(at) > now.getTime() - 6 * 86_400_000
  const status = fresh
    ? chance.pick(['new', 'open', 'waiting'] as const)
    : chance.happens(0.85)
      ? chance.pick(['resolved', 'closed'] as const)
      : 'waiting'
  const replied =
    status === 'new' ? null : notAfter(new Date(Date.parse(at) + chance.whole(20, 900) * 60_000).toISOString(), today)
  const done =
    (status === 'resolved' || status === 'closed') && replied
      ? notAfter(daysFrom(replied, chance.whole(1, 4), chance), today)
      : null
  const id = newId()
  const values = {
    subject,
    customer: who.id,
    kind: script.kind,
    status,
    channel: chance.pick(['email', 'phone', 'web', 'chat']),
    description: asked,
    priority: script.kind === 'complaint' ? 'high' : chance.pick(['low', 'normal', 'normal', 'normal']),
    due_at: daysFrom(at, 3, chance),
    ...(done && {
      resolution: answered,
      satisfaction: chance.pick(script.kind === 'complaint' ? [1, 2, 3, 4] : [3, 4, 5, 5]),
    }),
    ...links,
  }
  const messages: Ready[] = [
    { id: newId(), at, values: { ticket: id, author: who.name, direction: 'in', text: asked, at } },
  ]
  if (replied)
    messages.push({
      id: newId(),
      at: replied,
      values: { ticket: id, author: 'Rapport', direction: 'out', text: answered, at: replied },
    })
  return { ticket: { id, at, values, firstReply: replied, resolved: done }, messages }
}

const byKind = (...kinds: readonly Kind[]): Script[] => scripts.filter((one) => kinds.includes(one.kind))

/** Tickets that follow from orders and returns, what was written in them, and articles that answer them. */
export const helpingOf = (cast: Cast): Helping => {
  const { chance, newId, now } = cast
  const known = new Map(cast.customers.map((one) => [one.id, one]))
  const asked = chance
    .some(cast.orders, 0.14)
    .map((order) =>
      caseOf(
        cast,
        known.get(order.customer)!,
        chance.pick(byKind('consultation', 'consultation', 'repair', 'complaint', 'refund')),
        daysFrom(order.at, chance.whole(1, 20), chance),
        { order: order.id, product: order.product },
      ),
    )
  const returned = chance.some(cast.returns, 0.6).map((one) =>
    caseOf(cast, known.get(one.customer)!, byKind('return')[0]!, daysFrom(one.at, -chance.whole(1, 4), chance), {
      order: one.order,
    }),
  )
  const recent = Array.from({ length: 14 }, () =>
    caseOf(cast, chance.pick(cast.customers), chance.pick(scripts), daysFrom(now, -chance.whole(0, 5), chance), {}),
  )
  const cases = [...asked, ...returned, ...recent]
  const articles = scripts.map(
    ({ en }): Ready => ({
      id: newId(),
      values: { title: en[0], text: `${en[1]}\n\n${en[2]}`, status: 'public', language: 'en' },
    }),
  )
  return { tickets: cases.map((one) => one.ticket), messages: cases.flatMap((one) => one.messages), articles }
}
