import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A sale: what a customer ordered, when, and what became of it. Its totals follow from its lines. */
export const order = defineObject({
  name: 'order',
  plural: 'orders',
  concept: 'sales',
  label: label('Order', '订单'),
  labels: label('Orders', '订单'),
  icon: 'shopping-cart',
  title: 'number',
  fields: {
    number: field.code(label('Number', '编号'), {
      unique: true,
      key: true,
      search: true,
      aliases: [
        'invoice',
        'invoiceno',
        'invoice no',
        'invoice number',
        'order number',
        'order no',
        'order id',
        '订单号',
        '订单编号',
        '发票号',
      ],
    }),
    customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Orders', '订单') }),
    quote: field.link(label('Quote', '报价单'), { to: 'quote', reverse: label('Orders', '订单') }),
    deal: field.link(label('Deal', '商机'), { to: 'deal', reverse: label('Orders', '订单') }),
    campaign: field.link(label('Campaign', '营销活动'), { to: 'campaign', reverse: label('Orders', '订单') }),
    status: field.choice(
      label('Status', '状态'),
      {
        open: { label: label('Open', '处理中'), colour: 'blue' },
        shipped: { label: label('Shipped', '已发货'), colour: 'teal' },
        done: { label: label('Done', '已完成'), colour: 'green' },
        cancelled: { label: label('Cancelled', '已取消'), colour: 'red' },
      },
      { required: true, default: 'open', index: true },
    ),
    placed_at: field.datetime(label('Placed', '下单时间'), {
      index: true,
      aliases: [
        'date',
        'order date',
        'invoice date',
        'invoicedate',
        'purchase date',
        '下单日期',
        '订单日期',
        '购买日期',
      ],
    }),
    channel: field.text(label('Channel', '渠道'), { max: 100, index: true, aliases: ['sales channel', '销售渠道'] }),
    country: field.text(label('Country', '国家'), { max: 100 }),
    total: field.money(label('Total', '总额'), {
      derived: true,
      index: true,
      currency: 'currency',
      help: label('Sum of the lines', '明细合计'),
    }),
    cost: field.money(label('Cost of goods', '商品成本'), { derived: true, currency: 'currency' }),
    returned: field.money(label('Came back', '退回金额'), { derived: true, currency: 'currency' }),
    currency: field.currency(label('Currency', '货币')),
    note: field.longText(label('Remarks', '备注')),
  },
  list: {
    columns: ['number', 'customer', 'status', 'placed_at', 'total', 'returned', 'country', 'owner'],
    sort: '-placed_at',
    within: [['status', 'placed_at']],
  },
  board: { by: 'status', card: ['customer', 'total', 'placed_at'], sum: 'total' },
  calendar: { at: 'placed_at' },
  page: {
    numbers: ['total', 'cost', 'returned'],
    sections: [
      {
        label: label('Order', '订单'),
        fields: [
          'number',
          'customer',
          'status',
          'placed_at',
          'channel',
          'country',
          'currency',
          'quote',
          'deal',
          'campaign',
          'note',
        ],
      },
    ],
  },
  timeline: { at: 'placed_at', customer: 'customer', show: ['status', 'total'] },
  verbs: {
    ship: { label: label('Mark as shipped', '标记已发货'), icon: 'truck' },
    complete: { label: label('Complete', '完成'), icon: 'check' },
    cancel: { label: label('Cancel', '取消'), icon: 'ban', confirm: label('Cancel this order?', '要取消该订单吗？') },
  },
})
