import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { Unit } from '@rapport/vocabulary/insights/report.ts'
import { type Sql, sql } from '../../database/sql.ts'
import type { Feature } from './feature.ts'

const does = (name: string, called: Label, unit: Unit, expression: Sql): Feature => ({
  name,
  label: called,
  unit,
  about: 'does',
  sql: expression,
})

const daysSince = (at: Sql, moment: Sql): Sql => sql`extract(epoch from ${at} - ${moment}) / 86400`
const many = (count: Sql): Sql => sql`coalesce(${count}, 0)`

/** What customers do, as it is known at a moment. */
export const behaviourAt = (at: Sql): readonly Feature[] => [
  does('days_since_order', label('Days since the last order', '距上次下单天数'), 'days', daysSince(at, sql`b.last_at`)),
  does('days_known', label('Days since the first order', '距首次下单天数'), 'days', daysSince(at, sql`b.first_at`)),
  does('orders', label('Orders', '订单数'), 'count', many(sql`b.orders`)),
  does('orders_30', label('Orders in the last 30 days', '近 30 天订单数'), 'count', many(sql`b.orders_30`)),
  does('orders_90', label('Orders in the last 90 days', '近 90 天订单数'), 'count', many(sql`b.orders_90`)),
  does('order_days', label('Days with an order', '有订单的天数'), 'count', many(sql`b.days`)),
  does(
    'days_between',
    label('Usual days between orders', '通常下单间隔（天）'),
    'days',
    sql`case when b.orders > 1 then extract(epoch from b.last_at - b.first_at) / 86400 / (b.orders - 1) end`,
  ),
  does(
    'overdue',
    label('Silence compared with the usual rhythm', '沉默时长与通常间隔之比'),
    'number',
    sql`case when b.orders > 1 then extract(epoch from ${at} - b.last_at) / 86400 / greatest(1, extract(epoch from b.last_at - b.first_at) / 86400 / (b.orders - 1)) end`,
  ),
  does('revenue', label('Revenue so far', '累计收入'), 'money', many(sql`b.revenue`)),
  does('revenue_90', label('Revenue of the last 90 days', '近 90 天收入'), 'money', many(sql`b.revenue_90`)),
  does('mean_order', label('Mean order', '平均订单金额'), 'money', sql`b.revenue / nullif(b.orders, 0)`),
  does('largest_order', label('Largest order', '最大订单金额'), 'money', sql`b.largest`),
  does('products', label('Different products bought', '购买过的产品种数'), 'count', many(sql`l.products`)),
  does('pieces', label('Pieces bought', '购买件数'), 'count', many(sql`l.pieces`)),
  does(
    'discounted',
    label('Share of lines with a discount', '打折明细占比'),
    'share',
    sql`l.discounted::float8 / nullif(l.lines, 0)`,
  ),
  does('returns', label('Returns', '退货次数'), 'count', many(sql`r.returns`)),
  does(
    'returned_share',
    label('Share of revenue that came back', '退货金额占比'),
    'share',
    sql`coalesce(r.amount, 0) / nullif(b.revenue, 0)`,
  ),
  does('tickets', label('Tickets', '工单数'), 'count', many(sql`k.tickets`)),
  does('tickets_90', label('Tickets in the last 90 days', '近 90 天工单数'), 'count', many(sql`k.tickets_90`)),
  does('complaints', label('Complaints', '投诉数'), 'count', many(sql`k.complaints`)),
  does(
    'events',
    label('Things it did (visits, clicks, searches)', '行为次数（访问、点击、搜索）'),
    'count',
    many(sql`e.events`),
  ),
  does('events_30', label('Things it did in the last 30 days', '近 30 天行为次数'), 'count', many(sql`e.events_30`)),
  does(
    'days_since_event',
    label('Days since it last did something', '距上次行为天数'),
    'days',
    daysSince(at, sql`e.last_at`),
  ),
  does('contacts', label('Times reached by campaigns', '营销触达次数'), 'count', many(sql`m.contacts`)),
  does(
    'contacts_90',
    label('Reached by campaigns in the last 90 days', '近 90 天营销触达次数'),
    'count',
    many(sql`m.contacts_90`),
  ),
  does('reviews', label('Reviews written', '评价数'), 'count', many(sql`v.reviews`)),
  does('stars', label('Mean stars given', '平均评分'), 'number', sql`v.stars`),
  does('deals', label('Deals', '商机数'), 'count', many(sql`d.deals`)),
  does('deals_won', label('Deals won', '赢单数'), 'count', many(sql`d.won`)),
  does('marketing_allowed', label('Allowed marketing', '同意营销'), 'yes_no', sql`(w.given)::int`),
]
