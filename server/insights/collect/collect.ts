import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import type { InsightKind } from '../run/kind.ts'

/** One source of data: how much of it there is, since when, and of how many customers it tells. */
export interface Source {
  readonly name: string
  readonly label: Label
  readonly rows: number
  readonly since: string | null
  readonly until: string | null
  readonly customers: number
  /** Rows that say nothing to a model, and why. */
  readonly unused: number
  readonly because: Label | null
}

interface Place {
  readonly name: string
  readonly label: Label
  readonly from: Sql
  readonly at: Sql
  readonly customer: Sql
  readonly unused?: { readonly when: Sql; readonly because: Label }
}

const nobody = label('without a customer or a date', '没有客户或日期')
const without = (at: Sql, customer = sql`customer`) => ({
  when: sql`${customer} is null or ${at} is null`,
  because: nobody,
})

const places: readonly Place[] = [
  {
    name: 'customer',
    label: label('Customers', '客户'),
    from: sql`customer`,
    at: sql`coalesce(first_order_at, created_at)`,
    customer: sql`id`,
  },
  {
    name: 'order',
    label: label('Orders', '订单'),
    from: sql`"order"`,
    at: sql`placed_at`,
    customer: sql`customer`,
    unused: without(sql`placed_at`),
  },
  {
    name: 'order_line',
    label: label('Order lines', '订单明细'),
    from: sql`(select l.id, l.deleted_at, o.placed_at, o.customer, l.product from order_line l join "order" o on o.id = l.order) lines`,
    at: sql`placed_at`,
    customer: sql`customer`,
    unused: {
      when: sql`product is null or customer is null`,
      because: label('without a product or a customer', '没有产品或客户'),
    },
  },
  {
    name: 'return',
    label: label('Returns', '退货'),
    from: sql`return`,
    at: sql`coalesce(returned_at, created_at)`,
    customer: sql`customer`,
    unused: without(sql`created_at`),
  },
  {
    name: 'deal',
    label: label('Deals', '商机'),
    from: sql`deal`,
    at: sql`created_at`,
    customer: sql`customer`,
    unused: without(sql`created_at`),
  },
  {
    name: 'ticket',
    label: label('Tickets', '工单'),
    from: sql`ticket`,
    at: sql`created_at`,
    customer: sql`customer`,
    unused: without(sql`created_at`),
  },
  {
    name: 'review',
    label: label('Reviews', '评价'),
    from: sql`review`,
    at: sql`at`,
    customer: sql`customer`,
    unused: without(sql`at`),
  },
  {
    name: 'campaign_contact',
    label: label('Campaign contacts', '营销触达'),
    from: sql`campaign_contact`,
    at: sql`at`,
    customer: sql`customer`,
    unused: without(sql`at`),
  },
  { name: 'consent', label: label('Consents', '授权同意'), from: sql`consent`, at: sql`at`, customer: sql`customer` },
  {
    name: 'event',
    label: label('Events', '行为事件'),
    from: sql`(select customer_id as customer, at, null::timestamptz as deleted_at from event) events`,
    at: sql`at`,
    customer: sql`customer`,
  },
]

type Counted = Omit<Source, 'name' | 'label' | 'because'>

const countOf = (db: Runner, { from, at, customer, unused }: Place): Promise<Counted> =>
  db.one<Counted>(sql`
    select count(*)::int as rows, min(${at}) as since, max(${at}) as until, count(distinct ${customer})::int as customers,
      (count(*) filter (where ${unused?.when ?? sql`false`}))::int as unused
    from ${from} where deleted_at is null`)

/** The first step: what there is to learn from. */
export const collect: InsightKind<object, { sources: Source[]; at: string }> = {
  title: label('Looking at the data', '查看数据'),
  async work(_, desk) {
    const sources: Source[] = []
    for (const [i, place] of places.entries()) {
      desk.progress(i / places.length, place.label)
      const counted = await countOf(desk.db, place)
      const { name, label: called } = place
      sources.push({
        name,
        label: called,
        ...counted,
        because: counted.unused > 0 ? (place.unused?.because ?? null) : null,
      })
    }
    return { sources, at: desk.now }
  },
}
