import { type Label, label } from '../define/label.ts'

/** A question that Rapport asks by itself: what it is called, of which records, and which score fields hold the answers. */
export interface ReadyQuestion {
  readonly kind: string
  readonly name: Label
  /** The question as a person would ask it. */
  readonly about: Label
  readonly object: string
  readonly icon: string
  /** Score fields; the first is the answer itself. */
  readonly fields: readonly string[]
  /** Scores of other objects that follow from the same model. */
  readonly beyond?: readonly { readonly object: string; readonly field: string; readonly lowestFirst: boolean }[]
}

/** Every ready question, one entry each; the order is that of the page. */
export const readyQuestions: readonly ReadyQuestion[] = [
  {
    kind: 'lapse',
    name: label('Lapse risk', '流失风险'),
    about: label('Which customers will not order again soon?', '哪些客户近期不会再下单？'),
    object: 'customer',
    icon: 'activity',
    fields: ['lapse_risk', 'next_order_on'],
  },
  {
    kind: 'value',
    name: label('Customer value', '客户价值'),
    about: label('What will each customer bring in the time to come?', '每位客户今后会带来多少收入？'),
    object: 'customer',
    icon: 'coin',
    fields: ['expected_revenue', 'expected_low', 'expected_high', 'expected_value', 'tier'],
  },
  {
    kind: 'lead',
    name: label('Lead score', '线索评分'),
    about: label('Who of those that do not buy now will buy?', '目前未购买的客户中，谁会购买？'),
    object: 'customer',
    icon: 'target',
    fields: ['lead_score', 'lead_fit', 'lead_engagement'],
  },
  {
    kind: 'needs',
    name: label('Needs', '需求'),
    about: label('What will each customer buy next?', '每位客户接下来会买什么？'),
    object: 'customer',
    icon: 'basket',
    fields: ['next_category', 'next_category_chance'],
  },
  {
    kind: 'next_product',
    name: label('Next product', '下一个产品'),
    about: label('Which products will each customer’s next order hold?', '每位客户的下一单会包含哪些产品？'),
    object: 'customer',
    icon: 'package',
    fields: ['next_product', 'next_product_chance', 'next_product_second', 'next_product_third'],
  },
  {
    kind: 'win',
    name: label('Deals to be won', '商机赢率'),
    about: label('Which open deals will be won?', '哪些进行中的商机会赢单？'),
    object: 'deal',
    icon: 'target-arrow',
    fields: ['win_chance'],
  },
  {
    kind: 'ticket_kind',
    name: label('Kind of a ticket', '工单类型'),
    about: label('What does a ticket ask for, by its words?', '从文本看，工单想要什么？'),
    object: 'ticket',
    icon: 'lifebuoy',
    fields: ['likely_kind'],
  },
  {
    kind: 'ticket_priority',
    name: label('Priority of a ticket', '工单优先级'),
    about: label('How urgent is a ticket, by its words?', '从文本看，工单有多紧急？'),
    object: 'ticket',
    icon: 'bell',
    fields: ['likely_priority'],
  },
  {
    kind: 'ticket_hours',
    name: label('Time to resolve', '解决时长'),
    about: label('How long will a ticket take?', '工单需要多久解决？'),
    object: 'ticket',
    icon: 'activity',
    fields: ['hours_expected'],
  },
  {
    kind: 'review_rating',
    name: label('Sentiment of reviews', '评价情感'),
    about: label('How content is a customer, by the words of a review?', '从评价文本看，客户有多满意？'),
    object: 'review',
    icon: 'star',
    fields: ['likely_rating'],
    beyond: [{ object: 'ticket', field: 'tone', lowestFirst: true }],
  },
]
