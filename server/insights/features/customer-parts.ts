import { type Sql, sql } from '../../database/sql.ts'
import { refusing } from '../withdrawn.ts'
import type { Among } from './sample.ts'

/**
 * What is known of customers before a moment, one part a source, each grouped by customer in one pass. Only moments at which
 * things happened count (`placed_at`, `returned_at`, `at`), never the state in which a record stands today, so later rows and later
 * changes do not reach back.
 */
export const partsBefore = (at: Sql, among: Among): Sql => sql`
  orders as materialized (
    select o.customer, o.id, o.placed_at, coalesce(o.total, 0) as total, coalesce(o.cost, 0) as cost, o.channel
    from "order" o
    where o.deleted_at is null and o.customer is not null and o.placed_at < ${at}
      and ${among(sql`o.customer`)} and (o.status <> 'cancelled' or ${cancelledLater(at)})),
  bought as (
    select customer, count(*) as orders, sum(total) as revenue, sum(total - cost) as margin, max(placed_at) as last_at,
      min(placed_at) as first_at, max(total) as largest, count(distinct placed_at::date) as days,
      count(*) filter (where placed_at >= ${at} - interval '30 days') as orders_30,
      count(*) filter (where placed_at >= ${at} - interval '90 days') as orders_90,
      coalesce(sum(total) filter (where placed_at >= ${at} - interval '90 days'), 0) as revenue_90
    from orders group by customer),
  lines as (
    select o.customer, count(*) as lines, count(distinct l.product) as products, sum(l.quantity) as pieces,
      count(*) filter (where l.discount > 0) as discounted
    from order_line l join orders o on o.id = l."order" where l.deleted_at is null group by o.customer),
  came_back as (
    select t.customer, count(distinct t.id) as returns, coalesce(sum(l.amount), 0) as amount
    from return t left join return_line l on l.return = t.id and l.deleted_at is null
    where t.deleted_at is null and t.customer is not null and coalesce(t.returned_at, t.created_at) < ${at} and ${among(sql`t.customer`)} group by t.customer),
  asked as (
    select customer, count(*) as tickets, count(*) filter (where created_at >= ${at} - interval '90 days') as tickets_90,
      count(*) filter (where kind = 'complaint') as complaints
    from ticket where deleted_at is null and customer is not null and created_at < ${at} and ${among(sql`customer`)} group by customer),
  did as (
    select customer_id as customer, count(*) filter (where at >= ${at} - interval '30 days') as events_30, count(*) as events, max(at) as last_at
    from event where at < ${at} and ${among(sql`customer_id`)} group by customer_id),
  reached as (
    select customer, count(*) as contacts, count(*) filter (where at >= ${at} - interval '90 days') as contacts_90
    from campaign_contact where deleted_at is null and at < ${at} and ${among(sql`customer`)} group by customer),
  said as (
    select customer, count(*) as reviews, avg(rating) as stars
    from review where deleted_at is null and customer is not null and at < ${at} and ${among(sql`customer`)} group by customer),
  dealt as (
    select customer, count(*) as deals, count(*) filter (where closed_at < ${at} and status = 'won') as won
    from deal where deleted_at is null and customer is not null and created_at < ${at} and ${among(sql`customer`)} group by customer),
  allowed as (
    select distinct on (customer) customer, given
    from consent where deleted_at is null and purpose = 'marketing' and coalesce(at, created_at) < ${at} and ${among(sql`customer`)}
    order by customer, coalesce(at, created_at) desc, id desc),
  refused as (${refusing})`

/** An order that was cancelled after the moment stood at the moment; of one that came in as cancelled nobody knows that it ever stood. */
const cancelledLater = (at: Sql): Sql => sql`o.id in (
  select h.record from change h
  where h.object = 'order' and h.at >= ${at} and h.before is not null and h.after ->> 'status' = 'cancelled')`

/** Whoever refused profiling is in no model, neither to learn from nor to be scored. */
export const mayBeProfiled = sql`not exists (select 1 from refused f where f.customer = c.id)`

export const partJoins = sql`
  left join bought b on b.customer = c.id left join lines l on l.customer = c.id left join came_back r on r.customer = c.id
  left join asked k on k.customer = c.id left join did e on e.customer = c.id left join reached m on m.customer = c.id
  left join said v on v.customer = c.id left join dealt d on d.customer = c.id left join allowed w on w.customer = c.id`
