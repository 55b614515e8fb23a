import type { Ready } from '../records/import/load.ts'
import type { Cast } from './cast.ts'

const before = (at: string, minutes: number): string => new Date(Date.parse(at) - minutes * 60_000).toISOString()

type Event = {
  readonly customer: string
  readonly type: string
  readonly at: string
  readonly channel: string
  readonly product?: string
  readonly campaign?: string
  readonly properties?: object
  readonly id: string
}

/** The way to an order: pages, products, cart, checkout. */
const visit = (
  { chance, newId, products }: Cast,
  customer: string,
  at: string,
  product: string | null,
  bought: boolean,
): Event[] => {
  const event = (type: string, minutes: number, more: object = {}): Event => ({
    id: newId(),
    customer,
    type,
    at: before(at, minutes),
    channel: 'web',
    ...more,
  })
  const looked = Array.from({ length: chance.whole(1, 5) }, (_, i) =>
    event('product_viewed', 18 - i, { product: chance.pick(products).id }),
  )
  const searched = chance.happens(0.4)
    ? [event('searched', 21, { properties: { words: chance.pick(['mug', 'bag', 'christmas', 'heart', 'card']) } })]
    : []
  const cart = product ? [event('cart_added', 8, { product })] : []
  return [
    event('page_viewed', 24),
    ...searched,
    ...looked,
    ...(bought ? [...cart, event('checkout_started', 3)] : chance.happens(0.3) ? cart : []),
  ]
}

/** What customers did in the shop and with their mail, in step with their orders and campaigns. */
export const behavingOf = (cast: Cast, contacts: readonly Ready[]): Event[] => {
  const { chance, newId, now } = cast
  const toOrders = cast.orders.flatMap((order) => visit(cast, order.customer, order.at, order.product, true))
  const idle = Array.from({ length: 300 }, () =>
    visit(
      cast,
      chance.pick(cast.customers).id,
      new Date(now.getTime() - chance.whole(60, 200_000) * 60_000).toISOString(),
      chance.pick(cast.products).id,
      false,
    ),
  ).flat()
  const mail = contacts.flatMap(({ values }): Event[] => {
    const { campaign, customer, at, status } = values as {
      campaign: string
      customer: string
      at: string
      status: string
    }
    if (!['opened', 'clicked', 'responded'].includes(status)) return []
    const opened: Event = { id: newId(), customer, type: 'mail_opened', at: before(at, 2), channel: 'email', campaign }
    return status === 'opened' ? [opened] : [opened, { ...opened, id: newId(), type: 'link_clicked', at }]
  })
  return [...toOrders, ...idle, ...mail]
}
