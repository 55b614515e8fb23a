import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'

/**
 * What a customer did. Not an object: append-only, high volume, no history, no trash; written in batches and read by customer or
 * through aggregates. Types beyond these are welcome (lower case letters, digits and `_`); these have words of their own.
 */
export const eventTypes = {
  page_viewed: label('Viewed a page', '浏览页面'),
  product_viewed: label('Viewed a product', '浏览产品'),
  searched: label('Searched', '搜索'),
  cart_added: label('Put into the cart', '加入购物车'),
  cart_removed: label('Took out of the cart', '移出购物车'),
  checkout_started: label('Went to the checkout', '开始结账'),
  mail_opened: label('Opened an e-mail', '打开邮件'),
  link_clicked: label('Clicked a link', '点击链接'),
  form_sent: label('Sent a form', '提交表单'),
  file_downloaded: label('Downloaded a file', '下载文件'),
  signed_up: label('Signed up', '注册'),
  signed_in: label('Signed in', '登录'),
  app_opened: label('Opened the app', '打开应用'),
  shop_visited: label('Came to the shop', '到店'),
} as const

/** What an event holds. Personal data stays out of `properties`. */
export const eventFields = {
  id: field.code(label('Number', '编号'), {
    max: 36,
    help: label('A UUID; the same one twice is kept once', 'UUID；重复的只保留一次'),
  }),
  customer: field.link(label('Customer', '客户'), { to: 'customer', required: true }),
  type: field.code(label('What', '行为'), { required: true, max: 60, pattern: '^[a-z][a-z0-9_]*$' }),
  at: field.datetime(label('When', '时间')),
  channel: field.code(label('Channel', '渠道'), { max: 60 }),
  product: field.link(label('Product', '产品'), { to: 'product' }),
  campaign: field.link(label('Campaign', '营销活动'), { to: 'campaign' }),
  properties: field.json(label('Properties', '属性')),
} as const

/** Events that one request may bring. */
export const mostEvents = 5_000
