import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** Goods that come back from an order. Its lines say which and how many. */
export const goodsReturn = defineObject({
  name: 'return',
  plural: 'returns',
  concept: 'service',
  label: label('Return', '退货'),
  labels: label('Returns', '退货'),
  icon: 'package-import',
  title: 'number',
  fields: {
    number: field.code(label('Number', '编号'), {
      unique: true,
      key: true,
      search: true,
      aliases: ['return number', 'credit note', '退货单号'],
    }),
    customer: field.link(label('Customer', '客户'), { to: 'customer', reverse: label('Returns', '退货') }),
    order: field.link(label('Order', '订单'), { to: 'order', reverse: label('Returns', '退货') }),
    ticket: field.link(label('Ticket', '工单'), { to: 'ticket', reverse: label('Returns', '退货') }),
    status: field.choice(
      label('Status', '状态'),
      {
        asked: { label: label('Asked for', '已申请'), colour: 'blue' },
        received: { label: label('Received', '已收货'), colour: 'teal' },
        done: { label: label('Done', '已完成'), colour: 'green' },
        refused: { label: label('Refused', '已拒绝'), colour: 'red' },
      },
      { required: true, default: 'asked', index: true },
    ),
    reason: field.choice(label('Reason', '原因'), {
      damaged: { label: label('Damaged', '损坏') },
      wrong: { label: label('Wrong item', '错发') },
      unwanted: { label: label('Not wanted', '不想要') },
      late: { label: label('Too late', '太晚') },
      cancelled: { label: label('Order cancelled', '取消订单') },
      other: { label: label('Other', '其他') },
    }),
    returned_at: field.datetime(label('Came back', '退回时间'), { index: true }),
    total: field.money(label('Total', '总额'), { derived: true, index: true, currency: 'currency' }),
    currency: field.currency(label('Currency', '货币')),
    note: field.longText(label('Remarks', '备注')),
  },
  list: { columns: ['number', 'customer', 'order', 'status', 'reason', 'total', 'returned_at'], sort: '-returned_at' },
  board: { by: 'status', card: ['customer', 'reason', 'total'], sum: 'total' },
  page: {
    numbers: ['total'],
    sections: [
      {
        label: label('Return', '退货'),
        fields: ['number', 'customer', 'order', 'ticket', 'status', 'reason', 'returned_at', 'currency', 'note'],
      },
    ],
  },
  timeline: { at: 'returned_at', customer: 'customer', show: ['status', 'reason', 'total'] },
})
