import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** An offer to a customer, with lines and a date until which it holds. */
export const quote = defineObject({
  name: 'quote',
  plural: 'quotes',
  concept: 'sales',
  label: label('Quote', '报价单'),
  labels: label('Quotes', '报价单'),
  icon: 'file-invoice',
  title: 'number',
  fields: {
    number: field.code(label('Number', '编号'), {
      unique: true,
      key: true,
      search: true,
      aliases: ['quote number', 'quotation', '报价单号'],
    }),
    customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Quotes', '报价单') }),
    deal: field.link(label('Deal', '商机'), { to: 'deal', reverse: label('Quotes', '报价单') }),
    status: field.choice(
      label('Status', '状态'),
      {
        draft: { label: label('Draft', '草稿'), colour: 'gray' },
        sent: { label: label('Sent', '已发送'), colour: 'blue' },
        accepted: { label: label('Accepted', '已接受'), colour: 'green' },
        refused: { label: label('Refused', '已拒绝'), colour: 'red' },
        expired: { label: label('Expired', '已过期'), colour: 'orange' },
      },
      { required: true, default: 'draft', index: true },
    ),
    price_list: field.link(label('Price list', '价目表'), { to: 'price_list', reverse: label('Quotes', '报价单') }),
    total: field.money(label('Total', '总额'), { derived: true, index: true, currency: 'currency' }),
    tax_total: field.money(label('Tax', '税额'), { derived: true, currency: 'currency' }),
    currency: field.currency(label('Currency', '货币')),
    quoted_on: field.date(label('Date', '报价日期'), { index: true }),
    valid_until: field.date(label('Valid until', '有效期至'), { index: true }),
    terms: field.longText(label('Terms', '条款')),
    note: field.longText(label('Remarks', '备注')),
  },
  list: {
    columns: ['number', 'customer', 'deal', 'status', 'total', 'quoted_on', 'valid_until', 'owner'],
    sort: '-created_at',
  },
  board: { by: 'status', card: ['customer', 'total', 'valid_until'], sum: 'total' },
  span: { from: 'quoted_on', until: 'valid_until' },
  page: {
    numbers: ['total', 'valid_until'],
    sections: [
      {
        label: label('Quote', '报价单'),
        fields: ['number', 'customer', 'deal', 'status', 'price_list', 'currency', 'quoted_on', 'valid_until'],
      },
      { label: label('Text', '文本'), fields: ['terms', 'note'] },
    ],
  },
  timeline: { at: 'created_at', customer: 'customer', show: ['status', 'total'] },
  verbs: {
    send: { label: label('Mark as sent', '标记已发送'), icon: 'send' },
    accept: { label: label('Accept: make an order', '接受并生成订单'), icon: 'check' },
    refuse: { label: label('Refused', '被拒绝'), icon: 'x' },
  },
})
