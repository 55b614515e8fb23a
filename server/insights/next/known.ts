import { label } from '@rapport/vocabulary/define/label.ts'
import type { Known } from '../features/feature.ts'
import type { Everyone, Own } from './past.ts'

/** One thing that is known of a customer and a product together. */
interface Told extends Known {
  readonly of: (own: Own, everyone: Everyone, beside: Float64Array, product: number) => number
}

/** Bought again later than usual: days since the last time over the mean between two of them. */
const due = ({ times, first, last }: Own, k: number): number =>
  times[k]! < 2 ? Number.NaN : last[k]! / Math.max(1, (first[k]! - last[k]!) / (times[k]! - 1))

const does = { about: 'does' } as const

/** Everything that the models learn from; all of it lies before the moment. */
export const told: readonly Told[] = [
  {
    ...does,
    name: 'own_times',
    label: label('Orders with the product', '含该产品的订单数'),
    unit: 'count',
    of: (own, _, __, k) => own.times[k]!,
  },
  {
    ...does,
    name: 'own_share',
    label: label('Share of own orders with it', '自身订单中含该产品的比例'),
    unit: 'share',
    of: (own, _, __, k) => own.times[k]! / Math.max(1, own.orders),
  },
  {
    ...does,
    name: 'own_days',
    label: label('Days since it was last bought', '距上次购买该产品的天数'),
    unit: 'days',
    of: (own, _, __, k) => own.last[k]!,
  },
  {
    ...does,
    name: 'own_due',
    label: label('Days since, over the usual time between', '距上次购买的天数与通常间隔之比'),
    unit: 'number',
    of: (own, _, __, k) => due(own, k),
  },
  {
    ...does,
    name: 'own_last',
    label: label('In the last order', '上一单含该产品'),
    unit: 'yes_no',
    of: (own, _, __, k) => own.inLast[k]!,
  },
  {
    ...does,
    name: 'all_recent',
    label: label('Share of all orders of 30 days with it', '近 30 天订单中含该产品的比例'),
    unit: 'share',
    of: (_, everyone, __, k) => everyone.recent[k]!,
  },
  {
    ...does,
    name: 'all_share',
    label: label('Share of customers who bought it', '购买过该产品的客户比例'),
    unit: 'share',
    of: (_, everyone, __, k) => everyone.share[k]!,
  },
  {
    ...does,
    name: 'all_again',
    label: label('Share of its buyers who bought it again', '其买家中再次购买的比例'),
    unit: 'share',
    of: (_, everyone, __, k) => everyone.again[k]!,
  },
  {
    ...does,
    name: 'beside',
    label: label('Goes with what was bought', '与已购产品的搭配程度'),
    unit: 'number',
    of: (_, __, beside, k) => beside[k]!,
  },
  { ...does, name: 'orders', label: label('Orders', '订单数'), unit: 'count', of: (own) => own.orders },
  {
    ...does,
    name: 'silence',
    label: label('Days since the last order', '距上次下单天数'),
    unit: 'days',
    of: (own) => own.silence,
  },
  {
    ...does,
    name: 'gap',
    label: label('Days between orders', '下单间隔天数'),
    unit: 'days',
    of: (own) => own.gap,
  },
  {
    ...does,
    name: 'breadth',
    label: label('Different products in an order', '每单不同产品数'),
    unit: 'number',
    of: (own) => own.breadth,
  },
]

export const known: readonly Known[] = told.map(({ name, label: called, unit, about }) => ({
  name,
  label: called,
  unit,
  about,
}))
