import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** Money that goes back to a customer. */
export const refund = defineObject({
  name: 'refund',
  plural: 'refunds',
  concept: 'service',
  label: label('Refund', '退款'),
  labels: label('Refunds', '退款'),
  icon: 'receipt-refund',
  title: 'number',
  fields: {
    number: field.code(label('Number', '编号'), {
      unique: true,
      key: true,
      search: true,
      aliases: ['refund number', '退款单号'],
    }),
    customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Refunds', '退款') }),
    order: field.link(label('Order', '订单'), { to: 'order', reverse: label('Refunds', '退款') }),
    return: field.link(label('Return', '退货'), { to: 'return', reverse: label('Refunds', '退款') }),
    ticket: field.link(label('Ticket', '工单'), { to: 'ticket', reverse: label('Refunds', '退款') }),
    amount: field.money(label('Amount', '金额'), { required: true, min: 0, index: true, currency: 'currency' }),
    currency: field.currency(label('Currency', '货币')),
    status: field.choice(
      label('Status', '状态'),
      {
        asked: { label: label('Asked for', '已申请'), colour: 'blue' },
        approved: { label: label('Approved', '已批准'), colour: 'teal' },
        paid: { label: label('Paid', '已支付'), colour: 'green' },
        refused: { label: label('Refused', '已拒绝'), colour: 'red' },
      },
      { required: true, default: 'asked', index: true },
    ),
    method: field.text(label('Method', '方式'), { max: 100 }),
    paid_at: field.datetime(label('Paid', '支付时间'), { index: true }),
    note: field.longText(label('Remarks', '备注')),
  },
  list: { columns: ['number', 'customer', 'order', 'amount', 'status', 'paid_at'], sort: '-created_at' },
  board: { by: 'status', card: ['customer', 'amount'], sum: 'amount' },
  page: {
    numbers: ['amount'],
    sections: [
      {
        label: label('Refund', '退款'),
        fields: [
          'number',
          'customer',
          'order',
          'return',
          'ticket',
          'amount',
          'currency',
          'status',
          'method',
          'paid_at',
          'note',
        ],
      },
    ],
  },
  timeline: { at: 'created_at', customer: 'customer', show: ['status', 'amount'] },
})
