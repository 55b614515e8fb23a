import * as field from '../define/fields.ts'
import { label } from '../define/label.ts'
import { defineObject } from '../define/object.ts'
import { lineFields } from './line.ts'

/** A line of an order. */
export const orderLine = defineObject({
  name: 'order_line',
  plural: 'order_lines',
  concept: 'sales',
  ownerless: true,
  partOf: 'order',
  hidden: true,
  label: label('Order line', '订单明细'),
  labels: label('Order lines', '订单明细'),
  icon: 'list',
  title: 'name',
  fields: {
    order: field.link(label('Order', '订单'), {
      to: 'order',
      required: true,
      part: true,
      reverse: label('Lines', '明细'),
    }),
    ...lineFields,
    unit_cost: field.money(label('Unit cost', '单位成本'), {
      help: label('What one piece cost us when it was sold', '售出时的单件成本'),
    }),
    returned: field.number(label('Came back', '已退数量'), { derived: true }),
  },
  list: {
    columns: ['product', 'name', 'quantity', 'unit_price', 'discount', 'returned', 'amount'],
    sort: 'created_at',
  },
  page: {
    sections: [
      {
        label: label('Line', '明细'),
        fields: ['product', 'name', 'quantity', 'unit_price', 'discount', 'tax', 'amount'],
      },
    ],
  },
})
