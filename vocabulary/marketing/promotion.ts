import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** An offer with its terms: a discount, a gift, free delivery. */
export const promotion = defineObject({
  name: 'promotion',
  plural: 'promotions',
  concept: 'marketing',
  label: label('Promotion', '促销'),
  labels: label('Promotions', '促销'),
  icon: 'discount',
  title: 'name',
  fields: {
    name: field.text(label('Name', '名称'), { required: true, max: 200, search: true, index: true }),
    code: field.code(label('Voucher code', '优惠码'), { unique: true, search: true, max: 50 }),
    kind: field.choice(
      label('Kind', '类型'),
      {
        percent: { label: label('Percent off', '折扣'), colour: 'orange' },
        amount: { label: label('Amount off', '立减'), colour: 'violet' },
        gift: { label: label('Gift', '赠品'), colour: 'pink' },
        delivery: { label: label('Free delivery', '包邮'), colour: 'teal' },
      },
      { required: true, default: 'percent' },
    ),
    percent: field.percent(label('Percent', '折扣率'), { min: 0, max: 100 }),
    amount: field.money(label('Amount', '金额'), { min: 0 }),
    campaign: field.link(label('Campaign', '营销活动'), { to: 'campaign', reverse: label('Promotions', '促销') }),
    products: field.links(label('Products', '适用产品'), { to: 'product', reverse: label('Promotions', '促销') }),
    from: field.date(label('From', '开始日期'), { index: true }),
    until: field.date(label('Until', '结束日期'), { index: true }),
    limit: field.integer(label('Most uses', '使用上限'), { min: 0 }),
    used: field.integer(label('Used', '已使用'), { min: 0, default: 0 }),
    active: field.boolean(label('In use', '启用'), { default: true }),
    terms: field.longText(label('Terms', '条款')),
  },
  list: {
    columns: ['name', 'code', 'kind', 'percent', 'amount', 'from', 'until', 'used', 'active'],
    sort: '-created_at',
  },
  span: { from: 'from', until: 'until' },
  page: {
    numbers: ['used', 'limit'],
    sections: [
      {
        label: label('Promotion', '促销'),
        fields: [
          'name',
          'code',
          'kind',
          'percent',
          'amount',
          'campaign',
          'products',
          'from',
          'until',
          'limit',
          'active',
          'terms',
        ],
      },
    ],
  },
})
