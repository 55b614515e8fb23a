import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'

/** A line of a return: how many of which order line come back. `amount` = quantity × unit price. */
export const returnLine = defineObject({
  name: 'return_line',
  plural: 'return_lines',
  concept: 'service',
  partOf: 'return',
  ownerless: true,
  hidden: true,
  label: label('Return line', '退货明细'),
  labels: label('Return lines', '退货明细'),
  icon: 'list',
  title: 'name',
  fields: {
    return: field.link(label('Return', '退货'), {
      to: 'return',
      required: true,
      part: true,
      reverse: label('Lines', '明细'),
    }),
    order_line: field.link(label('Order line', '订单明细'), { to: 'order_line', reverse: label('Returned', '退回') }),
    product: field.link(label('Product', '产品'), { to: 'product', reverse: label('Came back', '退回') }),
    name: field.text(label('Description', '描述'), { max: 500 }),
    quantity: field.number(label('Quantity', '数量'), { required: true, default: 1, min: 0 }),
    unit_price: field.money(label('Unit price', '单价'), { required: true, default: '0' }),
    unit_cost: field.money(label('Unit cost', '单位成本')),
    amount: field.money(label('Amount', '金额'), { derived: true }),
  },
  list: { columns: ['product', 'name', 'quantity', 'unit_price', 'amount'], sort: 'created_at' },
  page: {
    sections: [
      {
        label: label('Line', '明细'),
        fields: ['return', 'order_line', 'product', 'name', 'quantity', 'unit_price', 'unit_cost', 'amount'],
      },
    ],
  },
})
