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
]
